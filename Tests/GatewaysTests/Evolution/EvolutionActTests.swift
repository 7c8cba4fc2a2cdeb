import Fleet
import Testing

@testable import Gateways

@Suite("Evolution: acts, each done once")
struct EvolutionActTests {
    private typealias Answers = EvolutionAnswer

    @Test("All but a stop are offered, and a stop sends nothing")
    func abilities() async throws {
        let fixture = try KeyedFixture(.evolution, Answers.loggedOut)
        #expect(fixture.gateway.abilities.acts == [.start, .restart, .logout, .delete])
        await #expect(throws: GatewayFailure.self) { try await fixture.perform(.stop) }
        #expect(fixture.server.requests.isEmpty)
    }

    @Test(
        "The verb of a restart is the version's", arguments: [("1.8.6", "PUT"), ("2.3.7", "POST"), ("2.4.0", "POST")])
    func verb(version: String, verb: String) async throws {
        let fixture = try KeyedFixture.evolution([
            "GET /": [Answers.greeting(version)], "\(verb) restart": [Answers.state("open")],
        ])
        for _ in 0..<2 { try await fixture.perform(.restart) }
        #expect(
            fixture.asked == ["GET /", "\(verb) /instance/restart/ID", "\(verb) /instance/restart/ID"])
        fixture.checkRequests()
    }

    @Test("A list tells the version too; where nothing does, the other verb follows the one that is no route")
    func learnedVerb() async throws {
        for (row, verb) in [(Answers.nested("open"), "PUT"), (Answers.row("open"), "POST")] {
            let fixture = try KeyedFixture.evolution([
                "GET fetchInstances": [Answers.rows(row)], "\(verb) restart": [Answers.state("open")],
            ])
            _ = try await fixture.list()
            try await fixture.perform(.restart)
            #expect(fixture.routes == ["GET fetchInstances", "\(verb) restart"])
        }
        let mute = try KeyedFixture.evolution(["PUT restart": [Answers.state("open")]])
        try await mute.perform(.restart)
        #expect(mute.routes == ["GET /", "POST restart", "PUT restart"])
    }

    @Test(
        "What says that a restart was done",
        arguments: [
            Answers.state("open"), Answers.state("connecting"), Answers.starting, Answers.code("2@a,b"),
            .json(#"{"instance":{"instanceName":"x","status":"open"}}"#),
        ])
    func restarted(reply: Reply) async throws {
        let fixture = try KeyedFixture.evolution(["GET /": [Answers.greeting("2.3.7")], "POST restart": [reply]])
        try await fixture.perform(.restart)
        #expect(fixture.routes == ["GET /", "POST restart"])
    }

    @Test("A closed instance cannot be restarted, and is started instead", arguments: ["1.8.6", "2.3.7", "2.4.0"])
    func closed(version: String) async throws {
        let verb = version.hasPrefix("1") ? "PUT" : "POST"
        for refusal in [
            Answers.thrown, Answers.nothing, .json("null"), Answers.notConnected, Answers.state("close"),
            .json(#"{"error":true}"#), .json(#"{"error":true,"message":""}"#),
            .json(#"{"error":true,"message":"Error: The \"x\" instance is not connected"}"#),
        ] {
            let fixture = try KeyedFixture.evolution([
                "GET /": [Answers.greeting(version)], "\(verb) restart": [refusal], "GET connect": [Answers.starting],
            ])
            try await fixture.perform(.restart)
            #expect(fixture.routes == ["GET /", "\(verb) restart", "GET connect"])
            fixture.checkRequests()
        }
    }

    @Test(
        "A restart that went wrong is not followed by a start",
        arguments: [
            (Reply.json(#"{"error":true,"message":"Error: Connection Closed"}"#), GatewayFailure.Kind.refused),
            (Answers.form(500, "Internal Server Error", #"["it broke"]"#), .server),
            (Answers.form(404, "Not Found", #"["The \"x\" instance does not exist"]"#), .notFound),
            (Answers.form(400, "Bad Request", #"["no"]"#), .refused), (.json(#"{"error":false}"#), .unexpected),
            (.drop, .unreachable),
        ])
    func failed(reply: Reply, kind: GatewayFailure.Kind) async throws {
        let fixture = try KeyedFixture.evolution(["GET /": [Answers.greeting("2.3.7")], "POST restart": [reply]])
        let failure = try await fixture.failure { fixture throws(GatewayFailure) in
            try await fixture.perform(.restart)
        }
        #expect(failure.kind == kind)
        #expect(fixture.routes == ["GET /", "POST restart"])
    }

    @Test("An instance that is not in memory cannot be started either, which is said", arguments: ["1.8.6", "2.3.7"])
    func unloaded(version: String) async throws {
        let isFirst = version.hasPrefix("1")
        let refusal = isFirst ? Answers.nothing : Answers.thrown
        let verb = isFirst ? "PUT" : "POST"
        let fixture = try KeyedFixture.evolution([
            "GET /": [Answers.greeting(version)], "\(verb) restart": [refusal], "GET connect": [refusal],
        ])
        let failure = try await fixture.failure { fixture throws(GatewayFailure) in
            try await fixture.perform(.restart)
        }
        #expect(failure.message.text.contains(isFirst ? "answered nothing" : "not in the memory"))
        #expect(fixture.routes == ["GET /", "\(verb) restart", "GET connect"])
    }

    @Test(
        "A start is a connect, and any state or code is its answer",
        arguments: [
            Answers.state("open"), Answers.state("connecting"), Answers.starting, Answers.code("2@a,b"),
        ])
    func started(reply: Reply) async throws {
        let fixture = try KeyedFixture(.evolution, reply)
        try await fixture.perform(.start)
        #expect(fixture.asked == ["GET /instance/connect/ID"])
        fixture.checkRequests()
    }

    @Test("Whatever happens to an act, it goes out once", arguments: [Act.start, .logout])
    func once(act: Act) async throws {
        for reply in [
            Reply.drop, .json("{}", 500), .json("{}", 503), .json("{}", 429), .json("{}", 401), Answers.thrown,
            Answers.nothing, .json("{}"), .json(#"{"error":false}"#),
        ] {
            let fixture = try KeyedFixture(.evolution, reply)
            _ = try await fixture.failure { fixture throws(GatewayFailure) in try await fixture.perform(act) }
            #expect(fixture.server.requests.count == 1)
        }
    }

    @Test("A logout is done when it says so; of a closed one the newest says so too, and the others refuse")
    func logout() async throws {
        for reply in [Answers.loggedOut, Answers.done("Instance was already disconnected")] {
            let fixture = try KeyedFixture(.evolution, reply)
            try await fixture.perform(.logout)
            #expect(fixture.asked == ["DELETE /instance/logout/ID"])
        }
        let closed = try KeyedFixture(.evolution, Answers.notConnected)
        let failure = try await closed.failure { fixture throws(GatewayFailure) in try await fixture.perform(.logout) }
        #expect(failure.kind == .refused)
        #expect(failure.message.text.contains("is not connected"))
    }

    @Test("Deleting logs out first, and goes on when nothing was connected")
    func deleting() async throws {
        for first in [Answers.loggedOut, Answers.notConnected] {
            let fixture = try KeyedFixture.evolution(["DELETE logout": [first], "DELETE delete": [Answers.deleted]])
            try await fixture.perform(.delete)
            #expect(fixture.asked == ["DELETE /instance/logout/ID", "DELETE /instance/delete/ID"])
        }
    }

    @Test("What was not logged out is not deleted, and half a deletion is told as such")
    func guarded() async throws {
        for first in [Reply.json("{}", 500), .json("{}", 401), Answers.nothing, .drop] {
            let fixture = try KeyedFixture.evolution(["DELETE logout": [first], "DELETE delete": [Answers.deleted]])
            let failure = try await fixture.failure { fixture throws(GatewayFailure) in
                try await fixture.perform(.delete)
            }
            #expect(failure.message.text.contains("was not deleted, because it was not logged out"))
            #expect(fixture.routes == ["DELETE logout"])
        }
        let half = try KeyedFixture.evolution([
            "DELETE logout": [Answers.loggedOut], "DELETE delete": [.json("{}", 500)],
        ])
        let failure = try await half.failure { fixture throws(GatewayFailure) in try await fixture.perform(.delete) }
        #expect(failure.message.text.contains("was logged out, but not deleted"))
    }
}
