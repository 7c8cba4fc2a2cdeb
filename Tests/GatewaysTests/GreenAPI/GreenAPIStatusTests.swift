import Fleet
import Testing

@testable import Gateways

@Suite("GREEN-API: states, accounts")
struct GreenAPIStatusTests {
    @Test(
        "Each of the vendor's words",
        arguments: [
            ("authorized", LinkState.working), ("notAuthorized", .awaitingLink), ("blocked", .blocked),
            ("sleepMode", .disconnected), ("starting", .starting), ("yellowCard", .working),
            ("passkeyRequired", .awaitingPasskey), (" Authorized ", .working), ("suspended", .unknown),
            ("pendingCode", .unknown), ("pendingPassword", .unknown), ("brandNewWord", .unknown),
        ])
    func states(word: String, state: LinkState) async throws {
        let fixture = try GreenAPIFixture(.json(#"{"stateInstance":"\#(word)","more":{"a":[1]}}"#))
        let reading = try await fixture.status()
        #expect(reading.state == state)
        #expect(reading.raw == CleanText(word))
        #expect(reading.riders == (word == "yellowCard" ? [.restricted] : []))
        #expect(fixture.calls == ["GET /getStateInstance/TOKEN"])
    }

    @Test("An instance that is still being made", arguments: ["null", #"{"stateInstance":null}"#])
    func made(body: String) async throws {
        #expect(try await GreenAPIFixture(.json(body)).status().state == .starting)
    }

    @Test(
        "An answer without a state is none", arguments: ["{}", #"{"statusInstance":"online"}"#, "[]", "true", "OK", ""])
    func none(body: String) async throws {
        let fixture = try GreenAPIFixture(.json(body))
        let failure = try await GreenAPIFixture.watch.failure { () async throws(GatewayFailure) in
            try await fixture.status()
        }
        #expect(failure.kind == .unexpected)
    }

    @Test(
        "Whose phone it is",
        arguments: [
            (
                #"{"phone":"201145202826","stateInstance":"authorized","deviceId":"201145202826@c.us","avatar":""}"#,
                true
            ),
            (#"{"phone":201145202826,"stateInstance":"authorized"}"#, true),
            (#"{"phone":"","deviceId":"201145202826:3@c.us","stateInstance":"authorized"}"#, true),
            (#"{"phone":"","stateInstance":"notAuthorized","deviceId":"","avatar":""}"#, false), ("null", false),
            (#"{"phone":null,"stateInstance":"starting"}"#, false),
        ])
    func account(body: String, isLinked: Bool) async throws {
        let fixture = try GreenAPIFixture(.json(body))
        let account = try await fixture.account()
        #expect(account?.phone?.digits == (isLinked ? GreenAPIFixture.phone : nil))
        #expect(fixture.calls == ["GET /getWaSettings/TOKEN"])
    }

    @Test("Nobody's, said as an error")
    func notAuthorized() async throws {
        let fixture = try GreenAPIFixture(.text("instance account not authorized", 400, type: "text/plain"))
        #expect(try await fixture.account() == nil)
    }

    @Test("An identity that is no number still is somebody's")
    func hiddenNumber() async throws {
        let fixture = try GreenAPIFixture(
            .json(#"{"phone":"","deviceId":"998877665544:1@lid","stateInstance":"authorized"}"#))
        #expect(try await fixture.account() == Account(phone: nil, name: nil))
    }

    @Test("What it can do, and what is to be known of it")
    func abilities() async throws {
        let gateway = try GreenAPIFixture.make(url: "https://7105.api.greenapi.com")
        #expect(
            gateway.abilities
                == Abilities(
                    lists: false, acts: [.restart, .logout], pairingCode: true, codeMayBePolled: true,
                    accountApart: true))
        let notices = await gateway.traits()
        #expect(notices.map(\.text).joined().contains("URL"))
        #expect(try await gateway.version() == nil)
        let failure = try await GreenAPIFixture.watch.failure { () async throws(GatewayFailure) in
            try await gateway.list()
        }
        #expect(failure.kind == .unsupported)
    }
}
