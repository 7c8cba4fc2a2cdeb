import Fleet
import Foundation
import Gateways
import PtyHarness
import Simulator
import Testing

@Suite("The journal of the application", .timeLimit(.minutes(15)))
struct JournalKeptTests {
    private let plan = SimulationPlan(instances: 4, scenario: "calm", seed: 8)

    private struct Line: Decodable, Equatable {
        var event: String
        var id, to, from, act, user, origin: String?
    }

    private func journal(_ fleet: ServedFleet, _ words: [String] = []) async throws -> [Line] {
        let ended = try await fleet.command(["journal", "--json"] + words)
        #expect(ended.status == 0, "\(ended.said)")
        return try ended.output.split(separator: "\n").map {
            try JSONDecoder().decode(Line.self, from: Data($0.utf8))
        }
    }

    @Test("what was done is read while the board runs and after it, with who did it")
    func acts() async throws {
        try await ServedFleet.run(plan) { fleet in
            let session = try await fleet.open(environment: ["SSH_CONNECTION": "192.0.2.7 51000 192.0.2.1 22"])
            try await session.wait("all of them") { $0.contains("●4") }
            session.press("Ry")
            try await session.waitFor("restarted ")
            var acts: [Line] = []
            while acts.isEmpty { acts = try await journal(fleet, ["--kind", "act"]) }
            #expect(acts.map(\.act) == ["restart"])
            #expect(acts.map(\.user) == [NSUserName()])
            #expect(acts.map(\.origin) == ["192.0.2.7"])
            try await session.wait("it came back") { $0.contains("●4") }
            session.press("L")
            try await session.waitFor("restart  \(NSUserName())@192.0.2.7")
            session.press("QQ")
            #expect(try await session.pty.waitForExit() == .status(0))

            let lines = try await journal(fleet)
            #expect(lines.filter { $0.event == "state" && $0.from == nil && $0.to == "working" }.count == 4)
            #expect(try await fleet.command(["journal", "--handover"]).output.contains("since 22:00: "))
        }
    }

    @Test("a second run knows since when, writes nothing twice, and has lost nothing to a kill")
    func resumed() async throws {
        try await ServedFleet.run(plan) { fleet in
            let first = try await fleet.open()
            try await first.wait("all of them") { $0.contains("●4") && $0.contains(">00:00") }
            var before: [Line] = []
            while before.count < 4 { before = try await journal(fleet) }
            first.pty.signal(SIGKILL)
            try await first.pty.waitForExit()

            let second = try await fleet.open()
            try await second.wait("all of them, and since when") { $0.contains("●4") && !$0.contains(">00:0") }
            second.press("T")
            try await second.waitFor("first seen LINKED")
            second.press("QQ")
            try await second.pty.waitForExit()
            #expect(try await journal(fleet) == before)
        }
    }

    @Test("what is deleted while nobody looks is MISSING in the next run, under its name, until it is dismissed")
    func gone() async throws {
        try await ServedFleet.run(SimulationPlan(kinds: [.gowa], instances: 5, scenario: "calm", seed: 8)) { text in
            // No instance is named: all that is known of them comes from lists.
            String(text.split(separator: "    instances:", maxSplits: 1)[0])
        } _: { fleet in
            let first = try await fleet.open()
            try await first.wait("all of them") { $0.contains("●5") }
            var before: [Line] = []
            while before.count < 5 { before = try await journal(fleet) }
            first.press("Q")
            try await first.pty.waitForExit()

            let served = fleet.gateways[0]
            let gateway = try GatewayFactory.make(
                served.configuration, secrets: GatewaySecrets(gateway: served.secret), http: HTTPClient())
            let deleted = served.instances[2]
            // As much of it as a narrow list shows.
            let name = String(try #require(deleted.label).text.prefix(10))
            try await gateway.perform(.delete, on: deleted.id)

            let second = try await fleet.open()
            try await second.wait("four, and a word about the fifth") { screen in
                screen.contains("●4") && screen.lines.contains { $0.contains("MISSING") && $0.contains(name) }
            }
            while try await journal(fleet).count < 6 {}
            let last = try await journal(fleet).last
            #expect(last?.id == deleted.id && last?.from == "working" && last?.to == "missing")
            second.press("gd")
            try await second.wait("four") { $0.contains("rows 1-4 of 4") && $0.contains("dismissed ") }
            second.press("Q")
            try await second.pty.waitForExit()

            let third = try await fleet.open()
            // Since when is what the journal remembers, and what it remembers has its rows.
            try await third.wait("four, and since when") {
                $0.contains("●4") && $0.contains("rows 1-4 of 4") && !$0.contains(">00:0")
            }
            third.press("Q")
            try await third.pty.waitForExit()
        }
    }

    @Test("a gateway that is added while the board runs brings what was known of it: what is gone is MISSING")
    func added() async throws {
        func unnamed(_ gateways: [SimulatedGateway]) -> String {
            // No instance is named: all that is known of them comes from lists.
            SimulatedGateway.configurationYAML(for: gateways).split(separator: "\n")
                .filter { !$0.hasPrefix("      ") && !$0.hasPrefix("    instances:") }.joined(separator: "\n") + "\n"
        }
        let plan = SimulationPlan(kinds: [.gowa, .waha], instances: 6, scenario: "calm", seed: 8)
        try await ServedFleet.run(plan) { fleet in
            try fleet.home.write(unnamed(fleet.gateways), as: "fleet.yaml")
            let first = try await fleet.open()
            try await first.wait("all of them") { $0.contains("●6") }
            while try await journal(fleet).count < 6 {}
            first.press("Q")
            try await first.pty.waitForExit()

            let served = try #require(fleet.gateways.first { $0.kind == .gowa })
            let others = fleet.gateways.filter { $0.kind != .gowa }
            let deleted = served.instances[1]
            #expect(await fleet.simulation.remove(InstanceKey(gateway: served.name, id: deleted.id)))
            try fleet.home.write(unnamed(others), as: "fleet.yaml")
            let second = try await fleet.open()
            try await second.wait("the other gateway's") { $0.contains("●3") && $0.contains("rows 1-3 of 3") }
            try fleet.home.write(unnamed(fleet.gateways), as: "fleet.yaml")
            second.press(":reload\r")
            let name = String(try #require(deleted.label).text.prefix(10))
            try await second.wait("a word about the one that is gone") { screen in
                screen.contains("●5") && screen.contains("of 6")
                    && screen.lines.contains { $0.contains("MISSING") && $0.contains(name) }
            }
            second.press("Q")
            try await second.pty.waitForExit()
            let last = try await journal(fleet).last
            #expect(last?.id == deleted.id && last?.from == "working" && last?.to == "missing")
        }
    }

    @Test("a damaged file costs the board nothing but a sentence")
    func damaged() async throws {
        try await ServedFleet.run(plan) { fleet in
            let folder = "\(fleet.home.path)/.local/state/relink"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try Data(repeating: 0x5a, count: 9000).write(to: URL(filePath: "\(folder)/journal.sqlite"))
            let session = try await fleet.open(columns: 160)
            try await session.waitFor("the journal was damaged and begins anew")
            try await session.wait("all of them") { $0.contains("●4") }
            session.press("QQ")
            #expect(try await session.pty.waitForExit() == .status(0))
            #expect(try await journal(fleet).count == 4)
        }
    }

    @Test("a state folder that cannot be made costs the board nothing but a sentence")
    func unwritable() async throws {
        try await ServedFleet.run(plan) { fleet in
            try fleet.home.write("", as: ".local")
            let session = try await fleet.open(columns: 160)
            try await session.waitFor("the journal is in memory only")
            try await session.wait("all of them") { $0.contains("●4") }
            session.press("L")
            try await session.waitFor("first seen LINKED")
            session.press("QQ")
            #expect(try await session.pty.waitForExit() == .status(0))
        }
    }
}
