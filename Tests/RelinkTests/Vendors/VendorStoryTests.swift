import Fleet
import Gateways
import Simulator
import Testing
import TestKit

@testable import relink

@Suite("Every vendor, client and simulator over real HTTP", .timeLimit(.minutes(15)))
struct VendorStoryTests {
    private static let kinds = GatewayKind.allCases

    @Test("status tells of each instance what the engine is in, and the list says the same", arguments: kinds)
    func states(kind: GatewayKind) async throws {
        try await VendorBench.run(kind) { bench in
            var told: [String: LinkState] = [:]
            for instance in bench.served.instances {
                let state = try await bench.gateway.status(of: instance.id).state
                let isLinked = await bench.simulation.state(of: bench.key(instance.id)) == .working
                #expect((state == .working) == isLinked, "\(instance.id): \(state)")
                #expect(state != .unknown)
                told[instance.id] = state
            }
            #expect(told.values.contains(.working))
            guard bench.gateway.abilities.lists else {
                let failure = await failure { () async throws(GatewayFailure) in try await bench.gateway.list() }
                #expect(failure?.kind == .unsupported)
                return
            }
            let listed = try await bench.gateway.list()
            #expect(Dictionary(uniqueKeysWithValues: listed.map { ($0.id, $0.status.state) }) == told)
        }
    }

    @Test("a QR code is drawn, scanned and linked, and the account is the phone's", arguments: kinds)
    func scanned(kind: GatewayKind) async throws {
        try await VendorBench.run(kind) { bench in
            let id = try await bench.unlinked()
            try await bench.bringUp(id)
            let payload = try await bench.code(of: id)
            #expect(await bench.simulation.scan(payload) == bench.key(id))
            try await bench.wait(for: .working, of: id)
            let account = try await bench.patiently("the account") { try await bench.gateway.account(of: id) }
            let phone = try bench.phone(of: id)
            #expect(account.phone == phone)
        }
    }

    @Test("a pairing code is typed and linked, and the account is the phone's", arguments: kinds)
    func typed(kind: GatewayKind) async throws {
        try await VendorBench.run(kind) { bench in
            let id = try await bench.unlinked()
            let phone = try bench.phone(of: id)
            if kind != .evolution { try await bench.bringUp(id) }
            let reading = try await bench.patiently("a pairing code") {
                try await bench.gateway.pairingCode(for: id, phone: phone)
            }
            #expect(reading.code.plain.count == 8)
            #expect(await bench.simulation.type(reading.code, on: phone) == bench.key(id))
            try await bench.wait(for: .working, of: id)
            let account = try await bench.patiently("the account") { try await bench.gateway.account(of: id) }
            #expect(account.phone == phone)
        }
    }

    @Test("who is linked already has no code to scan", arguments: kinds)
    func alreadyLinked(kind: GatewayKind) async throws {
        try await VendorBench.run(kind) { bench in
            let id = try await bench.linked()
            let failure = await failure { () async throws(GatewayFailure) in try await bench.gateway.code(for: id) }
            #expect(failure?.kind == .alreadyLinked, "\(failure?.message.text ?? "a code")")
            #expect(try await bench.gateway.status(of: id).state == .working)
        }
    }

    @Test("a logout ends the link, and the instance can be linked again", arguments: kinds)
    func loggedOut(kind: GatewayKind) async throws {
        try await VendorBench.run(kind) { bench in
            let id = try await bench.linked()
            try await bench.gateway.perform(.logout, on: id)
            let state = try await bench.patiently("an end") {
                let state = try await bench.gateway.status(of: id).state
                return [.awaitingLink, .loggedOut].contains(state) ? state : nil
            }
            #expect(state.isProblem)
            try await bench.bringUp(id)
            let payload = try await bench.code(of: id)
            #expect(await bench.simulation.scan(payload) == bench.key(id))
            try await bench.wait(for: .working, of: id)
        }
    }

    @Test("an unlinking from the phone shows", arguments: kinds)
    func dropped(kind: GatewayKind) async throws {
        try await VendorBench.run(kind) { bench in
            let id = try await bench.linked()
            #expect(try await bench.gateway.status(of: id).state == .working)
            #expect(await bench.simulation.drop(bench.key(id)))
            bench.time.advance(by: .seconds(2))
            let state = try await bench.gateway.status(of: id).state
            #expect([.awaitingLink, .loggedOut, .failed].contains(state), "\(state)")
        }
    }

    @Test("a restart keeps the link", arguments: kinds)
    func restarted(kind: GatewayKind) async throws {
        try await VendorBench.run(kind) { bench in
            let id = try await bench.linked()
            try await bench.gateway.perform(.restart, on: id)
            let phone = try bench.phone(of: id)
            let account = try await bench.wait(for: .working, of: id).account
            #expect(account == nil || account?.phone == phone)
        }
    }

    @Test("what a vendor does not offer is refused here, and nothing is sent", arguments: kinds)
    func notOffered(kind: GatewayKind) async throws {
        try await VendorBench.run(kind) { bench in
            let id = try await bench.linked()
            for act in Act.allCases where !bench.gateway.abilities.acts.contains(act) {
                let failure = await failure { () async throws(GatewayFailure) in
                    try await bench.gateway.perform(act, on: id)
                }
                #expect(failure?.kind == .unsupported)
            }
            #expect(await bench.log().isEmpty)
        }
    }

    @Test("an instance that the gateway does not know is not found", arguments: kinds)
    func unknown(kind: GatewayKind) async throws {
        try await VendorBench.run(kind) { bench in
            let before = bench.served.instances.count
            let failure = await failure { () async throws(GatewayFailure) in
                try await bench.gateway.status(of: "0000000000")
            }
            // There every instance has a token of its own: without one there is nothing to ask with.
            #expect(failure?.kind == (kind == .greenAPI ? .credentials : .notFound))
            #expect(failure?.message.text.contains("0000000000") == true)
            let codeFailure = await Self.failureOfCode(bench, "0000000000")
            #expect(codeFailure?.kind == failure?.kind)
            guard bench.gateway.abilities.lists else { return }
            // Nobody was made by being asked for.
            let after = try await bench.gateway.list().count
            #expect(after == before)
        }
    }

    private static func failureOfCode(_ bench: VendorBench, _ id: String) async -> GatewayFailure? {
        await failure { () async throws(GatewayFailure) in try await bench.gateway.code(for: id) }
    }

    @Test("a wrong secret is a matter of credentials, and is not repeated in the sentence", arguments: kinds)
    func wrongSecret(kind: GatewayKind) async throws {
        try await VendorBench.run(kind) { bench in
            let id = try await bench.linked()
            let client = try bench.clientWithWrongSecret()
            let failure = await failure { () async throws(GatewayFailure) in try await client.status(of: id) }
            #expect(failure?.kind == .credentials)
            #expect(failure?.message.text.contains("wrong-") == false)
        }
    }

    @Test("a gateway that is gone is unreachable, and answers again when it is back", arguments: kinds)
    func outage(kind: GatewayKind) async throws {
        try await VendorBench.run(kind) { bench in
            let id = try await bench.linked()
            #expect(try await bench.gateway.status(of: id).state == .working)
            await bench.simulation.close(bench.served.name)
            bench.time.advance(by: .seconds(2))
            let failure = await failure { () async throws(GatewayFailure) in try await bench.gateway.status(of: id) }
            #expect(failure?.kind == .unreachable)
            try await bench.simulation.reopen(bench.served.name)
            bench.time.advance(by: .seconds(2))
            #expect(try await bench.gateway.status(of: id).state == .working)
        }
    }
}
