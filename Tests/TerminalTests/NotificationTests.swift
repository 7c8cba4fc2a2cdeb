internal import Foundation
internal import Grid
internal import PtyHarness
@testable internal import Terminal
@testable internal import TerminalProbe
internal import Testing

@Suite("Titles and notifications")
struct NotificationTests {
    private func sequence(
        _ title: String, _ text: String, _ sequence: NotificationSequence, isQuiet: Bool = false,
        insideTmux: Bool = false
    ) -> String {
        Sequences.notification(title, text, as: sequence, isQuiet: isQuiet, number: 7, insideTmux: insideTmux)
    }

    @Test("each terminal's own bytes")
    func bytes() {
        #expect(sequence("relink", "12 dropped; see", .osc9) == "\u{1b}]9;relink: 12 dropped; see\u{07}")
        #expect(
            sequence("relink", "12 dropped; see", .osc777) == "\u{1b}]777;notify;relink;12 dropped, see\u{07}")
        #expect(
            sequence("relink", "é; x", .osc99)
                == "\u{1b}]99;i=relink-7:d=0:u=1;relink\u{1b}\\\u{1b}]99;i=relink-7:d=1:u=1:p=body;é; x\u{1b}\\")
        #expect(sequence("a", "b", .osc99, isQuiet: true).contains("u=0"))
    }

    @Test(
        "nothing in a text ends its sequence, or is a command of another terminal",
        arguments: NotificationSequence.allCases)
    func hostile(way: NotificationSequence) {
        let bytes = sequence("a\u{07}\u{1b}\\\u{9c}", "b\u{1b}]0;x\u{07}\n", way)
        let inner = bytes.dropFirst(2).unicodeScalars.filter { $0.value < 0x20 || (0x7f..<0xa0).contains($0.value) }
        #expect(inner.map(\.value) == (way == .osc99 ? [0x1b, 0x1b, 0x1b] : [0x07]))
        #expect(!sequence("4;1", "50", way).hasPrefix("\u{1b}]9;4"))
        #expect(sequence("", String(repeating: "x", count: 5000), way).utf8.count < 300)
    }

    @Test("inside tmux wrapped, with every Esc doubled", arguments: NotificationSequence.allCases)
    func tmux(way: NotificationSequence) {
        let wrapped = sequence("t", "x", way, insideTmux: true)
        let plain = sequence("t", "x", way)
        #expect(wrapped == "\u{1b}Ptmux;" + plain.replacing("\u{1b}", with: "\u{1b}\u{1b}") + "\u{1b}\\")
    }

    private func supported(_ bytes: String, _ environment: [String: String]) -> NotificationSequence? {
        var parser = InputParser()
        var answers = TerminalAnswers()
        for item in parser.feed(Array(bytes.utf8)) {
            if case .report(let report) = item { answers.take(report) }
        }
        return TerminalCapabilities(
            answers: answers, hints: TerminalHints(environment: ["TERM": "xterm-256color"].merging(environment) { $1 }),
            utf8: true, colours: .palette, window: WindowSize(size: Size(columns: 80, rows: 24))
        ).notifications
    }

    @Test(
        "by what the terminal calls itself",
        arguments: [
            ("kitty(0.26.5)", NotificationSequence.osc99), ("foot(1.13.1)", .osc777), ("WezTerm 20240203", .osc777),
            ("ghostty 1.2.0", .osc9), ("iTerm2 3.6.9", .osc9), ("VTE(7600)", .osc777), ("XTerm(379)", nil),
            ("Konsole 22.12.3", nil), ("mystery", nil),
        ] as [(String, NotificationSequence?)])
    func names(name: String, expected: NotificationSequence?) {
        #expect(supported("\u{1b}P>|\(name)\u{1b}\\\u{1b}[?62c", [:]) == expected)
        // What it says of itself counts more than what was inherited.
        #expect(supported("\u{1b}P>|\(name)\u{1b}\\\u{1b}[?62c", ["KITTY_WINDOW_ID": "1"]) == expected)
    }

    @Test(
        "by its variables, where it does not answer",
        arguments: [
            (["TERM": "xterm-kitty", "KITTY_WINDOW_ID": "1"], NotificationSequence.osc99),
            (["TERM_PROGRAM": "WezTerm"], .osc777), (["TERM_PROGRAM": "ghostty"], .osc9),
            (["TERM_PROGRAM": "iTerm.app"], .osc9), (["LC_TERMINAL": "iTerm2"], .osc9),
            (["TERM_PROGRAM": "WarpTerminal"], .osc9), (["TERM": "foot"], .osc777), (["VTE_VERSION": "7006"], .osc777),
            (["TERM": "rxvt-unicode-256color"], .osc777), (["WT_SESSION": "x"], .osc777),
            (["TERM_PROGRAM": "Apple_Terminal"], nil), (["TERM_PROGRAM": "vscode"], nil), ([:], nil),
            // Inside of tmux those of whoever started it; inside of GNU screen nothing comes through.
            (["TERM": "tmux-256color", "TMUX": "x", "TERM_PROGRAM": "tmux", "KITTY_WINDOW_ID": "1"], .osc99),
            (["TERM": "tmux-256color", "TMUX": "x", "TERM_PROGRAM": "tmux"], nil),
            (["TERM": "screen-256color", "STY": "1.x", "KITTY_WINDOW_ID": "1"], nil),
        ] as [([String: String], NotificationSequence?)])
    func variables(environment: [String: String], expected: NotificationSequence?) {
        #expect(supported("", environment) == expected)
        let variables = ["TERM": "xterm-256color"].merging(environment) { $1 }
        #expect(TerminalCapabilities.notifications(by: variables) == expected)
    }

    @Test("a console gets neither title nor notification: it would show them as text")
    func console() async throws {
        let session = try await ProbeSession.start(environment: ["TERM": "linux"])
        session.pty.send("TOM")
        try await session.pty.waitUntil("all of them") { $0.contains("notified:false") }
        let output = Data(session.pty.output)
        for text in ["\u{1b}]2;", "\u{1b}]777", "\u{1b}[22;0t"] {
            #expect(output.range(of: Data(text.utf8)) == nil)
        }
    }

    @Test("the bytes reach the terminal once, and the title's restore comes last")
    func sent() async throws {
        let session = try await ProbeSession.start()
        session.pty.send("TTOM")
        try await session.pty.waitUntil("all of them") { $0.contains("notified:false") }
        // Unknown terminals are not asked, unless somebody said how.
        #expect(session.count("\u{1b}]777;notify;relink;probe, note\u{07}") == 1)
        #expect(session.count("\u{1b}]2;probe title\u{07}") == 1)
        #expect(session.pty.screen.title == "probe title")
    }

    @Test("by every way out the title goes as it came", arguments: RestoreTests.ways)
    func titleIsRestored(way: RestoreTests.Way) async throws {
        let session = try await ProbeSession.start()
        session.pty.send("T")
        try await session.pty.waitUntil("the title") { $0.title == "probe title" }
        if way.signal == 0 { session.pty.send(way.key) } else { session.pty.signal(way.signal) }
        #expect(try await session.pty.waitForExit() == way.exit)
        #expect(session.count("\u{1b}[22;0t") == 1)
        #expect(session.last("\u{1b}[23;0t") > session.last("\u{1b}]2;probe title\u{07}"))
    }

    @Test("suspended, the old title is back; resumed, ours")
    func suspended() async throws {
        let session = try await ProbeSession.start()
        session.pty.send("T")
        try await session.pty.waitUntil("the title") { $0.title == "probe title" }
        // Without a shell it carries on at once.
        session.pty.send(.controlZ)
        try await session.pty.waitUntil("the picture again") { $0.contains("suspended resumed") }
        session.pty.send("j")
        try await session.pty.waitUntil("a key") { $0.contains("keys T j") || $0.contains("keys j") }
        #expect(session.count("\u{1b}[22;0t") == 2 && session.count("\u{1b}[23;0t") == 1)
        #expect(session.count("\u{1b}]2;probe title\u{07}") == 2)
        #expect(session.last("\u{1b}]2;probe title\u{07}") > session.last("\u{1b}[23;0t"))
    }
}

extension ProbeSession {
    fileprivate func count(_ text: String) -> Int {
        let output = String(decoding: pty.output, as: UTF8.self)
        return output.components(separatedBy: text).count - 1
    }

    fileprivate func last(_ text: String) -> Int {
        Data(pty.output).range(of: Data(text.utf8), options: .backwards)?.lowerBound ?? -1
    }
}
