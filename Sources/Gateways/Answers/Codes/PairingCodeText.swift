import Fleet

/// Reads a pairing code out of an answer that may hold something else under the same name.
enum PairingCodeText {
    /// `code` is also where errors put theirs: `invalid_session` beside a message is no pairing code, `ABCD-1234` is.
    static func read(_ name: String, in holder: JSONValue?) -> PairingCode? {
        guard let text = holder?[name]?.text else { return nil }
        let isCode = text.utf8.allSatisfy {
            $0 == 0x20 || $0 == UInt8(ascii: "-") || (0x30...0x39).contains($0) || (0x41...0x5a).contains($0)
                || (0x61...0x7a).contains($0)
        }
        let code = PairingCode(text)
        // Eight today; room for an engine that changes its mind, none for a numeric HTTP status.
        guard isCode, (6...12).contains(code.plain.utf8.count) else { return nil }
        if holder?["message"] != nil, text.contains(where: \.isLowercase) { return nil }
        return code
    }
}
