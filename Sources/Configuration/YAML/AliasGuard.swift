/// Finds aliases before the text is parsed.
///
/// A few lines of aliases to aliases stand for billions of nodes, and comparing them as keys would visit every one.
/// A configuration needs none, so they are refused unread.
enum AliasGuard {
    /// The place of the first `*name` whose `&name` is in the text too, wherever YAML could take them for that.
    static func firstAlias(in text: String) -> TextMark? {
        var anchors: Set<String> = []
        var aliases: [(name: String, at: TextMark)] = []
        var mark = TextMark(line: 1, column: 1)
        var before: UInt8 = 0x0a
        var word: (kind: UInt8, name: String, at: TextMark)?
        for byte in text.utf8 {
            if let (kind, name, at) = word {
                if isNameByte(byte) {
                    word = (kind, name + String(UnicodeScalar(byte)), at)
                } else {
                    if kind == UInt8(ascii: "&") {
                        anchors.insert(name)
                    } else if !name.isEmpty {
                        aliases.append((name, at))
                    }
                    word = nil
                }
            }
            if word == nil, byte == UInt8(ascii: "&") || byte == UInt8(ascii: "*"), canPrecede(before) {
                word = (byte, "", mark)
            }
            if byte == 0x0a {
                mark = TextMark(line: mark.line + 1, column: 1)
            } else if byte & 0xc0 != 0x80 {
                mark.column += 1
            }
            before = byte
        }
        if let (kind, name, at) = word, kind == UInt8(ascii: "*") { aliases.append((name, at)) }
        return aliases.first { anchors.contains($0.name) }?.at
    }

    /// Characters after which a new token can begin; inside of words `&` and `*` are text.
    private static func canPrecede(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x09, 0x0a, 0x0d, 0x20, UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: ","), UInt8(ascii: ":"),
            UInt8(ascii: "?"):
            true
        default: byte >= 0x80
        }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
