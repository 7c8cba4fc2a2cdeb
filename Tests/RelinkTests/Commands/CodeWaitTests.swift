import Fleet
import Gateways
import Testing

@testable import relink

@Suite("Waiting for one code")
struct CodeWaitTests {
    private let key = InstanceKey(gateway: "gowa-1", id: "s7")

    private static func abilities(isPolled: Bool, opensLink: Bool = false) -> Abilities {
        Abilities(
            lists: false, acts: [], pairingCode: true, codeMayBePolled: isPolled, codeOpensLink: opensLink)
    }

    @Test("an instance that is logged out is asked where that opens its link, and needs an act elsewhere")
    func loggedOut() throws {
        let unlinked = observation(.status, .status(.state(.loggedOut)))
        var opening = CodeWait(key: key, Self.abilities(isPolled: false, opensLink: true))
        #expect(try opening.take(unlinked) == [.ask])
        var other = CodeWait(key: key, Self.abilities(isPolled: true))
        let failure = #expect(throws: CommandFailure.self) { try other.take(unlinked) }
        #expect(failure?.message == "gowa-1/s7 is unlinked: relink restart gowa-1/s7 brings it back to its codes")
    }

    private func observation(_ ask: Ask, _ outcome: Observation.Outcome) -> Observation {
        Observation(.instance(key), ask, outcome, startedAt: .zero, finishedAt: .zero)
    }

    private func failed(_ kind: GatewayFailure.Kind) -> Observation {
        observation(.code, .failed(GatewayFailure(kind, "the gateway said so")))
    }

    @Test("not ready is told and waited for; the plan asks again by itself where codes may be polled")
    func notReady() throws {
        var wait = CodeWait(key: key, Self.abilities(isPolled: true))
        #expect(try wait.take(observation(.status, .status(.state(.awaitingLink)))) == [])
        #expect(try wait.take(failed(.notReady(status: .state(.starting)))) == [.tell("Generating fresh code…")])
        #expect(try wait.take(failed(.throttled(retryAfter: .seconds(33)))) == [.tellPause])
        #expect(wait.timedOut(after: .seconds(60)).message == "gowa-1/s7: no code within 60 s: the gateway said so")
        #expect(wait.timedOut(after: .seconds(60)).status == .timedOut)
        let code = CodeReading.text("2@abc")
        #expect(try wait.take(observation(.code, .code(code))) == [.finish(code)])
    }

    @Test("where a request for a code restarts the link, it is made once the state is known, and again when refused")
    func unpolled() throws {
        var wait = CodeWait(key: key, Self.abilities(isPolled: false))
        #expect(try wait.take(observation(.status, .status(.state(.starting)))) == [])
        #expect(try wait.take(observation(.status, .status(.state(.awaitingLink)))) == [.ask])
        #expect(try wait.take(observation(.status, .status(.state(.awaitingLink)))) == [])
        #expect(try wait.take(failed(.notReady(status: nil))) == [.tell("Generating fresh code…"), .askAgain])
    }

    @Test("a list tells the state as well")
    func list() throws {
        var wait = CodeWait(key: key, Self.abilities(isPolled: false))
        let rows = [ListedInstance(id: "s7", label: nil, status: .state(.working))]
        let observation = Observation(
            .gateway("gowa-1"), .list, .list(rows), startedAt: .zero, finishedAt: .zero)
        let failure = #expect(throws: CommandFailure.self) { try wait.take(observation) }
        #expect(failure?.message == "gowa-1/s7 is linked: there is nothing to scan")
    }
}
