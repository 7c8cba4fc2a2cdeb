import Fleet

/// What the QR's route says: always with status 200, told apart by its `type`.
enum GreenAPICodeAnswer {
    case found(CodePicture)
    case alreadyLinked
    case passkey
    /// An old login stands in the way; only a logout removes it.
    case needsLogout
    /// Not yet, or not any more: asking later brings a code.
    case notYet
    case unusable
    /// A type that is not known.
    case other(String)
    /// No answer of this route.
    case absent

    init(_ json: JSONValue?) {
        guard let type = json?["type"]?.text?.trimmed, !type.isEmpty else {
            // An instance that is still being made.
            self = json == .null ? .notYet : .absent
            return
        }
        let message = json?["message"]?.text ?? ""
        self =
            switch type.lowercased() {
            case "qrcode": Self.picture(message).map { .found($0) } ?? (message.isEmpty ? .notYet : .unusable)
            case "alreadylogged": .alreadyLinked
            case "passkeyrequired": .passkey
            case "error" where Self.asksForLogout(message): .needsLogout
            case "error", "timeout", "timeoutexpired": .notYet
            default: .other(type)
            }
    }

    /// PNG in base64 without a label; one with a label is as good.
    private static func picture(_ message: String) -> CodePicture? {
        var text = message[...]
        if text.prefix(5).lowercased() == "data:" {
            text = text.split(separator: ",", maxSplits: 1, omittingEmptySubsequences: false).last ?? ""
        }
        guard let bytes = LooseBase64.decode(String(text)), PictureSignature.matches(bytes) else { return nil }
        return CodePicture(bytes)
    }

    /// `Instance has auth. You need to make log out`
    private static func asksForLogout(_ message: String) -> Bool {
        let words = message.lowercased()
        return words.contains("has auth") || words.contains("log out") || words.contains("logout")
    }
}
