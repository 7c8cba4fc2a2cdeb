import Fleet
import Gateways
import Simulator
import Testing
import TestKit

@Suite("Other versions than a vendor's usual one, over real HTTP", .timeLimit(.minutes(15)))
struct VendorDialectTests {
    enum Dialect: String, CaseIterable, Sendable {
        case evolution1, evolution24, gowa7, gowa80, gowa8, waha2024

        var kind: GatewayKind {
            switch self {
            case .evolution1, .evolution24: .evolution
            case .gowa7, .gowa80, .gowa8: .gowa
            case .waha2024: .waha
            }
        }

        /// One device, which no list tells of.
        var isSingle: Bool { self == .gowa7 }

        /// Its logout takes the device along.
        var logoutDeletes: Bool { self == .gowa80 }

        func apply(to plan: inout SimulationPlan) {
            switch self {
            case .evolution1: plan.evolution.version = .v1
            case .evolution24: plan.evolution.version = .v24
            case .gowa7: plan.gowa.version = .v7
            case .gowa80: plan.gowa.version = .v8First
            case .gowa8: plan.gowa.version = .v8
            case .waha2024: plan.waha.version = .v2024
            }
        }
    }

    /// All instances are linked, and the first one's phone does nothing by itself.
    private static func run(
        _ dialect: Dialect, _ body: (VendorBench, String) async throws -> Void
    ) async throws {
        try await VendorBench.run(
            dialect.kind, instances: dialect.isSingle ? 1 : 3, scenario: "calm", { dialect.apply(to: &$0) }
        ) { bench in
            let id = try #require(bench.served.instances.first?.id)
            await bench.simulation.turnPhone(of: bench.key(id), on: false)
            try await body(bench, id)
        }
    }

    private static func unlink(_ bench: VendorBench, _ id: String) async throws {
        #expect(await bench.simulation.drop(bench.key(id)))
        bench.time.advance(by: .seconds(2))
    }

    private static func scan(_ bench: VendorBench, _ id: String) async throws {
        let payload = try await bench.code(of: id)
        #expect(await bench.simulation.scan(payload) == bench.key(id))
        try await bench.wait(for: .working, of: id)
    }

    /// What the list says of it, or the instance itself where there is no list.
    private static func listed(_ dialect: Dialect, _ bench: VendorBench, _ id: String) async throws -> StatusReading {
        bench.time.advance(by: .seconds(2))
        guard !dialect.isSingle else {
            let failure = await failure { () async throws(GatewayFailure) in try await bench.gateway.list() }
            #expect(failure?.kind == .unsupported)
            return try await bench.gateway.status(of: id)
        }
        let listed = try await bench.gateway.list()
        #expect(Set(listed.map(\.id)) == Set(bench.served.instances.map(\.id)))
        return try #require(listed.first { $0.id == id }?.status)
    }

    @Test("listed, drawn, scanned, linked; the account is the phone's", arguments: Dialect.allCases)
    func scanned(dialect: Dialect) async throws {
        try await Self.run(dialect) { bench, id in
            #expect(try await Self.listed(dialect, bench, id).state == .working)
            try await Self.unlink(bench, id)
            let state = try await Self.listed(dialect, bench, id).state
            #expect([.loggedOut, .failed].contains(state), "\(state)")
            try await bench.bringUp(id)
            try await Self.scan(bench, id)
            let account = try await bench.patiently("the account") { try await bench.gateway.account(of: id) }
            let phone = try bench.phone(of: id)
            #expect(account.phone == phone)
            #expect(try await Self.listed(dialect, bench, id).state == .working)
        }
    }

    @Test("a pairing code is typed and linked", arguments: Dialect.allCases)
    func typed(dialect: Dialect) async throws {
        try await Self.run(dialect) { bench, id in
            try await Self.unlink(bench, id)
            if dialect.kind == .waha {
                // A number that comes while the session starts crashes there when the start takes its time.
                try await bench.bringUp(id)
                try await bench.wait(for: .awaitingLink, of: id)
            }
            let phone = try bench.phone(of: id)
            let reading = try await bench.patiently("a pairing code") {
                try await bench.gateway.pairingCode(for: id, phone: phone)
            }
            #expect(await bench.simulation.type(reading.code, on: phone) == bench.key(id))
            try await bench.wait(for: .working, of: id)
            let account = try await bench.patiently("the account") { try await bench.gateway.account(of: id) }
            #expect(account.phone == phone)
        }
    }

    @Test("a logout ends the link, and where the instance stays it can be linked again", arguments: Dialect.allCases)
    func loggedOut(dialect: Dialect) async throws {
        try await Self.run(dialect) { bench, id in
            #expect(try await bench.gateway.status(of: id).state == .working)
            try await bench.gateway.perform(.logout, on: id)
            bench.time.advance(by: .seconds(2))
            guard !dialect.logoutDeletes else {
                let failure = await failure { () async throws(GatewayFailure) in
                    try await bench.gateway.status(of: id)
                }
                #expect(failure?.kind == .notFound)
                #expect(try await !bench.gateway.list().contains { $0.id == id })
                return
            }
            _ = try await bench.patiently("an end") {
                [.awaitingLink, .loggedOut].contains(try await bench.gateway.status(of: id).state) ? true : nil
            }
            try await bench.bringUp(id)
            try await Self.scan(bench, id)
        }
    }

    @Test("a restart brings a linked one that is closed back", arguments: Dialect.allCases)
    func restarted(dialect: Dialect) async throws {
        try await Self.run(dialect) { bench, id in
            #expect(await bench.simulation.befall(bench.key(id), .crash))
            bench.time.advance(by: .seconds(2))
            #expect(try await bench.gateway.status(of: id).state != .working)
            try await bench.gateway.perform(.restart, on: id)
            try await bench.wait(for: .working, of: id)
        }
    }

    @Test(
        "a restart of a closed one without a link leads to codes",
        arguments: [Dialect.evolution1, .evolution24, .waha2024])
    func reopened(dialect: Dialect) async throws {
        try await Self.run(dialect) { bench, id in
            try await Self.unlink(bench, id)
            try await bench.gateway.perform(.restart, on: id)
            try await bench.wait(for: .awaitingLink, of: id)
            try await Self.scan(bench, id)
        }
    }
}
