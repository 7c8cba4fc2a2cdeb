import Fleet

/// Turns an answer that is not what was asked for into the failure it tells of.
///
/// WAHA's errors have three shapes: the framework's (`message`, `error`, `statusCode`), its own about a state
/// (`error`, `status`, `expected`), and a crash report, of which nothing is shown because it repeats the request.
struct WAHAFailures: Sendable {
    let door: GatewayDoor

    /// - Parameters:
    ///   - isAct: a 422 then is a refusal, and nothing to wait for.
    ///   - hidden: the phone number of this request, where it has one.
    func failure(
        _ answer: Answer, about id: String, isAct: Bool = false, hiding hidden: String? = nil
    ) -> GatewayFailure {
        let vendor = VendorMessage(answer)
        let kind = kind(answer, vendor, isAct: isAct)
        return door.failure(
            kind, answer, about: id, saying: vendor, lead: lead(kind, answer, vendor, id), hiding: hidden)
    }

    /// A code or a state that is not there yet.
    func notReady(_ answer: Answer, about id: String) -> GatewayFailure {
        door.failure(.notReady(status: nil), answer, about: id, saying: VendorMessage(answer))
    }

    /// What a 404 did not find.
    static func isRouteMissing(_ answer: Answer) -> Bool {
        guard answer.status == 404 || answer.status == 405 else { return false }
        let vendor = VendorMessage(answer)
        return answer.status == 405 || vendor.form == .html || vendor.text?.hasPrefix("Cannot ") == true
    }

    /// The session may well exist: its routes below `/api/{session}` are there only while it runs.
    private static func isNotRunning(_ vendor: VendorMessage) -> Bool {
        let words = vendor.text?.lowercased() ?? ""
        return words.contains("start it first") || words.contains("we didn't find a session")
    }

    private func kind(_ answer: Answer, _ vendor: VendorMessage, isAct: Bool) -> GatewayFailure.Kind {
        switch answer.isSuccess ? Self.statusInside(answer) : answer.status {
        case 403: return .refused
        case 404:
            if Self.isRouteMissing(answer) { return .unsupported }
            if Self.isNotRunning(vendor) { return .notReady(status: nil) }
            return answer.json?["error"]?["key"] == nil ? .notFound : .unexpected
        case 422: return unprocessable(answer, vendor, isAct: isAct)
        case 429: return .throttled(retryAfter: door.retryAfter(answer))
        case let status: return GatewayFailure.Kind(status: status, retryAfter: nil)
        }
    }

    /// 422 is wait, no, never and not in this edition: the state or the words tell which.
    private func unprocessable(_ answer: Answer, _ vendor: VendorMessage, isAct: Bool) -> GatewayFailure.Kind {
        let words = vendor.text ?? ""
        if let reading = WAHAReadings.status(in: answer.json) ?? Self.reading(in: words) {
            return reading.state == .working && !isAct ? .alreadyLinked : .notReady(status: reading)
        }
        let lowercased = words.lowercased()
        if lowercased.contains("plus version") || lowercased.contains("only in plus") { return .quota }
        if lowercased.contains("not implemented by the engine") || lowercased.contains("engine doesn't support") {
            return .unsupported
        }
        // A list of messages is the validation's, and the same request will never pass it.
        return isAct || answer.json?["message"]?.items != nil ? .refused : .notReady(status: nil)
    }

    /// "Can request code only in SCAN_QR_CODE status. The current status is STARTING"
    private static func reading(in words: String) -> StatusReading? {
        guard words.lowercased().contains("status"), let word = WAHAState.lastWord(in: words) else { return nil }
        return WAHAReadings.status(in: .object([JSONMember(name: "status", value: .string(word))]))
    }

    private static func statusInside(_ answer: Answer) -> Int {
        answer.json?["statusCode"]?.number.flatMap { (400..<600).contains($0) ? Int($0) : nil } ?? answer.status
    }

    private func lead(
        _ kind: GatewayFailure.Kind, _ answer: Answer, _ vendor: VendorMessage, _ id: String
    ) -> String? {
        switch kind {
        case .notReady where answer.status == 404: "\(door.subject(id)) does not run; start it"
        case .unsupported where Self.isRouteMissing(answer): "\(door.name) has no such route"
        case .unsupported: "The engine of \(door.subject(id)) does not offer this"
        case .quota: "This edition of WAHA at \(door.name) does not allow it"
        case .refused where answer.status == 403: "\(door.name) does not let this key do it"
        default: nil
        }
    }
}
