import Fleet
import Testing

@testable import Gateways

@Suite("Evolution: pairing codes, and the rounds they belong to")
struct EvolutionPairingTests {
    private typealias Answers = EvolutionAnswer

    private static let connect = "GET connect?number=\(KeyedFixture.phone)"
    private static let look = ["GET connectionState", "GET fetchInstances?instanceName=ID"]

    private static func closed(_ replies: Reply...) throws -> KeyedFixture {
        try .evolution([
            "GET connectionState": [Answers.state("close"), Answers.state("connecting")],
            "GET fetchInstances": [Answers.rows(Answers.row("close")), Answers.rows(Answers.row("connecting"))],
            "GET connect": replies,
        ])
    }

    @Test("From a closed instance the number begins a round, whose first code takes a moment")
    func fresh() async throws {
        let fixture = try Self.closed(Answers.starting, Answers.code("2@a", pairing: "ABCD1234"))
        let reading = try await fixture.pair()
        #expect(reading.code.grouped == "ABCD-1234")
        #expect(reading.lifetime == .untold)
        #expect(fixture.routes == Self.look + [Self.connect, Self.connect])
        #expect("\(reading)".contains("ABCD") == false)
        fixture.checkRequests()
    }

    @Test("A code left over from an earlier round is waited out")
    func leftOver() async throws {
        let old = Answers.code("2@a", pairing: "OLDC0DE1", count: 6)
        let fixture = try Self.closed(old, old, Answers.code("2@b", pairing: "NEWC0DE2"))
        #expect(try await fixture.pair().code.plain == "NEWC0DE2")
    }

    @Test("A code that stays is a good one")
    func good() async throws {
        let fixture = try Self.closed(Answers.code("2@a", pairing: "ABCD1234"))
        #expect(try await fixture.pair().code.plain == "ABCD1234")
        #expect(fixture.routes == Self.look + [Self.connect, Self.connect, Self.connect])
    }

    @Test("Asked again in its own round, the instance gives the code of the moment and is left alone")
    func sameRound() async throws {
        let fixture = try Self.closed(
            Answers.starting, Answers.code("2@a", pairing: "ABCD1234"),
            Answers.code("2@b", pairing: "EFGH5678", count: 2))
        _ = try await fixture.pair()
        #expect(try await fixture.pair().code.plain == "EFGH5678")
        #expect(fixture.routes.last == Self.connect)
        #expect(fixture.routes.filter { $0 == Self.connect }.count == 3)
        #expect(!fixture.routes.contains("DELETE logout"))
    }

    @Test("While QR codes wait a number would be ignored: their round is closed first")
    func overQR() async throws {
        let fixture = try KeyedFixture.evolution([
            "GET connectionState": [
                Answers.state("connecting"), Answers.state("connecting"), Answers.state("close"),
            ],
            "GET fetchInstances": [Answers.rows(Answers.row("connecting"))],
            "DELETE logout": [Answers.loggedOut],
            "GET connect": [Answers.starting, Answers.code("2@a", pairing: "ABCD1234")],
        ])
        #expect(try await fixture.pair().code.plain == "ABCD1234")
        #expect(
            fixture.routes == Self.look + [
                "DELETE logout", "GET connectionState", "GET connectionState", Self.connect, Self.connect,
            ])
        fixture.checkRequests()
    }

    @Test("Who is linked, or only comes back, is not logged out for a code")
    func linked() async throws {
        for (word, kind) in [("open", GatewayFailure.Kind.alreadyLinked), ("connecting", .refused)] {
            let fixture = try KeyedFixture.evolution([
                "GET connectionState": [Answers.state(word)],
                "GET fetchInstances": [Answers.rows(Answers.row("open", owner: Answers.jid))],
            ])
            let failure = try await fixture.failure { fixture throws(GatewayFailure) in try await fixture.pair() }
            #expect(failure.kind == kind)
            #expect(fixture.routes.allSatisfy { Self.look.contains($0) })
        }
    }

    @Test("An instance that is not in memory is not started")
    func unloaded() async throws {
        let fixture = try KeyedFixture.evolution(["GET connectionState": [Answers.state(nil)]])
        let failure = try await fixture.failure { fixture throws(GatewayFailure) in try await fixture.pair() }
        #expect(failure.kind == .refused)
        #expect(fixture.routes == ["GET connectionState"])
    }

    @Test("A round that cannot be closed is not followed by another")
    func unclosed() async throws {
        let fixture = try KeyedFixture.evolution([
            "GET connectionState": [Answers.state("connecting")],
            "GET fetchInstances": [Answers.rows(Answers.row("connecting"))], "DELETE logout": [.json("{}", 500)],
        ])
        let failure = try await fixture.failure { fixture throws(GatewayFailure) in try await fixture.pair() }
        #expect(failure.kind == .server)
        #expect(fixture.routes == Self.look + ["DELETE logout"])
        #expect(try await fixture.status().state == .awaitingLink)
    }

    @Test(
        "No pairing code, and why; the number is not repeated",
        arguments: [
            (
                Answers.form(400, "Bad Request", #"["\#(KeyedFixture.phone) is no number"]"#),
                GatewayFailure.Kind.refused
            ),
            (Answers.thrown, .refused), (Answers.nothing, .unexpected), (Answers.state("open"), .alreadyLinked),
            (Answers.state("close"), .notReady(status: nil)), (Answers.starting, .notReady(status: nil)),
            (Answers.code("2@a"), .notReady(status: nil)),
        ])
    func none(reply: Reply, kind: GatewayFailure.Kind) async throws {
        let fixture = try Self.closed(reply)
        let failure = try await fixture.failure { fixture throws(GatewayFailure) in try await fixture.pair() }
        #expect(failure.kind == kind)
    }
}
