import Foundation
import Testing

@Suite("The program as the shell sees it")
struct ProcessTests {
    private func configuration(_ text: String, mode: Int = 0o600) throws -> String {
        let path = NSTemporaryDirectory() + "relink-\(UUID().uuidString).yaml"
        try text.write(toFile: path, atomically: false, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        return path
    }

    @Test("a configuration with mistakes is 78, with one line for each on standard error")
    func mistakes() async throws {
        let path = try configuration("gateways:\n  - name: a\n    kind: whaha\n    utl: x\n")
        defer { try? FileManager.default.removeItem(atPath: path) }
        for words in [["status"], ["config", "check"], ["config", "show"], ["wait", "x"], ["logout", "x", "--yes"]] {
            let ended = try await RelinkProcess.run(words + ["--config", path])
            #expect(ended.status == 78)
            #expect(ended.output.isEmpty)
            #expect(
                ended.error == """
                    relink: \(path):2:5: gateways[0].url: is missing: expected an address such as \
                    https://gateway.example.org
                    relink: \(path):3:11: gateways[0].kind: expected wawp, green-api, gowa, waha or evolution, \
                    found “whaha”; did you mean waha?
                    relink: \(path):4:5: gateways[0].utl: unknown key; did you mean url?

                    """)
        }
    }

    @Test("a missing secret is 78 and named")
    func secret() async throws {
        let path = try configuration(
            "gateways: [{name: a, kind: wawp, url: \"http://127.0.0.1:1\", secret: {env: NONE}, instances: [{id: x}]}]\n"
        )
        defer { try? FileManager.default.removeItem(atPath: path) }
        let ended = try await RelinkProcess.run(["status", "--json"], ["RELINK_CONFIG": path])
        #expect(ended.status == 78)
        #expect(ended.error == "relink: a: the environment variable NONE is not set\n")
        #expect(ended.output.hasPrefix("[\n{\"gateway\":\"a\",\"kind\":\"wawp\",\"id\":\"x\",\"state\":\"unknown\""))
    }

    @Test("config path, show and check print to standard output and end with 0")
    func config() async throws {
        let path = try configuration(
            "gateways: [{name: a, kind: waha, url: \"http://127.0.0.1:1\", secret: {value: hunter2}}]\n")
        defer { try? FileManager.default.removeItem(atPath: path) }
        #expect(
            try await RelinkProcess.run(["config", "path"], ["HOME": "/h"]).output == "/h/.config/relink/config.yaml\n")
        let shown = try await RelinkProcess.run(["config", "show", "--config", path])
        #expect(shown.status == 0)
        #expect(shown.output.contains("secret: {value: ‹redacted›}"))
        #expect(!shown.output.contains("hunter2"))
        let checked = try await RelinkProcess.run(["config", "check", "--config", path])
        #expect(checked.output.hasPrefix("\(path): ok, 1 gateway, 0 instances named\n"))
    }

    @Test("no output of any kind holds an escape sequence when it goes into a pipe")
    func noEscapes() async throws {
        let path = try configuration(
            "gateways: [{name: a, kind: wawp, url: \"http://127.0.0.1:1\", secret: {value: t}, instances: [{id: x}]}]\n"
        )
        defer { try? FileManager.default.removeItem(atPath: path) }
        let lines = [
            ["--help"], ["status", "--help"], ["--version"], ["nonsense"], ["status"], ["status", "--json"],
            ["qr", "a/x"], ["qr", "a/x", "--raw", "--timeout", "1"], ["config", "show"], ["demo"], [],
        ]
        for words in lines {
            let isGlobal = words.first == "--version" || words.first == "nonsense"
            let ended = try await RelinkProcess.run(isGlobal ? words : words + ["--config", path])
            #expect(!ended.said.unicodeScalars.contains("\u{1b}"))
        }
    }

    @Test("the application and the demo say that they need a terminal", arguments: [[], ["demo"]])
    func needsTerminal(words: [String]) async throws {
        let ended = try await RelinkProcess.run(words, ["HOME": "/none"])
        #expect(ended.status == 64)
        #expect(ended.error.contains("needs a terminal"))
        #expect(ended.output.isEmpty)
    }

    @Test("completions are made for every shell", arguments: ["bash", "zsh", "fish"])
    func completions(shell: String) async throws {
        let ended = try await RelinkProcess.run(["--generate-completion-script", shell])
        #expect(ended.status == 0)
        #expect(ended.output.contains("logout"))
    }
}
