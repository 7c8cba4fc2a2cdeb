import Fleet
import Testing

@testable import Gateways

@Suite("Evolution: QR codes")
struct EvolutionCodeTests {
    private typealias Answers = EvolutionAnswer

    /// An instance that waits to be scanned.
    private static func waiting(_ replies: Reply...) throws -> KeyedFixture {
        try .evolution([
            "GET connectionState": [Answers.state("connecting")],
            "GET fetchInstances": [Answers.rows(Answers.row("connecting"))], "GET connect": replies,
        ])
    }

    @Test("The text, whatever it looks like", arguments: ["2@AbC,dEf", "https://wa.me/settings/linked_devices#a,b,c"])
    func text(payload: String) async throws {
        let fixture = try Self.waiting(Answers.code(payload))
        let reading = try await fixture.code()
        #expect(reading.payload == payload)
        #expect(reading.lifetime == .untold)
        var shown = "\(reading)"
        dump(reading, to: &shown)
        #expect(!shown.contains(payload))
        #expect(fixture.routes.last == "GET connect")
        fixture.checkRequests()
    }

    @Test(
        "Without the text the picture, and out of whatever it was put into",
        arguments: [
            #"{"base64":"data:image/png;base64,\#(pictureBase64)","count":1}"#,
            #"{"code":null,"base64":"data:image/png;base64,\#(pictureBase64)"}"#,
            #"[{"base64":"data:image/png;base64,\#(pictureBase64)","count":1}]"#,
        ])
    func picture(body: String) async throws {
        #expect(try await Self.waiting(.json(body)).code().picture == pictureBytes)
    }

    @Test(
        "An array around it, or the envelope of a new instance",
        arguments: [#"[{"code":"2@a","count":1}]"#, #"{"qrcode":{"code":"2@a"}}"#])
    func wrapped(body: String) async throws {
        #expect(try await Self.waiting(.json(body)).code().payload == "2@a")
    }

    @Test("A count of zero is a beginning, and no failure")
    func starting() async throws {
        let fixture = try Self.waiting(
            Answers.starting, .json(#"{"pairingCode":null,"code":null,"base64":null,"count":0}"#),
            .json(#"{"count":1}"#),
            Answers.code("2@a"))
        for _ in 0..<3 {
            let failure = try await fixture.failure { fixture throws(GatewayFailure) in try await fixture.code() }
            #expect(failure.kind == .notReady(status: nil))
        }
        #expect(try await fixture.code().payload == "2@a")
        #expect(fixture.routes.filter { $0 == "GET connect" }.count == 4)
        #expect(fixture.routes.filter { $0 == "GET connectionState" }.count == 1)
    }

    @Test("An answer that is only a state tells that state")
    func stateOnly() async throws {
        let open = try await Self.waiting(Answers.state("open")).failure { fixture throws(GatewayFailure) in
            try await fixture.code()
        }
        #expect(open.kind == .alreadyLinked)
        let fixture = try Self.waiting(Answers.state("close"))
        let closed = try await fixture.failure { fixture throws(GatewayFailure) in try await fixture.code() }
        guard case .notReady(let reading?) = closed.kind else {
            Issue.record("\(closed.kind)")
            return
        }
        #expect(reading.raw == "close")
    }

    @Test("A closed instance is not opened by being looked at", arguments: ["close", "open", nil])
    func untouched(word: String?) async throws {
        let fixture = try KeyedFixture.evolution([
            "GET connectionState": [Answers.state(word)],
            "GET fetchInstances": [Answers.rows(Answers.row(word ?? "open"))],
        ])
        let failure = try await fixture.failure { fixture throws(GatewayFailure) in try await fixture.code() }
        if word == "open" {
            #expect(failure.kind == .alreadyLinked)
        } else if case .notReady(let reading?) = failure.kind {
            #expect(reading.state == (word == nil ? .unknown : .loggedOut))
        } else {
            Issue.record("\(failure.kind)")
        }
        #expect(!fixture.routes.contains("GET connect"))
    }

    @Test("Refused inside of a success, by words or by none", arguments: [Answers.thrown, Answers.nothing])
    func refused(reply: Reply) async throws {
        let fixture = try Self.waiting(reply)
        let failure = try await fixture.failure { fixture throws(GatewayFailure) in try await fixture.code() }
        #expect([.refused, .unexpected].contains(failure.kind))
    }
}
