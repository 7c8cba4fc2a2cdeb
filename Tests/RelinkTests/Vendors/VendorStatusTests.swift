import Configuration
import Fleet
import Foundation
import PtyHarness
import Simulator
import Testing

@testable import relink

/// Two processes of the program and nothing of it in this one: what an outside script sees.
@Suite("relink status --json on relink simulate", .timeLimit(.minutes(15)))
struct VendorStatusTests {
    struct Turn: Sendable {
        var event: InstanceEvent?
        var state: LinkState
        var raw: String
        var flags: [String] = []
    }

    /// What lasts until somebody looks; what passes within seconds is another test's.
    static let turns: [GatewayKind: [Turn]] = [
        .wawp: [
            Turn(state: .working, raw: "WORKING"), Turn(event: .sleep, state: .disconnected, raw: "OFFLINE"),
            Turn(event: .drop, state: .awaitingLink, raw: "SCAN_QR_CODE"),
            Turn(event: .crash, state: .failed, raw: "FAILED"), Turn(event: .unload, state: .stopped, raw: "STOPPED"),
        ],
        .greenAPI: [
            Turn(state: .working, raw: "authorized"),
            Turn(event: .restrict, state: .working, raw: "yellowCard", flags: ["restricted"]),
            Turn(event: .sleep, state: .disconnected, raw: "sleepMode"),
            Turn(event: .ban, state: .blocked, raw: "blocked"),
            Turn(event: .drop, state: .awaitingLink, raw: "notAuthorized"),
        ],
        .gowa: [
            Turn(state: .working, raw: "logged_in"), Turn(event: .sleep, state: .disconnected, raw: "disconnected"),
            Turn(event: .drop, state: .loggedOut, raw: "disconnected"),
        ],
        .waha: [
            Turn(state: .working, raw: "WORKING"), Turn(event: .drop, state: .failed, raw: "FAILED"),
            Turn(event: .crash, state: .failed, raw: "FAILED"), Turn(event: .unload, state: .stopped, raw: "STOPPED"),
        ],
        .evolution: [
            Turn(state: .working, raw: "open"), Turn(event: .sleep, state: .disconnected, raw: "close"),
            Turn(event: .replace, state: .disconnected, raw: "close"),
            Turn(event: .drop, state: .loggedOut, raw: "close"), Turn(event: .ban, state: .blocked, raw: "close"),
        ],
    ]

    private struct Row: Decodable {
        struct Account: Decodable {
            var phone: String?
        }

        var gateway, kind, id: String
        var state: LinkState
        var raw, error, source, observedAt, expectedPhone: String?
        var flags: [String]
        var account: Account?
    }

    private func status(_ path: String, _ home: TemporaryHome) async throws -> [Row] {
        let ended = try await RelinkProcess.run(["status", "--json", "--config", path], ["HOME": home.path])
        #expect(ended.status == 0, "\(ended.error)")
        return try JSONDecoder().decode([Row].self, from: Data(ended.output.utf8))
    }

    @Test("an account beside a state that waits for a phone is a clash, here and on the board")
    func clash() async throws {
        var plan = SimulationPlan(kinds: [.waha], instances: 2, scenario: "calm", seed: 8)
        plan.waha.staysAtScan = true
        try await ServedFleet.run(plan) { fleet in
            let rows = try await status(fleet.configuration, fleet.home)
            #expect(rows.map(\.state) == [.awaitingLink, .awaitingLink])
            #expect(rows.map(\.flags) == [["clash"], ["clash"]])
            let session = try await fleet.open(columns: 140)
            try await session.wait("two clashes") { $0.contains("‼2 clash") && $0.contains("CLASH") }
            session.press("Q")
            try await session.pty.waitForExit()
        }
    }

    @Test("every lasting state of every vendor, and what no gateway knows, in one array")
    func everything() async throws {
        let home = try TemporaryHome()
        let path = "\(home.path)/fleet.yaml"
        let kinds = GatewayKind.allCases.flatMap { ["--kind", $0.rawValue] }
        let server = try PtyProcess(
            [RelinkProcess.program, "simulate", "--config-out", path] + kinds
                + ["--scenario", "calm", "--seed", "5", "--instances", "25"], columns: 160)
        let ready = try await server.waitUntil("five gateways") { screen in
            screen.lines.count { $0.hasSuffix("5 instances") } == 5
        }
        let served = ready.lines.filter { $0.hasSuffix("5 instances") }.map {
            $0.split(separator: " ").map(String.init)
        }
        // One more of each kind that its gateway never heard of; one vendor wants a token for each.
        var kind: Substring = ""
        let text = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").flatMap { line in
            if line.hasPrefix("    kind: ") { kind = line.dropFirst("    kind: ".count) }
            let secret = kind == GatewayKind.greenAPI.rawValue ? ", secret: {value: x1}" : ""
            return line == "    instances:" ? [String(line), "      - {id: \"7105999999\"\(secret)}"] : [String(line)]
        }
        try home.write(text.joined(separator: "\n") + "\n", as: "fleet.yaml")

        let gateways = try ConfigurationReader(home: home.path, vocabulary: Wiring.keyVocabulary)
            .load(path, from: SystemFiles()).gateways
        var expected: [String: Turn] = [:]
        for words in served {
            let kind = try #require(GatewayKind(rawValue: words[1]))
            let ids = try #require(gateways.first { $0.name == words[0] }).instances.map(\.id).dropFirst()
            for (id, turn) in zip(ids, try #require(Self.turns[kind])) {
                expected["\(words[0])/\(id)"] = turn
                guard let event = turn.event else { continue }
                let told = try await Control(url: words[2]).post(
                    "befall", ["instance": id, "what": event.rawValue])
                #expect(told == id)
            }
        }
        let rows = try await status(path, home)
        #expect(rows.count == 30)
        for row in rows {
            let name = Comment(
                rawValue: "\(row.gateway) after \(expected["\(row.gateway)/\(row.id)"]?.event?.rawValue ?? "nothing")")
            guard row.id != "7105999999" else {
                #expect(row.state == .missing, name)
                continue
            }
            let kind = try #require(GatewayKind(rawValue: row.kind))
            let turn = try #require(expected["\(row.gateway)/\(row.id)"] ?? Self.turns[kind]?.first)
            #expect(row.state == turn.state, name)
            #expect(row.raw == turn.raw, name)
            #expect(row.flags == turn.flags, name)
            #expect(row.error == nil, name)
            #expect(row.observedAt?.hasSuffix("Z") == true && row.source != nil, name)
            // Whose account it is, where one is linked and told with the state.
            if turn.state == .working, let phone = row.account?.phone { #expect(phone == row.expectedPhone, name) }
        }
        #expect(
            Set(rows.map(\.state)) == [
                .working, .disconnected, .awaitingLink, .failed, .stopped, .blocked, .loggedOut, .missing,
            ])
        server.signal(SIGTERM)
        #expect(try await server.waitForExit() == .status(0))
    }
}
