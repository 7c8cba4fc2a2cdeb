import Fleet
import Testing

@testable import Gateways

@Suite("Evolution: its words, and what they mean")
struct EvolutionStatusTests {
    private typealias Answers = EvolutionAnswer

    private static func fixture(_ word: String?, _ row: String) throws -> KeyedFixture {
        try .evolution(["GET connectionState": [Answers.state(word)], "GET fetchInstances": [Answers.rows(row)]])
    }

    @Test(
        "One word stands for several situations, which the record tells apart",
        arguments: [
            ("open", Answers.row("open", owner: Answers.jid), LinkState.working),
            ("connecting", Answers.row("connecting"), .awaitingLink),
            ("connecting", Answers.row("close"), .awaitingLink),
            ("connecting", Answers.row("connecting", owner: Answers.jid), .awaitingLink),
            ("connecting", Answers.row("open", owner: Answers.jid), .connecting),
            ("connecting", Answers.row("close", owner: Answers.jid, code: 428), .starting),
            ("connecting", Answers.nested("connecting"), .awaitingLink),
            ("close", Answers.row("close"), .loggedOut),
            ("close", Answers.row("close", owner: Answers.jid), .disconnected),
            ("close", Answers.row("open", owner: Answers.jid), .disconnected),
            ("close", Answers.nested("close"), .loggedOut),
            ("refused", Answers.row("connecting"), .failed),
            ("unknown", Answers.row("open"), .unknown),
        ])
    func words(word: String, row: String, state: LinkState) async throws {
        let fixture = try Self.fixture(word, row)
        let reading = try await fixture.status()
        #expect(reading.state == state)
        #expect(reading.raw.text == word)
        let readsRow = word == "connecting" || word == "close"
        #expect(
            fixture.asked
                == ["GET /instance/connectionState/ID"]
                + (readsRow ? ["GET /instance/fetchInstances?instanceName=ID"] : []))
        fixture.checkRequests()
    }

    @Test("Without a word it is on record, and not in memory")
    func unloaded() async throws {
        let reading = try await Self.fixture(nil, Answers.row("open", owner: Answers.jid)).status()
        #expect(reading.state == .unknown)
        #expect(reading.raw.text == "not loaded")
        #expect(reading.reason?.text.contains("not in its memory") == true)
    }

    @Test(
        "Why it closed",
        arguments: [
            (401, LinkState.loggedOut), (402, .blocked), (403, .blocked), (405, .failed), (406, .blocked),
            (408, .disconnected), (411, .failed), (428, .disconnected), (440, .disconnected), (500, .failed),
            (503, .disconnected), (515, .connecting), (418, .disconnected),
        ])
    func closed(code: Int, state: LinkState) async throws {
        let row = Answers.row("close", owner: Answers.jid, code: code)
        let fixture = try Self.fixture("close", row)
        let reading = try await fixture.status()
        #expect(reading.state == state)
        #expect(reading.raw == "close")
        #expect(reading.reasonCode == code)
        #expect(reading.reason == ReasonCode(rawValue: code)?.sentence ?? "Closed with code 418")
        #expect(try await fixture.list().first?.status == reading)
        Self.check(reading)
    }

    @Test("Version 2 keeps the owner's number after a logout: nobody is linked all the same")
    func ownerAfterLogout() async throws {
        let row = Answers.row("close", owner: Answers.jid, code: 401)
        let fixture = try Self.fixture("close", row)
        let reading = try await fixture.status()
        #expect(reading.state == .loggedOut)
        #expect(reading.account == nil)
        #expect(try await fixture.account() == nil)
        #expect(try await fixture.list().first?.status.account == nil)
        let never = try Self.fixture("close", Answers.row("close", code: 428))
        #expect(try await never.status().state == .loggedOut, "nobody was ever linked")
    }

    @Test("The list is flat in version 2, and nothing is kept of its tokens and passwords")
    func flat() async throws {
        let fixture = try KeyedFixture(
            .evolution,
            Answers.rows(
                Answers.row("open", owner: Answers.jid, name: "a"), Answers.row("connecting", name: "b"),
                Answers.row("close", owner: Answers.jid, code: 403, name: "c"), #"{"connectionStatus":"open"}"#, "7"))
        let listed = try await fixture.list()
        #expect(listed.map(\.id) == ["a", "b", "c"])
        #expect(listed.map(\.status.state) == [.working, .awaitingLink, .blocked])
        #expect(listed[0].status.account?.phone?.digits == KeyedFixture.phone)
        #expect(listed[0].status.account?.name == "Clinic")
        Self.check(listed)
        Self.check(fixture.gateway)
        #expect(fixture.asked == ["GET /instance/fetchInstances"])
        fixture.checkRequests()
    }

    @Test("Version 1 puts each row under a member, and one that was asked for by name into no list")
    func nested() async throws {
        let all = Answers.rows(
            Answers.nested("open", owner: Answers.jid), Answers.nested("connecting", name: "b"),
            Answers.nested("close", name: "c"))
        let fixture = try KeyedFixture.evolution([
            "GET fetchInstances": [all, .json(Answers.nested("open", owner: Answers.jid))]
        ])
        let listed = try await fixture.list()
        #expect(listed.map(\.id) == [KeyedFixture.id, "b", "c"])
        #expect(listed.map(\.status.state) == [.working, .awaitingLink, .loggedOut])
        #expect(listed[0].status.account?.name == nil, "a name that is not loaded yet is none")
        Self.check(listed)
        Self.check(fixture.gateway)
        let account = try await fixture.account()
        #expect(account?.phone?.digits == KeyedFixture.phone)
    }

    @Test("No instances are no failure; anything else than a list of them is", arguments: ["{}", "null", "[{}]", "ok"])
    func emptyList(body: String) async throws {
        #expect(try await KeyedFixture(.evolution, .json("[]")).list().isEmpty)
        let failure = try await KeyedFixture(.evolution, .json(body)).failure { fixture throws(GatewayFailure) in
            try await fixture.list()
        }
        #expect(failure.kind == .unexpected)
    }

    @Test("The version is asked for once, and without the key")
    func version() async throws {
        let fixture = try KeyedFixture(.evolution, Answers.greeting("2.3.7"))
        for _ in 0..<2 { #expect(try await fixture.gateway.version() == "2.3.7") }
        #expect(fixture.asked == ["GET /"])
        fixture.checkRequests()
    }

    /// Nothing of what a row should not hold is in any text about it.
    private static func check(_ value: Any, sourceLocation: SourceLocation = #_sourceLocation) {
        var text = "\(value) \(String(reflecting: value)) "
        dump(value, to: &text)
        SecretWatch(secrets: ["token-of-", KeyedFixture.key]).check(text, sourceLocation: sourceLocation)
    }
}
