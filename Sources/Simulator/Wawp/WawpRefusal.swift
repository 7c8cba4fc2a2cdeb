import Fleet

/// Why a Wawp gateway says no.
enum WawpRefusal: Error, Hashable, Sendable {
    case noRoute
    case wrongMethod
    case missing(String)
    case invalidPhone
    case invalidToken
    case quota
    case invalidSession
    case notExpected(EngineState)
    case tooOften(retryAfter: Int?)
    case noPicture
    case upstream

    var status: Int {
        switch self {
        case .missing, .invalidPhone: 400
        case .invalidToken: 401
        case .quota: 403
        case .noRoute, .invalidSession: 404
        case .wrongMethod: 405
        case .notExpected: 422
        case .tooOften: 429
        case .noPicture: 500
        case .upstream: 502
        }
    }

    private var code: String {
        switch self {
        case .noRoute: "rest_no_route"
        case .wrongMethod: "method_not_allowed"
        case .missing: "missing_parameter"
        case .invalidPhone: "invalid_phone_number"
        case .invalidToken: "invalid_access_token"
        case .quota: "quota_exceeded"
        case .invalidSession: "invalid_session"
        case .notExpected: "session_status_not_expected"
        case .tooOften: "rate_limit_exceeded"
        case .noPicture: "internal_error"
        case .upstream: "wawp_upstream_error"
        }
    }

    private var message: String {
        switch self {
        case .noRoute: "No route was found matching the URL and request method."
        case .wrongMethod: "This method is not allowed here."
        case .missing(let name): "Missing required parameter: \(name)"
        case .invalidPhone: "phone_number must be digits with the country code, without + or 00."
        case .invalidToken: "Invalid or missing access token."
        case .quota: "Your plan does not allow more instances."
        case .invalidSession: "Session does not exist."
        case .notExpected: "Session status is not as expected. Try again later or restart the session."
        case .tooOften: "Too many requests. Slow down."
        case .noPicture: "Failed to create the QR image."
        case .upstream: "Bad gateway: connection to upstream failed."
        }
    }

    /// The forms each status is documented in; JSON where another one is asked for.
    private var forms: [ErrorForm] {
        switch status {
        case 400: [.json, .xml, .text]
        case 401, 404: [.json, .xml]
        case 500: [.json, .html]
        case 502: [.html, .json, .xml]
        default: [.json]
        }
    }

    /// `seed` is the instance's: each instance keeps its form, so that a fleet shows them all.
    func answer(form: ErrorForm?, seed: UInt64) -> FaceAnswer {
        var random = SplitMix64(seed, Purpose.answer, UInt64(status))
        let drawn = forms[random.below(forms.count)]
        if case .notExpected(let state) = self { return notExpected(state, shape: random.below(3)) }
        var headers: [String: String] = [:]
        if case .tooOften(let seconds?) = self { headers["Retry-After"] = String(seconds) }
        let asked = form.map { forms.contains($0) ? $0 : .json }
        return (asked ?? drawn).answer(status, code: code, message: message, headers: headers)
    }

    /// "Please wait" in the three shapes of the engines underneath; two of them tell the state.
    private func notExpected(_ state: EngineState, shape: Int) -> FaceAnswer {
        let word = state.wawpWord
        switch shape {
        case 0:
            return FaceAnswer(
                status,
                [
                    "error": .text(message), "session": "default", "status": .text(word), "expected": ["SCAN_QR_CODE"],
                ])
        case 1:
            return FaceAnswer(
                status,
                [
                    "message": .text("Can get QR code only in SCAN_QR_CODE status. The current status is '\(word)'"),
                    "error": "Unprocessable Entity", "statusCode": 422,
                ])
        default:
            return FaceAnswer(
                status,
                [
                    "code": .text(code), "message": .text(message),
                    "data": ["status": .text(word), "expected": ["SCAN_QR_CODE"]],
                ])
        }
    }
}

extension EngineState {
    var wawpWord: String {
        switch self {
        case .stopped: "STOPPED"
        case .starting, .connecting: "STARTING"
        case .awaitingScan: "SCAN_QR_CODE"
        case .awaitingPasskey: "PASSKEY_REQUIRED"
        case .working: "WORKING"
        case .disconnected: "OFFLINE"
        case .loggedOut: "LOGOUT"
        case .blocked, .failed: "FAILED"
        }
    }
}
