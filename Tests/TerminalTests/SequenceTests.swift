@testable internal import Terminal
internal import Testing

@Suite("Past ncurses")
struct SequenceTests {
    @Test("the clipboard gets base64 of UTF-8")
    func copy() {
        #expect(Sequences.copy("ABCD-1234", insideTmux: false) == "\u{1b}]52;c;QUJDRC0xMjM0\u{07}")
        #expect(Sequences.copy("é", insideTmux: false) == "\u{1b}]52;c;w6k=\u{07}")
    }

    @Test("inside tmux also wrapped, with every Esc doubled")
    func tmux() {
        #expect(
            Sequences.copy("a", insideTmux: true)
                == "\u{1b}]52;c;YQ==\u{07}\u{1b}Ptmux;\u{1b}\u{1b}]52;c;YQ==\u{07}\u{1b}\\")
    }

    @Test("what would be cut on the way is not sent")
    func tooLong() {
        #expect(Sequences.copy(String(repeating: "x", count: Sequences.longestCopy), insideTmux: false) != nil)
        #expect(Sequences.copy(String(repeating: "x", count: Sequences.longestCopy + 1), insideTmux: false) == nil)
    }

    @Test("a title cannot end its own sequence")
    func title() { #expect(Sequences.title("a\u{07}b\u{1b}[31mc\u{9c}") == "\u{1b}]2;ab[31mc\u{07}") }

    @Test("palette entries as RGB, none of which a theme could remap")
    func direct() {
        #expect(PairColours.direct(231) == 0xffffff)
        #expect(PairColours.direct(16) == 0x010101)
        #expect(PairColours.direct(208) == 0xff8700)
        #expect(PairColours.direct(244) == 0x808080)
        #expect((16...255).allSatisfy { PairColours.direct($0) >= 8 })
    }
}
