import Fleet
import Testing

@testable import Gateways

@Suite("Evolution: the list against the instance's own word")
struct EvolutionPrecedenceTests {
    private typealias Answers = EvolutionAnswer

    private static func listed(_ fixture: KeyedFixture) async throws -> StatusReading {
        try #require(await fixture.list().first?.status)
    }

    @Test(
        "A record that has not changed since says the same as the instance did, however often it is read",
        arguments: [
            (nil, LinkState.unknown), ("close", .disconnected), ("connecting", .connecting), ("open", .working),
        ] as [(String?, LinkState)])
    func unchanged(word: String?, state: LinkState) async throws {
        let fixture = try KeyedFixture.evolution([
            "GET connectionState": [Answers.state(word)],
            "GET fetchInstances": [Answers.rows(Answers.row("open", owner: Answers.jid))],
        ])
        #expect(try await Self.listed(fixture).state == .working, "nothing else is known yet")
        for _ in 0..<2 {
            let single = try await fixture.status()
            #expect(single.state == state)
            for _ in 0..<2 {
                var listed = try await Self.listed(fixture)
                // A word that has just become "open" does not tell whose phone it is; the record does.
                if single.account == nil { listed.account = nil }
                #expect(listed == single)
            }
        }
    }

    @Test("An unloaded instance that is closed on record does not flip either")
    func closedOnRecord() async throws {
        let fixture = try KeyedFixture.evolution([
            "GET connectionState": [Answers.state(nil)],
            "GET fetchInstances": [Answers.rows(Answers.row("close", owner: Answers.jid))],
        ])
        #expect(try await Self.listed(fixture).state == .disconnected)
        for _ in 0..<2 {
            let single = try await fixture.status()
            #expect(single.state == .unknown)
            #expect(try await Self.listed(fixture) == single)
        }
    }

    @Test("A record that has changed counts, until the instance is asked again")
    func changed() async throws {
        let old = Answers.rows(Answers.row("open", owner: Answers.jid))
        let new = Answers.rows(Answers.row("close", owner: Answers.jid, code: 401))
        let fixture = try KeyedFixture.evolution([
            "GET connectionState": [Answers.state("open"), Answers.state(nil)],
            "GET fetchInstances": [old, new],
        ])
        _ = try await fixture.list()
        #expect(try await fixture.status().state == .working)
        for _ in 0..<2 { #expect(try await Self.listed(fixture).state == .loggedOut) }
        #expect(try await fixture.status().state == .unknown)
        #expect(try await Self.listed(fixture).state == .unknown)
    }

    @Test("An instance that has come back shows by the time of its record alone")
    func back() async throws {
        let row = Answers.row("open", owner: Answers.jid)
        let later = Answers.row("open", owner: Answers.jid, writtenAt: "2026-11-20T10:05:00.000Z")
        let fixture = try KeyedFixture.evolution([
            "GET connectionState": [Answers.state("connecting")],
            "GET fetchInstances": [Answers.rows(row), Answers.rows(row), Answers.rows(later)],
        ])
        _ = try await fixture.list()
        #expect(try await fixture.status().state == .connecting)
        #expect(try await Self.listed(fixture).state == .connecting)
        let reading = try await Self.listed(fixture)
        #expect(reading.state == .working)
        #expect(reading.account?.phone?.digits == KeyedFixture.phone)
    }

    @Test("A record read for the word does not outdo it")
    func readForTheWord() async throws {
        let fixture = try KeyedFixture.evolution([
            "GET connectionState": [Answers.state("connecting")],
            "GET fetchInstances": [Answers.rows(Answers.row("close", owner: Answers.jid, code: 428))],
        ])
        let single = try await fixture.status()
        #expect(single.state == .starting)
        #expect(try await Self.listed(fixture) == single)
    }

    @Test("A record that was open when the instance said close does not hide the QR that follows")
    func codeAfterStaleRecord() async throws {
        let stale = Answers.row("open", owner: Answers.jid)
        let waiting = Answers.row("connecting", owner: Answers.jid)
        let fixture = try KeyedFixture.evolution([
            "GET connectionState": [Answers.state("close"), Answers.state("connecting")],
            "GET fetchInstances": [Answers.rows(stale), Answers.rows(waiting)],
        ])
        #expect(try await fixture.status().state == .disconnected)
        #expect(try await fixture.status().state == .awaitingLink)
    }

    @Test("Version 1 keeps no record: its list says what is so now")
    func live() async throws {
        let fixture = try KeyedFixture.evolution([
            "GET connectionState": [Answers.state("close")],
            "GET fetchInstances": [Answers.rows(Answers.nested("open", owner: Answers.jid))],
        ])
        _ = try await fixture.list()
        #expect(try await fixture.status().state == .disconnected)
        #expect(try await Self.listed(fixture).state == .working)
    }
}
