import Fleet

/// Finds the QR code in an answer, whatever it was wrapped in.
enum CodeAnswer {
    /// With what the answer says of its expiry, unread.
    case found(CodeContent, expiry: JSONValue?)
    /// There is a place for a code, and nothing in it yet.
    case notYet
    /// Something is there that cannot be made into a code.
    case unusable
    /// Nothing in the answer looks like the place for a code.
    case absent

    init(_ answer: Answer) {
        if PictureSignature.matches(answer.body) {
            self = .found(.picture(CodePicture(answer.body)), expiry: nil)
        } else if let json = answer.json {
            self = if case .string(let text) = json { Self.undisguise(text) } else { Self.search(json) }
        } else {
            let type = answer.headers["content-type"]?.lowercased() ?? ""
            let text = BodyText.read(answer.body, contentType: type)
            self = type.hasPrefix("text/plain") || type.isEmpty ? Self.undisguise(text) : .absent
            // Words for people, not for phones.
            if case .unusable = self { self = .absent }
        }
    }

    /// Where gateways put a code, or the envelope around it.
    private static let names = ["data", "qr", "qrcode", "qr_code", "base64", "image"]

    private static func search(_ json: JSONValue, depth: Int = 0) -> CodeAnswer {
        guard depth < 4, json.members != nil else { return .absent }
        let expiry = json["expiry"] ?? json["expires"] ?? json["expiresAt"] ?? json["expires_at"]
        if let value = json.member("value") { return take(value: value).expiring(expiry) }
        var best = CodeAnswer.absent
        for name in names {
            guard let member = json.member(name) else { continue }
            let found =
                switch member {
                case .null, .string(""): CodeAnswer.notYet
                case .string(let text):
                    undisguise(text, media: json["mimetype"]?.text, isEncoded: name == "data", depth: depth)
                default: search(member, depth: depth + 1)
                }
            if case .found = found { return found.expiring(expiry) }
            if case .absent = best { best = found }
        }
        return best
    }

    /// `value` is the payload itself, and opaque; only a picture is told by its `data:` prefix.
    private static func take(value: JSONValue) -> CodeAnswer {
        switch value {
        case .null, .string(""): .notYet
        case .string(let text) where text.hasPrefix("data:"): undisguise(text)
        case .string(let text): payload(text)
        default: .unusable
        }
    }

    /// - Parameter isEncoded: it must be base64 where it can be; otherwise only a picture is.
    private static func undisguise(
        _ text: String, media: String? = nil, isEncoded: Bool = false, depth: Int = 0
    ) -> CodeAnswer {
        let text = text.trimmed
        if text.lowercased().hasPrefix("data:") {
            let parts = text.dropFirst(5).split(separator: ",", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { return .unusable }
            return undisguise(String(parts[1]), media: String(parts[0]), isEncoded: true, depth: depth)
        }
        if text.hasPrefix("{"), let json = JSONReader.read(text) { return search(json, depth: depth + 1) }
        guard let bytes = LooseBase64.decode(text) else { return payload(text) }
        if PictureSignature.matches(bytes) { return .found(.picture(CodePicture(bytes)), expiry: nil) }
        guard isEncoded else { return payload(text) }
        let isPicture = media?.trimmed.lowercased().hasPrefix("image/") ?? false
        guard !bytes.isEmpty else { return .notYet }
        guard !isPicture, let decoded = String(validating: bytes, as: UTF8.self) else { return .unusable }
        switch JSONReader.read(bytes) {
        case .string(let inner): return payload(inner)
        case .some(let json) where json.members != nil: return search(json, depth: depth + 1)
        default: return payload(decoded)
        }
    }

    /// The most that the largest QR code holds, in bytes (ISO/IEC 18004, version 40, level L).
    private static let largestPayload = 2953

    /// A text that is known to be the payload.
    static func payload(_ text: String) -> CodeAnswer {
        let text = text.trimmed
        let isPrintable = text.unicodeScalars.allSatisfy {
            !$0.properties.isWhitespace && $0.value > 0x20 && $0 != "\u{7f}"
        }
        guard isPrintable, !text.isEmpty, text.utf8.count <= largestPayload, text.first != "<" else { return .unusable }
        return .found(.text(CodePayload(text)), expiry: nil)
    }

    /// The innermost expiry counts.
    private func expiring(_ expiry: JSONValue?) -> CodeAnswer {
        if case .found(let content, nil) = self { .found(content, expiry: expiry) } else { self }
    }
}
