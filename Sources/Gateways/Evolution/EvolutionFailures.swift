import Fleet

/// Turns an answer that is not what was asked for into the failure it tells of.
struct EvolutionFailures: Sendable {
    let door: GatewayDoor

    /// - Parameters:
    ///   - kind: where the caller knows better than the status.
    ///   - lead: replaces the usual beginning.
    ///   - hidden: the phone number of this request, where it has one.
    func failure(
        _ answer: Answer, about id: String, kind: GatewayFailure.Kind? = nil, lead: String? = nil,
        hiding hidden: String? = nil
    ) -> GatewayFailure {
        let vendor = Self.message(answer)
        let kind = kind ?? self.kind(answer)
        return door.failure(
            kind, answer, about: id, saying: vendor, lead: lead ?? self.lead(kind, answer, id), hiding: hidden)
    }

    /// A route that this version does not have. A missing instance is a 404 too.
    static func isRouteMissing(_ answer: Answer) -> Bool {
        guard answer.status == 404 || answer.status == 405 else { return false }
        let vendor = message(answer)
        return answer.status == 405 || vendor.form == .html || vendor.text?.hasPrefix("Cannot ") == true
    }

    /// The gateway refused before it did anything, because the instance is closed, or not in its memory. With status
    /// 200, version 2 says `{"error":true,"message":"[object Object]"}`, and version 1 nothing at all. Any other
    /// message beside the error is of something that went wrong on the way.
    static func isSilentRefusal(_ answer: Answer) -> Bool {
        guard answer.isSuccess else { return false }
        if answer.body.isEmpty || answer.json == .null { return true }
        guard answer.json?["error"]?.truth == true else { return false }
        let words = message(answer).text
        return words == nil || words?.contains("is not connected") == true
    }

    /// What JavaScript makes of a refusal that it was to write as text.
    private static let objectText = "[object Object]"

    private func kind(_ answer: Answer) -> GatewayFailure.Kind {
        if answer.isSuccess, answer.json?["error"]?.truth == true { return .refused }
        switch answer.status {
        case 403: return .refused
        case 404, 405: return Self.isRouteMissing(answer) ? .unsupported : .notFound
        case 422: return .refused
        case 429: return .throttled(retryAfter: door.retryAfter(answer))
        case let status: return GatewayFailure.Kind(status: status, retryAfter: nil)
        }
    }

    private func lead(_ kind: GatewayFailure.Kind, _ answer: Answer, _ id: String) -> String? {
        if answer.isSuccess, answer.json?["error"]?.truth == true, Self.isSilentRefusal(answer) {
            return "\(door.subject(id)) is closed, or not in the memory of \(door.name)"
        }
        if answer.isSuccess, answer.body.isEmpty || answer.json == .null {
            return "\(door.name) answered nothing about \(id); see its log"
        }
        if answer.json?["code"]?.text == "LICENSE_REQUIRED" {
            return "\(door.name) is not activated: it wants a licence"
        }
        return kind == .unsupported ? "\(door.name) has no such route" : nil
    }

    /// The words are in `response.message`, as a text or in arrays; `message` holds them for a 200 with an error,
    /// and for a missing licence. Nothing else is shown: other members of other answers are secrets.
    static func message(_ answer: Answer) -> VendorMessage {
        var vendor = VendorMessage(answer)
        guard vendor.form == .json else { return vendor }
        let json = answer.json
        let words = [json?["response"]?["message"], json?["message"], json?["error"]].lazy
            .compactMap { $0.flatMap { Self.words(in: $0) } }.first
        vendor.text = words == objectText ? nil : words.map(Markup.plain)
        if json?["error"] == nil { vendor.code = nil }
        return vendor
    }

    private static func words(in value: JSONValue, depth: Int = 0) -> String? {
        if case .string(let text) = value { return text.isEmpty ? nil : text }
        guard depth < 3, let items = value.items else { return nil }
        let texts = items.prefix(3).compactMap { words(in: $0, depth: depth + 1) }
        return texts.isEmpty ? nil : texts.joined(separator: ", ")
    }
}
