/// What stands for the signs of the screens where only ASCII can be drawn.
enum ASCIIFallback {
    static func of(_ character: Character) -> UInt8 {
        if let ascii = table[character] { return ascii }
        guard let scalar = character.unicodeScalars.first else { return UInt8(ascii: " ") }
        switch scalar.value {
        case 0x00a0, 0x2000...0x200a: return UInt8(ascii: " ")
        // Box drawing: light and heavy lines, then everything else where lines meet.
        case 0x2500, 0x2501, 0x2504, 0x2505, 0x2508, 0x2509, 0x2550: return UInt8(ascii: "-")
        case 0x2502, 0x2503, 0x2506, 0x2507, 0x250a, 0x250b, 0x2551: return UInt8(ascii: "|")
        case 0x2500...0x257f: return UInt8(ascii: "+")
        // Blocks and shades: ink, or less of it.
        case 0x2591: return UInt8(ascii: ".")
        case 0x2580...0x259f: return UInt8(ascii: "#")
        default: return UInt8(ascii: "?")
        }
    }

    private static let table: [Character: UInt8] = [
        "…": UInt8(ascii: "~"), "·": UInt8(ascii: "."), "•": UInt8(ascii: "*"), "–": UInt8(ascii: "-"),
        "—": UInt8(ascii: "-"), "“": UInt8(ascii: "\""), "”": UInt8(ascii: "\""), "‘": UInt8(ascii: "'"),
        "’": UInt8(ascii: "'"), "×": UInt8(ascii: "x"), "→": UInt8(ascii: ">"), "←": UInt8(ascii: "<"),
        "↑": UInt8(ascii: "^"), "↓": UInt8(ascii: "v"), "▸": UInt8(ascii: ">"), "▾": UInt8(ascii: "v"),
        "▲": UInt8(ascii: "^"), "▼": UInt8(ascii: "v"), "●": UInt8(ascii: "*"), "○": UInt8(ascii: "o"),
        "◌": UInt8(ascii: "o"), "■": UInt8(ascii: "#"), "□": UInt8(ascii: "#"), "✖": UInt8(ascii: "x"),
        "✗": UInt8(ascii: "x"), "✓": UInt8(ascii: "v"), "‼": UInt8(ascii: "!"), "▏": UInt8(ascii: "|"),
        "▕": UInt8(ascii: "|"), "≈": UInt8(ascii: "~"), "±": UInt8(ascii: "+"),
    ]
}
