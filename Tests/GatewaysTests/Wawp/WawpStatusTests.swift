import Fleet
import Testing
import TestKit

@testable import Gateways

@Suite("Wawp: states, accounts and pairing codes")
struct WawpStatusTests {
    @Test(
        "Every word, in any case and spelling, and words that nobody knows",
        arguments: [
            ("STOPPED", LinkState.stopped), ("STARTING", .starting), ("SCAN_QR_CODE", .awaitingLink),
            ("WORKING", .working), ("FAILED", .failed), ("PASSKEY_REQUIRED", .awaitingPasskey),
            ("PASSKEY_CONFIRMATION_REQUIRED", .awaitingPasskey), ("READY", .working), ("PAUSED", .stopped),
            ("OFFLINE", .disconnected), ("DISCONNECTED", .disconnected), ("LOGOUT", .loggedOut),
            (" working ", .working), ("Scan_Qr_Code", .awaitingLink), ("scan qr  code", .awaitingLink),
            ("HIBERNATING", .unknown), ("WORKING!", .unknown),
        ])
    func states(word: String, state: LinkState) async throws {
        let fixture = try WawpFixture(.json(#"{"name":"s1","status":"\#(word)","me":null,"x":[{}]}"#))
        let reading = try await fixture.status()
        #expect(reading.state == state)
        #expect(reading.raw == CleanText(word))
        #expect(reading.account == nil)
        let request = try #require(fixture.server.requests.first)
        #expect(request.method == "POST")
        #expect(request.target == "/v2/session/info")
        #expect(request.members == ["instance_id": WawpFixture.id, "access_token": WawpFixture.token])
    }

    @Test(
        "The state is found where answers of other ages put it",
        arguments: [
            #"[{"status":"WORKING"}]"#, #"{"data":{"status":"WORKING"}}"#, #"{"session":{"status":"WORKING"}}"#,
            #"{"status":"success","data":{"status":"WORKING"}}"#, #"{"status":200,"data":{"status":"WORKING"}}"#,
        ])
    func envelopes(body: String) async throws {
        #expect(try await WawpFixture(.json(body)).status().state == .working)
    }

    @Test("Any 2xx will do")
    func created() async throws {
        #expect(try await WawpFixture(.json(#"{"status":"WORKING"}"#, 201)).status().state == .working)
    }

    @Test("An unknown word is cleaned before it is shown")
    func hostileWord() async throws {
        let word = #"EVIL\u001b[31m\u202e\n"# + String(repeating: "x", count: 500)
        let reading = try await WawpFixture(.json(#"{"status":"\#(word)"}"#)).status()
        #expect(reading.state == .unknown)
        #expect(reading.raw.text.hasPrefix("EVIL [31m xxx"))
        #expect(reading.raw.text.count <= 40)
    }

    @Test("The account comes with the state")
    func accountInStatus() async throws {
        let fixture = try WawpFixture(
            .json(#"{"status":"WORKING","me":{"id":"201145202826@c.us","pushName":"Clinic\u0007"}}"#))
        let account = try #require(try await fixture.status().account)
        #expect(account.phone?.digits == "201145202826")
        #expect(account.name == "Clinic")
    }

    @Test(
        "Whose phone it is",
        arguments: [
            (#"{"id":"201145202826@c.us","pushName":"Clinic"}"#, "201145202826", "Clinic"),
            (#"{"id":"201145202826:7@s.whatsapp.net"}"#, "201145202826", nil),
            (#"{"me":{"id":201145202826}}"#, "201145202826", nil),
            (#"{"id":{"server":"c.us","user":"201145202826","_serialized":"201145202826@c.us"}}"#, "201145202826", nil),
            (#"{"id":"98765432101234@lid","pushName":"Clinic"}"#, nil, "Clinic"),
        ] as [(String, String?, String?)])
    func accounts(body: String, phone: String?, name: String?) async throws {
        let fixture = try WawpFixture(.json(body))
        let account = try #require(try await fixture.account())
        #expect(account.phone?.digits == phone)
        #expect(account.name?.text == name)
        let request = try #require(fixture.server.requests.first)
        #expect(request.method == "POST")
        #expect(request.target == "/v2/session/me")
        #expect(request.members["access_token"] == WawpFixture.token)
    }

    @Test("Where the account cannot be asked for by POST, it is by GET from then on, with the secret in headers")
    func accountByGet() async throws {
        let fixture = try WawpFixture(
            .json(#"{"code":"rest_no_route","message":"No route"}"#, 404), .json(#"{"id":"201145202826@c.us"}"#))
        for _ in 0..<2 { #expect(try await fixture.account() != nil) }
        #expect(fixture.paths == ["POST /v2/session/me", "GET /v2/session/me", "GET /v2/session/me"])
        #expect(fixture.time.sleeps == [.seconds(2), .seconds(2)])
        let request = try #require(fixture.server.requests.last)
        #expect(request.target == "/v2/session/me")
        #expect(request.body.isEmpty)
        #expect(request.headers["authorization"] == "Bearer \(WawpFixture.token)")
        #expect(request.headers["x-instance-id"] == WawpFixture.id)
    }

    @Test("Nobody's phone", arguments: ["null", "{}", #"{"me":null}"#, "[]", "", #"{"id":null,"pushName":""}"#])
    func nobody(body: String) async throws {
        #expect(try await WawpFixture(.json(body)).account() == nil)
    }

    @Test("An error in a 2xx is nobody's account either")
    func accountError() async throws {
        let fixture = try WawpFixture(.json(#"{"code":"invalid_session","message":"Session not found"}"#))
        let failure = try await failure { () async throws(GatewayFailure) in try await fixture.account() }
        #expect(failure.kind == .notFound)
        #expect(failure.message.text.contains("invalid_session"))
    }

    @Test(
        "The pairing code, wherever it is",
        arguments: [
            #"{"code":"ABCD-1234"}"#, #"{"pairingCode":"ABCD1234"}"#, #"{"pairing_code":"abcd-1234"}"#,
            #"{"data":{"code":"ABCD-1234"}}"#, #"{"success":true,"message":"Sent","data":{"code":"ABCD-1234"}}"#,
            #"{"code":"ABCD-1234","message":"Enter it on the phone"}"#, #"{"code":200,"data":{"code":"ABCD 1234"}}"#,
        ])
    func pairingCodes(body: String) async throws {
        let fixture = try WawpFixture(.json(body))
        let reading = try await fixture.pair()
        #expect(reading.code.grouped == "ABCD-1234")
        #expect(reading.lifetime == .untold)
        let request = try #require(fixture.server.requests.first)
        #expect(request.target == "/v2/auth/request-code")
        #expect(request.members["phone_number"] == "201145202826")
        #expect(fixture.server.requests.count == 1)
    }

    @Test(
        "What is no pairing code, though it is called code",
        arguments: [
            #"{"code":"invalid_session","message":"x"}"#, #"{"code":"forbidden","message":"x"}"#, #"{"code":200}"#,
            #"{"code":""}"#, #"{"code":null}"#, "{}", #"{"message":"201145202826 is not on WhatsApp"}"#,
        ])
    func noPairingCode(body: String) async throws {
        let fixture = try WawpFixture(.json(body))
        _ = try await failure { () async throws(GatewayFailure) in try await fixture.pair() }
        #expect(fixture.server.requests.count == 1)
    }

    @Test("A refusal names no phone number")
    func phoneHidden() async throws {
        let fixture = try WawpFixture(.json(#"{"message":"201145202826 and 201145202826@c.us failed"}"#, 400))
        let failure = try await failure { () async throws(GatewayFailure) in try await fixture.pair() }
        #expect(failure.kind == .refused)
        #expect(failure.message.text.contains("failed"))
    }

    @Test("There is no list")
    func list() async throws {
        let fixture = try WawpFixture(.json("[]"))
        let failure = try await failure { () async throws(GatewayFailure) in try await fixture.gateway.list() }
        #expect(failure.kind == .unsupported)
        #expect(fixture.server.requests.isEmpty)
        #expect(!fixture.gateway.abilities.lists)
    }
}
