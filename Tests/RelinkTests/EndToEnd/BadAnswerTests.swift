import Foundation
import PtyHarness
import Testing

@Suite("Gateways that answer badly", .timeLimit(.minutes(15)))
struct BadAnswerTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var answer: [UInt8]
        /// Exit statuses of `status`, `qr --raw`, `pair`, `stop --yes` and `wait --timeout 1`.
        var statuses: [Int32]
        /// Part of the sentence.
        var says: String
    }

    private static let token = "tok-en-secret-1234"
    private static let hostile = #"\u001b[31mPWNED\u001b]0;taken over\u0007\u202e\r\u001b[2K"#

    static let cases = [
        Case(
            testDescription: "no HTTP at all", answer: Array("SSH-2.0-OpenSSH_9.2\r\n".utf8),
            statuses: [1, 1, 1, 1, 75], says: "is no HTTP"),
        Case(
            testDescription: "bytes that are no text",
            answer: RawServer.answer(200, body: [0xff, 0xfe, 0x00, 0x80] + Array("noise".utf8)),
            statuses: [1, 1, 1, 1, 75], says: "gave no usable answer"),
        Case(
            testDescription: "20 MB",
            answer: RawServer.answer(
                200, body: Array(#"{"status":""#.utf8) + [UInt8](repeating: UInt8(ascii: "x"), count: 20_000_000)),
            statuses: [1, 1, 1, 1, 75], says: "more than the limit"),
        Case(
            testDescription: "JSON cut off",
            answer: RawServer.answer(200, body: Array(#"{"status":"WORKING","m"#.utf8)),
            statuses: [1, 1, 1, 1, 75], says: "gave no usable answer"),
        Case(
            testDescription: "a connection cut off",
            answer: Array("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"status\":\"WORKING\"".utf8),
            statuses: [69, 69, 69, 69, 69], says: "before its answer was complete"),
        Case(
            testDescription: "100,000 brackets",
            answer: RawServer.answer(200, body: [UInt8](repeating: UInt8(ascii: "["), count: 100_000)),
            statuses: [1, 1, 1, 1, 75], says: "gave no usable answer"),
        Case(
            testDescription: "a proxy's page",
            answer: RawServer.answer(
                502, "text/html", body: Array("<html><head><title>502 Bad Gateway</title></head></html>".utf8)),
            statuses: [69, 69, 69, 69, 69], says: "502 Bad Gateway"),
        Case(
            testDescription: "a refused secret that is repeated",
            answer: RawServer.answer(401, body: Array(#"{"message":"Invalid token \#(token)"}"#.utf8)),
            statuses: [77, 77, 77, 77, 77], says: "refused the secret"),
        Case(
            testDescription: "a redirect that carries the secret on",
            answer: Array(
                "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/?access_token=\(token)\r\nContent-Length: 0\r\n\r\n"
                    .utf8), statuses: [1, 1, 1, 1, 75], says: "points elsewhere"),
        Case(
            testDescription: "a state full of escape codes",
            answer: RawServer.answer(
                200, body: Array(#"{"status":"\#(hostile)","me":{"pushName":"\#(hostile)"}}"#.utf8)),
            statuses: [0, 75, 1, 0, 75], says: "PWNED"),
    ]

    private func configuration(_ home: TemporaryHome, _ url: String) throws -> String {
        try home.write(
            """
            gateways:
              - name: gw
                kind: wawp
                url: \(url)
                secret: {value: \(Self.token)}
                instances:
                  - {id: one, label: "Paid\\e[31m\\e]0;x\\a"}
                  - {id: two, label: Second}

            """, as: "fleet.yaml")
    }

    @Test("each command has one clean sentence and its exit status", arguments: cases)
    func commands(bad: Case) async throws {
        let server = try RawServer(bad.answer)
        let home = try TemporaryHome()
        let file = try configuration(home, server.url)
        let commands = [
            ["status"], ["qr", "gw/one", "--raw", "--timeout", "1"], ["pair", "gw/one", "--phone", "447700900000"],
            ["stop", "gw/one", "--yes"], ["wait", "gw/one", "--timeout", "1"],
        ]
        for (words, status) in zip(commands, bad.statuses) {
            let ended = try await RelinkProcess.run(words + ["--config", file], ["HOME": home.path])
            #expect(ended.status == status, "relink \(words.joined(separator: " "))")
            #expect(!ended.said.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0 == "\u{202e}" })
            #expect(!ended.said.contains(Self.token))
            #expect(!ended.said.contains("gw: gw"))
            if words == ["status"] { #expect(ended.said.contains(bad.says)) }
        }
    }

    @Test("the application tells it, goes on, and keeps its screen clean", arguments: cases)
    func application(bad: Case) async throws {
        let server = try RawServer(bad.answer)
        let home = try TemporaryHome()
        let session = try await Session.start(
            ["--config", try configuration(home, server.url)], columns: 240, environment: ["HOME": home.path])
        try await session.waitFor(bad.says)
        // It takes keys, opens and closes everything, and nothing of the answer has reached the terminal as a command.
        session.press("r")
        try await session.wait("the link window") {
            $0.contains("one") && !$0.contains("rows 1-2") || $0.contains("relink")
        }
        session.press("q")
        try await session.waitFor("rows 1-2 of 2")
        session.press("?")
        let help = try await session.waitFor("HELP")
        #expect(["relink: 2 instances", "relink: 2 down of 2"].contains(help.title))
        #expect(!session.written.contains("\u{1b}]0;"))
        #expect(!session.written.contains(Self.token))
        session.press("xQ")
        #expect(try await session.pty.waitForExit() == .status(0))
        #expect(session.pty.mode == session.modeBefore)
    }

    @Test("a host that nobody answers at, and a name that does not exist")
    func unreachable() async throws {
        let home = try TemporaryHome()
        for url in ["http://127.0.0.1:1", "https://gateway.invalid"] {
            let file = try configuration(home, url)
            for words in [["status"], ["wait", "gw/one", "--timeout", "1"], ["restart", "gw/one", "--yes"]] {
                let ended = try await RelinkProcess.run(words + ["--config", file], ["HOME": home.path])
                #expect(ended.status == 69, "\(url) relink \(words.joined(separator: " "))")
                #expect(ended.said.contains("gw"))
            }
        }
    }

    struct Mistake: Sendable, CustomTestStringConvertible {
        var text: String
        var says: String
        var testDescription: String { says }
    }

    @Test(
        "mistakes in the configuration are told with their place, by the application as by commands",
        arguments: [
            Mistake(text: "gateways: {}\n", says: "gateways: expected a list"),
            Mistake(text: "gateways: [{name: a, kind: wawp, url: 17}]\n", says: "url"),
            Mistake(text: "gatways: []\n", says: "did you mean gateways?"),
            Mistake(text: "gateways: [\n", says: "fleet.yaml:"), Mistake(text: "\u{0}\u{1}", says: "fleet.yaml"),
            Mistake(
                text: "gateways: [{name: a, kind: wawp, url: \"https://x.example\", secret: {value: 1, env: B}}]\n",
                says: "secret"),
        ])
    func mistakes(mistake: Mistake) async throws {
        let home = try TemporaryHome()
        let file = try home.write(mistake.text, as: "fleet.yaml")
        let ended = try await RelinkProcess.run(["status", "--config", file], ["HOME": home.path])
        #expect(ended.status == 78)
        #expect(ended.error.contains(mistake.says))
        let session = try await Session.start(["--config", file], environment: ["HOME": home.path])
        #expect(try await session.pty.waitForExit() == .status(78))
        #expect(session.pty.screen.contains(mistake.says) || session.pty.screen.text.contains("relink:"))
        #expect(!session.pty.screen.isAlternate)
    }
}
