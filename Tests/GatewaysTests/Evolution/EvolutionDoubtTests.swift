import Fleet
import Testing
import TestKit

@testable import Gateways

@Suite("Evolution: when a row of the list is doubtful")
struct EvolutionDoubtTests {
    private typealias Answers = EvolutionAnswer

    private static let open = Answers.rows(Answers.row("open", owner: Answers.jid))

    private static func listed(_ fixture: KeyedFixture) async throws -> ListedInstance {
        try #require(await fixture.list().first)
    }

    @Test(
        "A record that says more than close is doubtful until the instance was heard; version 1 keeps no records",
        arguments: [
            (Answers.row("open", owner: Answers.jid), true), (Answers.row("connecting"), true),
            (Answers.row("close", owner: Answers.jid, code: 428), false), (Answers.row("close"), false),
            (Answers.nested("open", owner: Answers.jid), false), (Answers.nested("connecting"), false),
        ])
    func unheard(row: String, isDoubtful: Bool) async throws {
        let fixture = try KeyedFixture(.evolution, Answers.rows(row))
        for _ in 0..<2 { #expect(try await Self.listed(fixture).isDoubtful == isDoubtful) }
    }

    @Test("The list says open and the instance close: the row ends as not working, and says why")
    func stale() async throws {
        let fixture = try KeyedFixture.evolution([
            "GET connectionState": [Answers.state("close")], "GET fetchInstances": [Self.open],
        ])
        let before = try await Self.listed(fixture)
        #expect(before.status.state == .working)
        #expect(before.isDoubtful)
        #expect(try await fixture.status().state == .disconnected)
        let after = try await Self.listed(fixture)
        #expect(after.status.state == .disconnected)
        #expect(after.status.raw == "close")
        #expect(after.status.reason?.text.contains("record still says open") == true)
        #expect(after.status.reasonCode == nil)
        #expect(!after.isDoubtful)
    }

    @Test(
        "A word stands for ten minutes beside a record that says the same, and for one against another",
        arguments: [("open", 600), ("close", 60), ("connecting", 60), (nil, 60)] as [(String?, Int)])
    func ages(word: String?, seconds: Int) async throws {
        let fixture = try KeyedFixture.evolution([
            "GET connectionState": [Answers.state(word)], "GET fetchInstances": [Self.open],
        ])
        _ = try await Self.listed(fixture)
        _ = try await fixture.status()
        // A second request may have taken its turn after the word was heard.
        fixture.time.advance(by: .seconds(seconds - 5))
        #expect(try await Self.listed(fixture).isDoubtful == false)
        fixture.time.advance(by: .seconds(5))
        #expect(try await Self.listed(fixture).isDoubtful)
        _ = try await fixture.status()
        #expect(try await Self.listed(fixture).isDoubtful == false)
    }

    @Test("An instance that was heard to be open is doubtful when its record says close, and when the word is old")
    func openAgainstClose() async throws {
        let closed = Answers.rows(Answers.row("close", owner: Answers.jid, code: 428))
        let fixture = try KeyedFixture.evolution([
            "GET connectionState": [Answers.state("open")], "GET fetchInstances": [closed],
        ])
        _ = try await Self.listed(fixture)
        _ = try await fixture.status()
        #expect(try await Self.listed(fixture).isDoubtful == false)
        fixture.time.advance(by: .seconds(60))
        let listed = try await Self.listed(fixture)
        #expect(listed.status.state == .working)
        #expect(listed.isDoubtful)
    }

    @Test("A record that has changed is doubtful anew")
    func changed() async throws {
        let later = Answers.row("open", owner: Answers.jid, writtenAt: "2026-11-20T10:05:00.000Z")
        let fixture = try KeyedFixture.evolution([
            "GET connectionState": [Answers.state("open")],
            "GET fetchInstances": [Self.open, Self.open, Answers.rows(later)],
        ])
        _ = try await Self.listed(fixture)
        _ = try await fixture.status()
        #expect(try await Self.listed(fixture).isDoubtful == false)
        #expect(try await Self.listed(fixture).isDoubtful)
    }

    @Test("Once the gateway was away, all that its instances said before is old")
    func away() async throws {
        let down = Answers.form(502, "Bad Gateway", #"["no upstream"]"#)
        let fixture = try KeyedFixture.evolution([
            "GET connectionState": [Answers.state("open")],
            "GET fetchInstances": [Self.open, Self.open, down, Self.open],
        ])
        _ = try await Self.listed(fixture)
        _ = try await fixture.status()
        #expect(try await Self.listed(fixture).isDoubtful == false)
        fixture.time.advance(by: .seconds(15))
        let failure = try await fixture.failure { fixture throws(GatewayFailure) in try await fixture.list() }
        #expect(failure.kind == .server)
        fixture.time.advance(by: .seconds(15))
        for _ in 0..<2 { #expect(try await Self.listed(fixture).isDoubtful) }
        fixture.time.advance(by: .seconds(15))
        _ = try await fixture.status()
        #expect(try await Self.listed(fixture).isDoubtful == false)
    }
}
