import Fleet

/// The passkey that may follow a scan: two questions and two answers.
extension WahaFace {
    func passkey(
        _ call: WahaCall, of id: String, _ request: FaceRequest, in fleet: inout SimulatedFleet, at now: Instant
    ) throws(WahaRefusal) -> FaceAnswer {
        let wish = fleet.with(id) { $0.passkeyWish(at: now) } ?? nil
        let isComparing = if case .comparison? = wish { true } else { false }
        let needsComparing = call.what == .passkeyConfirmation || call.what == .passkeyConfirm
        guard needsComparing ? isComparing : wish == .answer else {
            throw .unprocessable("No passkey \(needsComparing ? "confirmation" : "challenge") is pending")
        }
        switch call.what {
        case .passkeyChallenge:
            return FaceAnswer(200, fleet.with(id) { $0.passkeyChallenge } ?? .null)
        case .passkeyConfirmation:
            return FaceAnswer(200, ["code": .optional(fleet.with(id) { $0.passkeyCode })])
        case .passkeyConfirm:
            _ = fleet.with(id) { $0.confirmPasskey(at: now) }
        default:
            guard let assertion = request.decoded(as: WebAuthnAssertion.self) else {
                throw .invalid(["id must be a string", "rawId must be a string", "response must be an object"])
            }
            if let missing = assertion.missing { throw .invalid(["\(missing) should not be empty"]) }
            let isTaken = fleet.with(id) { $0.answerPasskey(assertion, at: now) } ?? false
            guard isTaken else { throw .crash("13 INTERNAL: failed to send passkey response: info query returned 400") }
        }
        return FaceAnswer(201, contentType: "text/plain; charset=utf-8", body: "")
    }
}
