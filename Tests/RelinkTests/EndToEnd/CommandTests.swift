import Fleet
import Foundation
import PtyHarness
import QRCode
import Simulator
import Testing

@Suite("Commands on gateways of every kind", .timeLimit(.minutes(15)))
struct CommandTests {
    private struct Object: Decodable {
        var gateway, kind, id, state: String
        var raw, observedAt, source, payload, code, expirySource: String?
        var flags: [String]?
        var modules, version, sequence: Int?
    }

    private func objects(_ text: String) throws -> [Object] {
        try JSONDecoder().decode([Object].self, from: Data(text.utf8))
    }

    @Test("status tells every instance of all five kinds, in JSON and in words, without an escape code")
    func status() async throws {
        let plan = SimulationPlan(kinds: GatewayKind.allCases, instances: 20, scenario: "phones-off", seed: 3)
        try await ServedFleet.run(plan) { fleet in
            let ended = try await fleet.command(["status", "--json"])
            #expect(ended.status == 0)
            let rows = try objects(ended.output)
            #expect(rows.count == 20)
            #expect(Set(rows.map(\.kind)) == Set(GatewayKind.allCases.map(\.rawValue)))
            #expect(rows.allSatisfy { LinkState(rawValue: $0.state) != nil && $0.observedAt?.hasSuffix("Z") == true })
            let words = try await fleet.command(["status"])
            #expect(words.output.split(separator: "\n").count == 21)
            #expect(!(ended.said + words.said).unicodeScalars.contains("\u{1b}"))
        }
    }

    @Test("qr gives the code as text, as JSON and as a picture, and each scans", arguments: GatewayKind.allCases)
    func code(kind: GatewayKind) async throws {
        let plan = SimulationPlan(kinds: [kind], instances: 2, scenario: "phones-off", seed: 7)
        try await ServedFleet.run(plan) { fleet in
            let name = fleet.key(fleet.instances[0]).description
            if kind == .evolution {
                let closed = try await fleet.command(["qr", name, "--raw"])
                #expect(
                    closed.error == "relink: \(name) is unlinked: relink restart \(name) brings it back to its codes\n")
                #expect(try await fleet.command(["restart", name, "--yes"]).status == 0)
            }
            var linked: InstanceKey?
            while linked == nil {
                let raw = try await fleet.command(["qr", name, "--raw"])
                #expect(raw.status == 0 && raw.error.isEmpty, "\(raw.said)")
                try #require(raw.output.hasSuffix("\n"))
                linked = await fleet.simulation.scan(CodePayload(String(raw.output.dropLast())))
            }
            #expect(linked?.description == name)
        }
    }

    @Test("qr --json and --png hold the code that --raw prints")
    func forms() async throws {
        try await ServedFleet.run(SimulationPlan(instances: 2, scenario: "phones-off", seed: 7)) { fleet in
            let name = fleet.key(fleet.instances[0]).description
            let path = "\(fleet.home.path)/code.png"
            var seen: [String] = []
            // All three within one code's life, which may take a second try.
            while Set(seen).count != 1 {
                let raw = try await fleet.command(["qr", name, "--raw"]).output.trimmingCharacters(in: .newlines)
                let json = try await fleet.command(["qr", name, "--json"]).output
                let png = try await fleet.command(["qr", name, "--png", path, "--force"])
                #expect(png.status == 0)
                let object = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
                #expect(object["expirySource"] as? String == "gateway")
                #expect((object["modules"] as? Int ?? 0) >= 57)
                let picture = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
                let read = try DrawableCode(.picture(CodePicture(picture))).payload?.reveal()
                seen = [raw, object["payload"] as? String ?? "", try #require(read)]
            }
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
        }
    }

    @Test("on a terminal the code is drawn once, and a phone can read it")
    func drawn() async throws {
        try await ServedFleet.run(SimulationPlan(instances: 2, scenario: "phones-off", seed: 7)) { fleet in
            let name = fleet.key(fleet.instances[0]).description
            for (rows, environment) in [(40, [:]), (24, ["KITTY_WINDOW_ID": "1"])] as [(Int, [String: String])] {
                let session = try await Session.start(
                    ["qr", name, "--config", fleet.configuration], rows: rows, environment: environment)
                #expect(try await session.pty.waitForExit() == .status(0))
                #expect(session.pty.screen.payload != nil)
                #expect(session.pty.screen.drawsSextants == (rows == 24))
                #expect(session.pty.screen.contains("good for"))
            }
        }
    }

    @Test("pair prints a code that links the phone it is for", arguments: [GatewayKind.wawp, .greenAPI, .gowa, .waha])
    func pair(kind: GatewayKind) async throws {
        let plan = SimulationPlan(kinds: [kind], instances: 2, scenario: "phones-off", seed: 5)
        try await ServedFleet.run(plan) { fleet in
            let waiting = fleet.instances[0]
            let name = fleet.key(waiting).description
            let phone = try #require(waiting.phone)
            var ended = try await fleet.command(["pair", name, "--phone", "+\(phone.digits)"])
            // Between two codes of its own, an engine makes none for typing.
            while ended.status == 1, ended.error.contains("ask again") {
                ended = try await fleet.command(["pair", name, "--phone", "+\(phone.digits)"])
            }
            #expect(ended.status == 0, "\(ended.said)")
            // This one has a device name of its own in that vendor's settings, which is warned about.
            let warns = ended.error.contains("its device name “Chrome (Front desk)” is no browser's")
            #expect(kind == .waha ? warns : ended.error.isEmpty, "\(ended.error)")
            let code = ended.output.trimmingCharacters(in: .newlines)
            #expect(code.count == 9)
            #expect(await fleet.simulation.type(PairingCode(code), on: phone) == fleet.key(waiting))
        }
    }

    @Test("stop, start, wait, restart and logout do what they say, and a dry run does nothing")
    func acts() async throws {
        try await ServedFleet.run(SimulationPlan(instances: 2, scenario: "calm", seed: 5)) { fleet in
            let key = fleet.key(fleet.instances[0])
            let name = key.description
            let dry = try await fleet.command(["logout", name, "--dry-run"])
            #expect(dry.status == 0 && dry.output.hasPrefix("would logout"))
            #expect(await fleet.simulation.state(of: key) == .working)
            #expect(await fleet.simulation.requestLog().isEmpty)

            #expect(try await fleet.command(["stop", name]).status == 64)
            #expect(try await fleet.command(["stop", name, "--yes"]).output == "\(name): stop accepted\n")
            #expect(await fleet.simulation.state(of: key) == .stopped)
            #expect(try await fleet.command(["start", name, "--yes", "--read-only"]).status == 64)
            #expect(try await fleet.command(["start", name, "--yes"]).status == 0)
            #expect(try await fleet.command(["wait", name, "--timeout", "40"]).status == 0)
            #expect(try await fleet.command(["restart", name, "--yes"]).status == 0)
            #expect(try await fleet.command(["wait", name, "--for", "SCAN", "--timeout", "1"]).status == 75)
            #expect(try await fleet.command(["wait", name, "--timeout", "40"]).status == 0)
            #expect(try await fleet.command(["logout", name, "--yes"]).status == 0)
            #expect(await fleet.simulation.state(of: key) == .awaitingScan)
            #expect(try await fleet.command(["wait", name, "--for", "awaitingLink", "--timeout", "20"]).status == 0)
        }
    }

    @Test("status --watch tells a change when it comes, one object a line, and ends with its signal")
    func watch() async throws {
        try await ServedFleet.run(SimulationPlan(instances: 1, scenario: "calm", seed: 5)) { fleet in
            let key = fleet.key(fleet.instances[0])
            let watch = try PtyProcess(
                ["sh", "-c", #""$0" "$@" | cat"#, RelinkProcess.program, "status", key.id, "--watch", "--json"]
                    + ["--config", fleet.configuration], columns: 300)
            try await watch.waitUntil("the state at first") { $0.contains(#""state":"working""#) }
            #expect(await fleet.simulation.drop(key))
            let screen = try await watch.waitUntil("the change") { $0.contains(#""state":"awaitingLink""#) }
            #expect(screen.lines.count { $0.hasPrefix("{") } == 2)
            #expect(screen.lines[1].contains(#""since":"#))
            watch.send(.controlC)
            try await watch.waitForExit()
            #expect(!watch.output.contains(0x1b))
        }
    }

    @Test("a name that is not there, and a gateway that refuses the secret")
    func refusals() async throws {
        try await ServedFleet.run(SimulationPlan(instances: 2, scenario: "calm", seed: 5)) { text in
            text.replacing(try! Regex("secret: .*"), with: "secret: {env: WAWP_TOKEN}")
        } _: { fleet in
            let token = ["WAWP_TOKEN": fleet.gateways[0].secret.reveal()]
            let unknown = try await fleet.command(["status", "wawp-1/NOBODY"], token)
            let refused = try await fleet.command(["status"], ["WAWP_TOKEN": "wrong"])
            let missing = try await fleet.command(["status"])
            #expect([unknown, refused, missing].map(\.status) == [64, 77, 78])
        }
    }
}
