import FoundationEssentials

/// Base64 as WebAuthn writes it.
enum Base64URL {
    /// Its other spellings in that one: `-` and `_` for `+` and `/`, and no padding.
    static func plain(_ text: String) -> String {
        String(text.compactMap { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 == "=" ? nil : $0 })
    }

    static func decoded(_ text: String) -> Data? {
        var text = String(plain(text).map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 })
        text += String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        return Data(base64Encoded: text)
    }
}
