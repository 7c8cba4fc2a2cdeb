import Fleet
import Testing

@Suite("Text from outside")
struct CleanTextTests {
    @Test(
        "It becomes one harmless line",
        arguments: [
            ("Clinic North 02", "Clinic North 02"), ("  a \t\r\n b  ", "a b"), ("a\rb", "a b"), ("a\u{0}b", "a b"),
            ("\u{1b}[31mred\u{1b}[0m", "[31mred [0m"), ("\u{1b}]0;title\u{7}x", "]0;title x"), ("\u{9b}31m", "31m"),
            ("abc\u{202e}def", "abcdef"), ("\u{2066}a\u{2069}", "a"), ("a\u{200d}b\u{200b}c\u{feff}", "abc"),
            ("\u{1f468}\u{200d}\u{1f469}", "\u{1f468}\u{1f469}"), ("❤\u{fe0f}", "❤"), ("a\u{2028}b\u{85}c", "a b c"),
            ("مخبز النيل", "مخبز النيل"), ("薬局24", "薬局24"), ("\u{e000}\u{f8ff}x", "x"), ("\u{301}a", "a"),
            ("a \u{301}b", "a b"),
            ("e\u{301}", "é"), ("\u{ad}\u{180e}\u{115f}x", "x"),
        ])
    func cleaned(raw: String, text: String) {
        #expect(CleanText(raw).text == text)
    }

    @Test("A tower of marks on one letter is cut to what a terminal's cell holds")
    func marks() {
        let text = CleanText("a" + String(repeating: "\u{301}", count: 1_000_000) + "b").text
        #expect(text.unicodeScalars.count <= 6)
        #expect(text.unicodeScalars.first == "a")
    }

    @Test("Length is bounded, and the cut shows")
    func long() {
        let text = CleanText(String(repeating: "x", count: 5_000_000)).text
        #expect(text.count == CleanText.longest)
        #expect(text.last == "…")
        #expect(CleanText("abcdef", limit: 4).text == "abc…")
        #expect(CleanText("abcd", limit: 4).text == "abcd")
    }

    @Test("No scalar at all gets a control, a format character or a line break through")
    func everyScalar() {
        for value in UInt32(0)...0x10ffff {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let text = CleanText("a\(Character(scalar))z").text
            for kept in text.unicodeScalars where kept != "a" && kept != "z" && kept != " " {
                switch kept.properties.generalCategory {
                case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
                    Issue.record("U+\(String(value, radix: 16)) came through")
                default: break
                }
            }
        }
    }
}
