import Fleet
import Foundation
import PtyHarness
import Simulator
import TestKit
import Testing

@testable import relink

/// Everything a vendor can say, said by its simulator over HTTP to the program, which prints what it makes of it. The
/// gateways' time stands still meanwhile, so that nothing passes by however slow the machine is.
@Suite("Every state of every vendor in relink status --json", .timeLimit(.minutes(15)))
struct VocabularyTests {
    static let listing: [GatewayKind] = [.gowa, .waha, .evolution]

    private struct Row: Decodable {
        struct Account: Decodable { var phone: String? }

        var id: String
        var state: LinkState
        var raw, reason, error, source: String?
        var flags: [String]
        var account: Account?

        var told: Utterance.Row { .init(state: state, raw: raw, reason: reason, flags: flags) }
    }

    @Test("by the list, or one by one where there is none", arguments: GatewayKind.allCases)
    func all(kind: GatewayKind) async throws {
        try await Self.spoken(kind) { bench, said, status in
            let rows = Dictionary(uniqueKeysWithValues: try await status([]).map { ($0.id, $0) })
            for (id, utterance) in said {
                let row = try #require(rows[id], "\(utterance.cause)")
                Self.expect(
                    row, utterance.listed, after: utterance, at: kind,
                    by: Self.listing.contains(kind) ? "list" : "status")
                // Whose account it is, of every linked one.
                guard row.state == .working else { continue }
                let phone = try bench.phone(of: id).digits
                #expect(row.account?.phone == (utterance.isToldApart ? nil : phone), "\(utterance.cause)")
            }
        }
    }

    @Test("each asked for by itself, where the vendor lists", arguments: Self.listing)
    func each(kind: GatewayKind) async throws {
        try await Self.spoken(kind) { _, said, status in
            let rows = try await withThrowingTaskGroup(of: (String, Row).self) { group in
                var rows: [String: Row] = [:]
                var rest = said.keys.sorted().makeIterator()
                func startNext() {
                    guard let id = rest.next() else { return }
                    group.addTask { (id, try #require(try await status([id]).first)) }
                }
                for _ in 0..<4 { startNext() }
                while let (id, row) = try await group.next() {
                    rows[id] = row
                    startNext()
                }
                return rows
            }
            for (id, utterance) in said {
                Self.expect(try #require(rows[id]), utterance.row, after: utterance, at: kind, by: "status")
            }
        }
    }

    @Test("a session that was seen to work and says STARTING is CONNECT: it comes back")
    func comesBack() async throws {
        try await VendorBench.run(.waha, instances: 1, scenario: "calm") { bench in
            let (home, path) = try Self.configuration(bench)
            let id = bench.served.instances[0].id
            let watch = try PtyProcess(
                [RelinkProcess.program, "status", "--watch", "--json", "\(bench.served.name)/\(id)", "--config", path],
                environment: ["HOME": home.path], columns: 400)
            _ = try await watch.waitUntil("it works") { $0.text.contains(#""state":"working","raw":"WORKING""#) }
            #expect(await bench.simulation.befall(bench.key(id), .sleep))
            _ = try await watch.waitUntil("it comes back") {
                $0.text.contains(#""state":"connecting","raw":"STARTING""#)
            }
            watch.signal(SIGTERM)
            _ = try await watch.waitForExit()
        }
    }

    @Test("an instance of GREEN-API that is still being made is START, or its token is refused for a while")
    func initialising() async throws {
        try await VendorBench.run(
            .greenAPI, instances: 24, scenario: "calm", { $0.greenAPI.initialising = .seconds(600) }
        ) { bench in
            let (home, path) = try Self.configuration(bench)
            let ended = try await Self.run(["status", "--json"], path, home)
            #expect(ended.status == ShellStatus.credentials.rawValue)
            let rows = try JSONDecoder().decode([Row].self, from: Data(ended.output.utf8))
            let made = rows.filter { $0.error == nil }
            #expect(!made.isEmpty && made.count < rows.count)
            #expect(Set(made.map(\.told)) == [.init(state: .starting, raw: "null")])
            for row in rows where row.error != nil {
                #expect(row.state == .unknown && row.error?.contains("is still making this instance") == true)
            }
        }
    }

    @Test("an answer of GREEN-API without a state is no state, and says why")
    func stateless() async throws {
        try await VendorBench.run(.greenAPI, instances: 1, scenario: "calm") { bench in
            let (home, path) = try Self.configuration(bench)
            await bench.simulation.say("", of: bench.key(bench.served.instances[0].id))
            let ended = try await Self.run(["status", "--json"], path, home)
            let row = try #require(JSONDecoder().decode([Row].self, from: Data(ended.output.utf8)).first)
            #expect(row.state == .unknown && row.raw == nil && row.error?.contains("no usable answer") == true)
        }
    }

    @Test("a GOWA that has only just come up is START with all that is configured there", arguments: [true, false])
    func booting(asksOne: Bool) async throws {
        try await VendorBench.run(.gowa, instances: 3, scenario: "calm", { $0.gowa.isBooting = true }) { bench in
            let (home, path) = try Self.configuration(bench)
            let id = bench.served.instances[0].id
            let ended = try await Self.run(["status", "--json"] + (asksOne ? [id] : []), path, home)
            let rows = try JSONDecoder().decode([Row].self, from: Data(ended.output.utf8))
            #expect(rows.count == (asksOne ? 1 : 3))
            #expect(Set(rows.map(\.told)) == [.init(state: .starting, raw: "DEVICE_MANAGER_UNAVAILABLE")])
            #expect(rows.allSatisfy { $0.error == nil })
            // What else there is cannot be known.
            #expect(ended.status == (asksOne ? ShellStatus.done : .failed).rawValue)
        }
    }

    @Test("GOWA 7 has two flags for its one device")
    func flags() async throws {
        let turns: [([InstanceEvent], Utterance.Row)] = [
            ([], .init(state: .working, raw: "logged_in")),
            ([.restart], .init(state: .connecting, raw: "connected")),
            ([.sleep], .init(state: .disconnected, raw: "disconnected")),
            ([.drop], .init(state: .loggedOut, raw: "disconnected")),
        ]
        for (events, expected) in turns {
            try await VendorBench.run(.gowa, instances: 1, scenario: "calm", { $0.gowa.version = .v7 }) { bench in
                let (home, path) = try Self.configuration(bench)
                let id = bench.served.instances[0].id
                for event in events { #expect(await bench.simulation.befall(bench.key(id), event)) }
                let ended = try await Self.run(["status", "--json", id], path, home)
                let rows = try JSONDecoder().decode([Row].self, from: Data(ended.output.utf8))
                #expect(rows.map(\.told) == [expected], "\(events)")
            }
        }
    }

    @Test("Evolution 1 has no reasons and no record: its list is what is so now")
    func evolution1() async throws {
        let turns: [([InstanceEvent], Utterance.Row)] = [
            ([], .init(state: .working, raw: "open")), ([.sleep], .init(state: .disconnected, raw: "close")),
            ([.drop], .init(state: .loggedOut, raw: "close")),
        ]
        try await VendorBench.run(.evolution, instances: 3, scenario: "calm", { $0.evolution.version = .v1 }) { bench in
            let (home, path) = try Self.configuration(bench)
            for (instance, turn) in zip(bench.served.instances, turns) {
                for event in turn.0 { #expect(await bench.simulation.befall(bench.key(instance.id), event)) }
            }
            let ended = try await Self.run(["status", "--json"], path, home)
            let rows = try JSONDecoder().decode([Row].self, from: Data(ended.output.utf8))
            let told = Dictionary(uniqueKeysWithValues: rows.map { ($0.id, $0.told) })
            for (instance, turn) in zip(bench.served.instances, turns) {
                #expect(told[instance.id] == turn.1, "\(turn.0)")
            }
        }
    }

    // MARK: The stage

    /// A gateway of which every instance says something else, and the program that is run on it.
    private static func spoken(
        _ kind: GatewayKind,
        _ body: (VendorBench, [String: Utterance], @escaping @Sendable ([String]) async throws -> [Row]) async throws ->
            Void
    ) async throws {
        let plan: (inout SimulationPlan) -> Void = { $0.waha.comparesPasskeys = true }
        try await VendorBench.run(kind, instances: 72, scenario: "passkey", plan) { bench in
            let said = try await Speakers(bench).say(Vocabulary.of(kind))
            let (home, path) = try configuration(bench)
            let name = bench.served.name
            try await body(bench, said) { ids in
                let ended = try await run(["status", "--json"] + ids.map { "\(name)/\($0)" }, path, home)
                #expect(ended.status == 0, "\(ended.error)")
                return try JSONDecoder().decode([Row].self, from: Data(ended.output.utf8))
            }
        }
    }

    private static func expect(
        _ row: Row, _ expected: Utterance.Row, after utterance: Utterance, at kind: GatewayKind, by source: String
    ) {
        let what = Comment(rawValue: "\(kind.rawValue) after \(utterance.cause), by \(source)")
        var told = row.told
        var expected = expected
        if expected.state == .missing {
            // The sentence is the gateway's, where it was asked for this one; a list just leaves it out.
            if source == "status" { #expect(told.reason?.contains("does not know") == true, what) }
            told.reason = nil
            expected.reason = nil
        }
        #expect(told == expected, what)
        #expect(row.error == nil && row.source == source, what)
    }

    private static func configuration(_ bench: VendorBench) throws -> (TemporaryHome, String) {
        let home = try TemporaryHome()
        return (home, try home.write(SimulatedGateway.configurationYAML(for: [bench.served]), as: "fleet.yaml"))
    }

    private static func run(
        _ words: [String], _ path: String, _ home: TemporaryHome
    ) async throws -> RelinkProcess.Ended {
        try await RelinkProcess.run(words + ["--config", path], ["HOME": home.path])
    }
}
