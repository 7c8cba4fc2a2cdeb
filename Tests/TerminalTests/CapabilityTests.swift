internal import Grid
@testable internal import Terminal
internal import Testing

@Suite("What the terminal can do")
struct CapabilityTests {
    private func capabilities(
        _ bytes: String, _ environment: [String: String] = ["TERM": "xterm-256color"], utf8: Bool = true,
        window: WindowSize = WindowSize(size: Size(columns: 80, rows: 24))
    ) -> TerminalCapabilities {
        var parser = InputParser()
        var answers = TerminalAnswers()
        for item in parser.feed(Array(bytes.utf8)) {
            if case .report(let report) = item { answers.take(report) }
        }
        return TerminalCapabilities(
            answers: answers, hints: TerminalHints(environment: environment), utf8: utf8, colours: .palette,
            window: window)
    }

    private static func version(_ name: String) -> String { "\u{1b}P>|\(name)\u{1b}\\\u{1b}[?62c" }

    @Test(
        "terminals that call themselves by name",
        arguments: [
            ("kitty(0.26.5)", true), ("foot(1.13.1)", true), ("Konsole 22.12.3", true), ("Konsole 22.04.1", false),
            ("WezTerm 20240203-110809", true), ("ghostty 1.2.0", true), ("VTE(7600)", true), ("XTerm(379)", false),
            ("tmux 3.3a", false), ("mystery", false),
        ])
    func names(name: String, sextants: Bool) {
        let found = capabilities(Self.version(name))
        #expect(found.name == name)
        #expect(found.sextants == sextants)
    }

    @Test("VTE tells its version in DA2 alone")
    func vte() {
        #expect(capabilities("\u{1b}[>65;7006;1c\u{1b}[?65;1;9c").sextants)
        #expect(capabilities("\u{1b}[>65;7006;1c\u{1b}[?65;1;9c").name == "VTE 0.70.6")
        #expect(!capabilities("\u{1b}[>65;6800;1c\u{1b}[?65;1;9c").sextants)
        #expect(!capabilities("\u{1b}[>41;379;0c\u{1b}[?64;1c").sextants)
    }

    @Test("an answer counts more than an inherited variable")
    func inherited() {
        let environment = ["TERM": "xterm-256color", "KITTY_WINDOW_ID": "1"]
        #expect(capabilities("", environment).sextants)
        #expect(!capabilities("\u{1b}[?64;1;2c", environment).sextants)
        #expect(!capabilities(Self.version("XTerm(379)"), environment).sextants)
    }

    @Test(
        "variables decide where nothing answers",
        arguments: [
            (["TERM": "xterm-kitty", "KITTY_WINDOW_ID": "3"], true), (["TERM": "xterm", "VTE_VERSION": "7006"], true),
            (["TERM": "xterm", "VTE_VERSION": "6800"], false), (["TERM": "foot"], true),
            (["TERM": "xterm", "KONSOLE_VERSION": "221203"], true),
            (["TERM": "xterm", "KONSOLE_VERSION": "210800"], false),
            (["TERM": "xterm", "TERM_PROGRAM": "WezTerm"], true), (["TERM": "xterm", "WT_SESSION": "x"], false),
            (["TERM": "xterm"], false), ([:], false),
        ])
    func hints(environment: [String: String], sextants: Bool) {
        #expect(capabilities("", environment).sextants == sextants)
    }

    @Test(
        "inside tmux or screen nothing is promised",
        arguments: [["TMUX": "/tmp/a,1,0"], ["STY": "1.x"], ["TERM": "screen-256color"], ["TERM": "tmux-256color"]])
    func multiplexed(environment: [String: String]) {
        let inherited = ["TERM": "xterm", "KITTY_WINDOW_ID": "1"].merging(environment) { $1 }
        #expect(!capabilities(Self.version("kitty(0.26.5)"), inherited).sextants)
    }

    @Test("no sextants where nothing beyond ASCII may be drawn")
    func asciiOnly() { #expect(!capabilities(Self.version("foot(1.13.1)"), utf8: false).sextants) }

    @Test("the shape of a cell, as told or from the window's pixels")
    func aspect() {
        #expect(capabilities("\u{1b}[6;19;10t\u{1b}[?1c").cellAspect == 1.9)
        let window = WindowSize(size: Size(columns: 80, rows: 24), width: 800, height: 480)
        #expect(capabilities("\u{1b}[?1c", window: window).cellAspect == 2.0)
        #expect(capabilities("\u{1b}[6;0;0t\u{1b}[?1c").cellAspect == nil)
    }

    @Test(
        "who may be asked",
        arguments: [
            ("xterm-256color", true), ("linux", false), ("dumb", false), ("vt100", false), ("", false), ("st", true),
            ("stv52", false),
        ])
    func asked(type: String, expected: Bool) {
        #expect(TerminalHints(environment: ["TERM": type]).mayBeAsked == expected)
    }

    @Test(
        "colours from terminfo's number",
        arguments: [
            (-1, TerminalCapabilities.Colours.direct), (0, .none), (8, .eight), (16, .sixteen), (88, .sixteen),
            (256, .palette),
        ])
    func colours(count: Int, expected: TerminalCapabilities.Colours) {
        #expect(TerminalCapabilities.Colours(count: count) == expected)
    }
}
