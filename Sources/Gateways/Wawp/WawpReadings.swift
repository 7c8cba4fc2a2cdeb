import Fleet

/// Finds what an answer of Wawp says about an instance.
enum WawpReadings {
    /// The state, wherever the answer tells it; `nil` when it does not.
    static func status(in json: JSONValue?) -> StatusReading? {
        guard let json else { return nil }
        for holder in [json, json["session"], json["data"], json["result"]] {
            guard let holder, let word = holder["status"].flatMap(stateWord) else { continue }
            return StatusReading(
                state: WawpState.state(of: word), raw: CleanText(word, limit: 40),
                account: WAHAReadings.account(in: holder["me"]),
                reason: holder["reason"]?.text.map { CleanText($0) })
        }
        return nil
    }

    /// `status` is also where some put an HTTP status, and some the outcome of the call.
    private static func stateWord(_ value: JSONValue) -> String? {
        guard case .string(let text) = value else { return nil }
        let word = text.trimmed
        guard !word.isEmpty, Double(word) == nil, !outcomes.contains(word.lowercased()) else { return nil }
        return word
    }

    /// Of an engine that tells it to people only: "… The current status is 'STARTING'". No word but a known one.
    static func status(inSentence text: String) -> StatusReading? {
        let text = text.uppercased()
        guard let start = text.firstRange(of: "CURRENT STATUS IS") else { return nil }
        let word = String(text[start.upperBound...].drop { !$0.isLetter }.prefix { $0.isLetter || $0 == "_" })
        let state = WawpState.state(of: word)
        return state == .unknown ? nil : StatusReading(state: state, raw: CleanText(word))
    }

    private static let outcomes: Set<String> = ["success", "ok", "true", "error", "fail", "failure"]

    /// The pairing code, under any of the names that clients look for; `nil` when there is none.
    static func pairingCode(in json: JSONValue?) -> PairingCode? {
        for holder in [json, json?["data"], json?["result"]] {
            for name in ["code", "pairingCode", "pairing_code"] {
                if let code = PairingCodeText.read(name, in: holder) { return code }
            }
        }
        return nil
    }

    /// Whether a 2xx answer to an act says that it was done: a session, a message, or nothing at all.
    static func isDone(_ answer: Answer) -> Bool {
        guard let json = answer.json else { return isPlainWord(answer) }
        if json["success"]?.truth == false { return false }
        if case .string(let word)? = json["status"], ["error", "fail", "failure"].contains(word.lowercased()) {
            return false
        }
        if let error = json["error"], error.truth != false, error.text != "" { return false }
        if status(in: json) != nil || json["success"]?.truth == true { return true }
        guard let code = json["code"]?.text else { return true }
        return (Double(code).map { (200..<300).contains($0) }) ?? ["success", "ok"].contains(code.lowercased())
    }

    /// Nothing, or a few words; a page of markup is somebody else's answer, and half a JSON text or noise is nobody's.
    private static func isPlainWord(_ answer: Answer) -> Bool {
        let form = VendorMessage(answer).form
        guard form == .text else { return form == .empty }
        guard answer.body.count <= 200, let text = String(validating: answer.body, as: UTF8.self) else { return false }
        return !"{[\"".contains(text.trimmed.first ?? "{")
    }
}
