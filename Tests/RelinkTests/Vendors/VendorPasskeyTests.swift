import Fleet
import Gateways
import Linking
import Simulator
import Testing
import TestKit

@testable import relink

@Suite("A passkey's answer at the vendors that take one, over HTTP")
struct VendorPasskeyTests {
    @Test("What a kind's flow believes and what its gateway offers is the same", arguments: GatewayKind.allCases)
    func offered(kind: GatewayKind) async throws {
        try await VendorBench.run(kind) { bench in
            #expect(LinkPolicy.standard(for: kind).offersPasskey == bench.gateway.abilities.passkey)
        }
    }

    @Test("Answered, compared where that is wanted, linked", arguments: [GatewayKind.waha, .gowa], [true, false])
    func story(kind: GatewayKind, compares: Bool) async throws {
        try await VendorBench.run(kind, scenario: "passkey", { $0.waha.comparesPasskeys = compares }) { bench in
            // The first of the fleet: its owner gives nothing elsewhere.
            let id = bench.served.instances[0].id
            try await bench.bringUp(id)
            let payload = try await bench.code(of: id)
            #expect(await bench.simulation.scan(payload) == bench.key(id))
            try await bench.wait(for: .awaitingPasskey, of: id)
            // GOWA's hand-off lasts five minutes; after them a person compares. WAHA gives up before.
            if kind == .gowa, compares { bench.time.advance(by: .seconds(301)) }
            let reading = try await bench.patiently("what is to be signed") { () throws(GatewayFailure) in
                try await bench.gateway.passkey(of: id)
            }
            guard case .response(let challenge) = reading else {
                Issue.record("\(reading)")
                return
            }
            let text = try #require(await bench.simulation.signPasskey(of: bench.key(id)))
            let assertion = try PasskeyAssertion(pasted: text)
            #expect(assertion.answers(challenge))
            bench.time.advance(by: .seconds(2))
            try await bench.gateway.answerPasskey(assertion, for: id)
            let again = await failure { () throws(GatewayFailure) in
                try await bench.gateway.answerPasskey(assertion, for: id)
            }
            #expect(again?.kind == .refused)
            bench.time.advance(by: .seconds(2))
            if compares {
                let code = try await bench.patiently("the code") { () throws(GatewayFailure) -> PasskeyCode? in
                    _ = try await bench.gateway.status(of: id)
                    bench.time.advance(by: .seconds(2))
                    guard case .confirmation(let code, confirmsItself: false) = try await bench.gateway.passkey(of: id)
                    else { return nil }
                    return code
                }
                #expect(await bench.simulation.passkeyCode(of: bench.key(id)) == code.reveal())
                try await bench.gateway.confirmPasskey(for: id)
            }
            try await bench.wait(for: .working, of: id)
            let after = await failure { () throws(GatewayFailure) in try await bench.gateway.confirmPasskey(for: id) }
            #expect(after?.kind == .refused)
        }
    }

    @Test("GOWA: another program sees a passkey that is under way, and does not end it")
    func anotherProgram() async throws {
        try await VendorBench.run(.gowa, scenario: "passkey") { bench in
            let id = bench.served.instances[0].id
            #expect(await bench.simulation.scan(try await bench.code(of: id)) == bench.key(id))
            try await bench.wait(for: .awaitingPasskey, of: id)
            let engine = await bench.simulation.state(of: bench.key(id))
            let phone = try bench.phone(of: id)
            func logins() async -> Int { await bench.log().count { $0.route?.contains("/login") == true } }
            let before = await logins()
            let code = try bench.anotherClient()
            let unshown = await failure { () throws(GatewayFailure) in try await code.code(for: id) }
            let pairing = try bench.anotherClient()
            let unmade = await failure { () throws(GatewayFailure) in
                try await pairing.pairingCode(for: id, phone: phone)
            }
            for refusal in [unshown, unmade] {
                guard case .notReady(let status?) = refusal?.kind else {
                    Issue.record("\(String(describing: refusal))")
                    continue
                }
                #expect(status.state == .awaitingPasskey)
            }
            #expect(try await bench.anotherClient().status(of: id).state == .awaitingPasskey)
            #expect(await logins() == before)
            #expect(await bench.simulation.state(of: bench.key(id)) == engine)
        }
    }

    @Test("WAHA tells device names of their own, over HTTP")
    func deviceNames() async throws {
        try await VendorBench.run(.waha, { $0.waha.namesDevices = true }) { bench in
            let rows = try await bench.gateway.list()
            #expect(rows.count == 4 && rows.allSatisfy { $0.status.deviceName == "Chrome (Front desk)" })
        }
    }
}
