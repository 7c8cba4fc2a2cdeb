internal import Grid
@testable internal import Terminal
internal import Testing

@Suite("Bytes into keys")
struct ParserTests {
    private func keys(_ text: String) -> [Key] {
        var parser = InputParser()
        let items = parser.feed(Array(text.utf8)) + parser.timeout()
        return items.compactMap { if case .key(let key) = $0 { key } else { nil } }
    }

    @Test(
        "each form of each key",
        arguments: [
            ("\u{1b}[A\u{1b}OB\u{1b}[1;2C\u{1b}[d", [Key.up, .down, .right, .left]),
            ("\u{1b}[H\u{1b}OF\u{1b}[1~\u{1b}[8~", [.home, .end, .home, .end]),
            ("\u{1b}[5~\u{1b}[6;5~\u{1b}[2~\u{1b}[3~", [.pageUp, .pageDown, .insert, .delete]),
            (
                "\u{1b}[[A\u{1b}OP\u{1b}[11~\u{1b}[15~\u{1b}[17~\u{1b}[24~\u{1b}[34~",
                [1, 1, 1, 5, 6, 12, 20].map(Key.function)
            ),
            ("\u{7f}\u{08}\t\r\n\u{1b}[Z", [.backspace, .backspace, .tab, .enter, .enter, .backTab]),
            ("\u{00}\u{01}\u{1a}\u{1c}", [.control(" "), .control("a"), .control("z"), .control("\\")]),
            ("\u{1b}a\u{1b}Z\u{1b}\u{1b}[A", [.alt("a"), .alt("Z"), .up]),
            ("\u{1b}", [.escape]), ("\u{1b}\u{1b}", [.escape, .escape]), ("\u{1b}[", [.alt("[")]),
            ("\u{1b}P", [.alt("P")]),
            ("aé漢e\u{301}", [.character("a"), .character("é"), .character("漢"), .character("e\u{301}")]),
            ("\u{1b}Oj\u{1b}Oy\u{1b}OM", [.character("*"), .character("9"), .enter]),
        ])
    func forms(text: String, expected: [Key]) { #expect(keys(text) == expected) }

    @Test(
        "what is no key is dropped whole",
        arguments: [
            "\u{1b}[?1;2c", "\u{1b}[6;19;10t", "\u{1b}P>|xterm(379)\u{1b}\\", "\u{1b}]11;rgb:0000/0000/0000\u{07}",
            "\u{1b}_Gi=31;OK\u{1b}\\", "\u{1b}[<0;10;10M", "\u{1b}[I", "\u{1b}[1;2;3;4y", "\u{1b}[12",
        ])
    func dropped(text: String) { #expect(keys(text + "j").filter { $0 != .character("j") } == []) }

    @Test("it does not matter where a read cuts")
    func cuts() {
        let bytes = Array("é\u{1b}[1;5A\u{1b}P>|foot(1.2)\u{1b}\\漢\u{1b}[200~x\u{1b}[201~\u{1b}[?62;4cz".utf8)
        var whole = InputParser()
        let expected = whole.feed(bytes)
        #expect(expected.count == 7)
        for cut in bytes.indices {
            var parser = InputParser()
            #expect(parser.feed(bytes[..<cut]) + parser.feed(bytes[cut...]) == expected)
        }
    }

    @Test("a paste keeps its text and loses what is too long; the keys after it count again")
    func paste() {
        var parser = InputParser()
        let long = String(repeating: "x", count: 3 * InputParser.longestPaste)
        let items = parser.feed(Array("\u{1b}[200~\(long)\u{1b}[201~j".utf8))
        #expect(items.count == 2)
        guard case .paste(let text) = items.first else {
            Issue.record("no paste: \(items.count) items")
            return
        }
        #expect(text.utf8.count <= InputParser.longestPaste && text.allSatisfy { $0 == "x" })
        #expect(items.last == .key(.character("j")))
    }

    @Test("only what is half read is waited for, and a lone Esc not for long")
    func patience() {
        var parser = InputParser()
        #expect(parser.patience == nil)
        _ = parser.feed([0x1b])
        #expect(parser.patience == .milliseconds(25))
        _ = parser.feed(Array("[6;1".utf8))
        #expect(parser.patience == .milliseconds(500))
        _ = parser.feed(Array("9;10t".utf8))
        #expect(parser.patience == nil)
    }

    @Test("noise of any kind neither traps nor stays")
    func noise() {
        for _ in 0..<300 {
            var parser = InputParser()
            let noise: [UInt8] = (0..<400).map { _ in
                let structure: [UInt8] = [0x1b, 0x5b, 0x50, 0x3b, UInt8.random(in: 0...255)]
                return structure.randomElement() ?? 0
            }
            // Without the letter that begins a paste, which has no end here.
            _ = parser.feed(noise.filter { $0 != UInt8(ascii: "~") })
            _ = parser.timeout()
            #expect(parser.feed(Array("\u{1b}[A".utf8)).contains(.key(.up)))
        }
    }
}
