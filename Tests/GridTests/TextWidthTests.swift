import Grid
import Testing

@Suite("How wide text is")
struct TextWidthTests {
    @Test(
        "Columns on a terminal",
        arguments: [
            ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("薬局", 4), ("مخبز", 4), ("●▲✖", 3), ("\u{1b}[0m", 3),
            ("\u{7f}", 0),
            ("🙂", 2), ("\u{200b}", 0),
        ])
    func widths(text: String, columns: Int) {
        #expect(TextWidth.of(text) == columns)
    }

    @Test(
        "Cut text is never wider than told, and shows that it was cut",
        arguments: [
            ("abcdef", 6, "abcdef"), ("abcdef", 4, "abc…"), ("abcdef", 1, "…"), ("abcdef", 0, ""), ("薬局店", 5, "薬局…"),
            ("薬局店", 4, "薬…"), ("薬局", 4, "薬局"), ("a", -3, ""),
        ])
    func cut(text: String, columns: Int, kept: String) {
        #expect(TextWidth.cut(text, to: columns) == kept)
        #expect(TextWidth.of(TextWidth.cut(text, to: columns)) <= max(0, columns))
    }

    @Test("Fitted text is exactly as wide as told")
    func fit() {
        #expect(TextWidth.fit("ab", to: 4) == "ab  ")
        #expect(TextWidth.fit("ab", to: 4, right: true) == "  ab")
        #expect(TextWidth.fit("薬局店", to: 4) == "薬… ")
        for columns in 0...12 { #expect(TextWidth.of(TextWidth.fit("薬a局b店c", to: columns)) == columns) }
    }
}
