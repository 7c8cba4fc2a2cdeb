import ArgumentParser
import Configuration
import Fleet
import Foundation
import Gateways
import Simulator
import Synchronization
import Testing
import TestKit

@testable import relink

@Suite("The states of every vendor in one language", .timeLimit(.minutes(15)))
struct VendorStateTests {
    /// What befell a linked instance, and what the gateway is heard to say of it.
    struct Turn: Sendable {
        var event: InstanceEvent?
        /// Afterwards somebody asked for a code, or scanned it a moment ago.
        var link: Link?
        var state: LinkState
        var raw: String
        var flags: [String] = []

        enum Link: Sendable {
            case code
            case scan
        }

        var words: String { "\(event?.rawValue ?? "nothing")\(link.map { ", \($0)" } ?? "")" }
    }

    static let turns: [GatewayKind: [Turn]] = [
        .wawp: [
            Turn(event: nil, state: .working, raw: "WORKING"),
            Turn(event: .restart, state: .starting, raw: "STARTING"),
            Turn(event: .sleep, state: .disconnected, raw: "OFFLINE"),
            Turn(event: .drop, state: .awaitingLink, raw: "SCAN_QR_CODE"),
            Turn(event: .crash, state: .failed, raw: "FAILED"),
            Turn(event: .unload, state: .stopped, raw: "STOPPED"),
        ],
        .greenAPI: [
            Turn(event: nil, state: .working, raw: "authorized"),
            Turn(event: .restrict, state: .working, raw: "yellowCard", flags: ["restricted"]),
            Turn(event: .restart, state: .starting, raw: "starting"),
            Turn(event: .sleep, state: .disconnected, raw: "sleepMode"),
            Turn(event: .ban, state: .blocked, raw: "blocked"),
            Turn(event: .drop, state: .awaitingLink, raw: "notAuthorized"),
        ],
        .gowa: [
            Turn(event: nil, state: .working, raw: "logged_in"),
            Turn(event: .restart, state: .connecting, raw: "connected"),
            Turn(event: .sleep, state: .disconnected, raw: "disconnected"),
            // One word for two states: the jid beside it decides.
            Turn(event: .drop, state: .loggedOut, raw: "disconnected"),
            Turn(event: .drop, link: .code, state: .awaitingLink, raw: "connected"),
            Turn(event: .drop, link: .scan, state: .connecting, raw: "connected"),
        ],
        .waha: [
            Turn(event: nil, state: .working, raw: "WORKING"),
            Turn(event: .restart, state: .connecting, raw: "STARTING"),
            // After a drop too: WAHA does not tell which.
            Turn(event: .drop, state: .failed, raw: "FAILED"),
            Turn(event: .unload, state: .stopped, raw: "STOPPED"),
            Turn(event: .drop, link: .code, state: .awaitingLink, raw: "SCAN_QR_CODE"),
        ],
        .evolution: [
            Turn(event: nil, state: .working, raw: "open"),
            Turn(event: .sleep, state: .disconnected, raw: "close"),
            Turn(event: .replace, state: .disconnected, raw: "close"),
            Turn(event: .drop, state: .loggedOut, raw: "close"),
            Turn(event: .ban, state: .blocked, raw: "close"),
            Turn(event: .outdate, state: .failed, raw: "close"),
            Turn(event: .drop, link: .code, state: .awaitingLink, raw: "connecting"),
        ],
    ]

    struct Row: Decodable {
        var gateway: String
        var kind: String
        var id: String
        var state: LinkState
        var raw: String?
        var flags: [String]
        var error: String?
    }

    @Test("relink status --json tells what befell each instance of each vendor")
    func everything() async throws {
        let plan = SimulationPlan(kinds: GatewayKind.allCases, instances: 40, scenario: "calm", seed: 5)
        try await VendorBench.run(plan) { benches in
            // A clock of its own: what the command waits for between two requests is not to pass for the gateways.
            let time = HandTime(jumps: true, from: .seconds(100))
            // A state such as WAHA's STARTING means more to a client that saw what was before.
            let connection = Self.connection(benches, time)
            #expect(try await Self.status(connection, time).count == 40)
            var cast: [(bench: VendorBench, id: String, turn: Turn)] = []
            for bench in benches {
                let turns = try #require(Self.turns[bench.served.kind])
                cast += zip(bench.served.instances, turns).map { (bench, $0.id, $1) }
            }
            // Links take their time to open, in which much of the rest would pass.
            var codes: [InstanceKey: CodePayload] = [:]
            for (bench, id, turn) in cast {
                guard let event = turn.event, turn.link != nil else { continue }
                await bench.simulation.turnPhone(of: bench.key(id), on: false)
                await bench.simulation.befall(bench.key(id), event)
                bench.time.advance(by: .seconds(2))
                _ = try await bench.gateway.status(of: id)
                try await bench.bringUp(id)
                codes[bench.key(id)] = try await bench.code(of: id)
            }
            for (bench, id, turn) in cast where turn.link == nil {
                if let event = turn.event { await bench.simulation.befall(bench.key(id), event) }
            }
            benches[0].time.advance(by: .seconds(2))
            for (bench, id, turn) in cast where turn.link == .scan {
                let code = try #require(codes[bench.key(id)])
                #expect(await bench.simulation.scan(code) == bench.key(id))
            }
            let expected = Dictionary(uniqueKeysWithValues: cast.map { ($0.bench.key($0.id), $0.turn) })
            let rows = try await Self.status(connection, time)
            #expect(rows.count == 40)
            for row in rows {
                let working = Self.turns[try #require(GatewayKind(rawValue: row.kind))]?[0]
                let turn = try #require(expected[InstanceKey(gateway: row.gateway, id: row.id)] ?? working)
                let name = "\(row.gateway) after \(turn.words)"
                #expect(row.state == turn.state, "\(name)")
                #expect(row.raw == turn.raw, "\(name)")
                #expect(row.flags == turn.flags, "\(name)")
                #expect(row.error == nil, "\(name)")
            }
        }
    }

    @Test(
        "Evolution's numbers for why a connection closed come along with the reason",
        arguments: [(InstanceEvent.drop, 401), (.ban, 403), (.outdate, 405), (.replace, 440)])
    func closingNumbers(event: InstanceEvent, code: Int) async throws {
        try await VendorBench.run(.evolution, scenario: "calm") { bench in
            let id = try #require(bench.served.instances.first?.id)
            await bench.simulation.befall(bench.key(id), event)
            bench.time.advance(by: .seconds(2))
            let listed = try await bench.gateway.list().first { $0.id == id }
            #expect(listed?.status.reasonCode == code)
            #expect(listed?.status.reason == ReasonCode(rawValue: code)?.sentence)
            #expect(try await bench.gateway.status(of: id).reasonCode == code)
        }
    }

    private static func connection(_ benches: [VendorBench], _ time: HandTime) -> FleetConnection {
        let gateways = benches.map { ($0.served.name, $0.gateway) }
        return FleetConnection(
            FleetConfiguration(gateways: benches.map(\.served.configuration)),
            gateways: Dictionary(uniqueKeysWithValues: gateways), time: time)
    }

    private static func status(
        _ connection: FleetConnection, _ time: HandTime
    ) async throws -> [Row] {
        let written = Mutex("")
        let console = Console(
            screen: nil, errorIsTerminal: false, noColour: true,
            write: { text in written.withLock { $0 += text } }, writeError: { _ in }, ask: nil)
        let context = CommandContext(environment: [:], console: console, time: time) { _, _ in
            throw CommandFailure(.configuration, "everything is open")
        }
        let command = try #require(try Relink.parseAsRoot(["status", "--json"]) as? StatusCommand)
        try await command.run(on: connection, in: context)
        return try JSONDecoder().decode([Row].self, from: Data(written.withLock(\.self).utf8))
    }

    @Test(
        "a passkey is told where the vendor tells it, and afterwards it is linked",
        arguments: [GatewayKind.greenAPI, .gowa, .waha])
    func passkey(kind: GatewayKind) async throws {
        try await VendorBench.run(kind, scenario: "passkey") { bench in
            let id = try await bench.unlinked()
            try await bench.bringUp(id)
            let payload = try await bench.code(of: id)
            #expect(await bench.simulation.scan(payload) == bench.key(id))
            let state = try await bench.patiently("a passkey") {
                do throws(GatewayFailure) {
                    if kind == .greenAPI { _ = try await bench.gateway.code(for: id) }
                } catch {
                    // There the state goes on saying that nobody is linked; the QR's route knows better.
                    if case .notReady(let status) = error.kind { return status?.state }
                }
                let state = try await bench.gateway.status(of: id).state
                return state == .awaitingLink ? nil : state
            }
            #expect(state == .awaitingPasskey)
            #expect(await bench.simulation.givePasskey(to: bench.key(id)))
            try await bench.wait(for: .working, of: id)
        }
    }

    @Test("codes that nobody scans come to an end that is told", arguments: GatewayKind.allCases)
    func usedUp(kind: GatewayKind) async throws {
        try await VendorBench.run(
            kind, { $0.rhythm = CodeRhythm(first: .seconds(6), following: .seconds(4), count: 2) }
        ) {
            bench in
            let id = try await bench.unlinked()
            try await bench.bringUp(id)
            _ = try await bench.code(of: id)
            bench.time.advance(by: .seconds(400))
            let state = try await bench.gateway.status(of: id).state
            // Two of them close the window, and wait for somebody to ask again.
            let expected: LinkState =
                switch kind {
                case .greenAPI: .awaitingLink
                case .gowa: .loggedOut
                case .wawp, .waha, .evolution: .failed
                }
            #expect(state == expected)
        }
    }
}
