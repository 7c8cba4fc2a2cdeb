import Fleet

/// An answer of the route `connect`, which is QR, pairing code, start and state at once.
enum EvolutionConnect {
    case code(EvolutionCode)
    /// Only the state: it is linked, or this version answers so.
    case state(String)
    /// `{"error":true}` in a 200, nothing in a 200 (version 1), or another failure.
    case failed

    init(_ answer: Answer) {
        guard answer.isSuccess, let json = answer.json, json["error"]?.truth != true else {
            self = .failed
            return
        }
        for holder in [json, json["qrcode"]] {
            if let code = EvolutionCode(holder, in: answer) {
                self = .code(code)
                return
            }
        }
        let word = json["instance"].flatMap { ($0["state"] ?? $0["status"])?.text }
        self = word.map { .state($0.trimmed) } ?? .failed
    }
}

/// The code object. Evolution keeps its members from one round of codes to the next.
struct EvolutionCode: Sendable {
    /// `nil` while the first one is being made.
    let content: CodeContent?
    let pairing: PairingCode?

    init?(_ json: JSONValue?, in answer: Answer) {
        guard let json, ["count", "code", "base64", "pairingCode"].contains(where: { json.member($0) != nil })
        else { return nil }
        pairing = PairingCodeText.read("pairingCode", in: json)
        if let text = json["code"]?.text, case .found(let content, _) = CodeAnswer.payload(text) {
            self.content = content
        } else if case .found(let content, _) = CodeAnswer(answer) {
            // In the gateway's colours, which are not black.
            self.content = content
        } else {
            content = nil
        }
    }
}
