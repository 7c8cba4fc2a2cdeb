import Fleet
import Testing

@testable import Gateways

@Suite("GOWA: pairing codes")
struct GOWAPairingTests {
    private static func fixture(_ reply: Reply, device: String = "disconnected") throws -> GOWAFixture {
        try GOWAFixture([
            "GET /devices/store-7": GOWAFixture.success(GOWAFixture.row(device)),
            "POST /devices/store-7/login/code": reply,
        ])
    }

    @Test("The number goes where the vendor wants it, the code comes with its dash")
    func pairing() async throws {
        let fixture = try Self.fixture(
            GOWAFixture.success(#"{"device_id":"store-7","pair_code":"KXNB-4729"}"#, message: "Login with code started")
        )
        let reading = try await fixture.pair()
        #expect(reading == PairingReading(code: PairingCode("KXNB4729"), lifetime: .untold))
        #expect(
            fixture.calls == [
                "GET /devices/store-7", "GET /app/passkey", "POST /devices/store-7/login/code?phone=201145202826",
            ])
        #expect(fixture.server.requests.last?.body.isEmpty == true)
    }

    @Test(
        "No pairing code",
        arguments: [
            (
                GOWAFixture.error(400, "ALREADY_LOGGED_IN", "you are already logged in."),
                GatewayFailure.Kind.alreadyLinked
            ),
            (
                GOWAFixture.error(400, "VALIDATION_ERROR", "phone_number(201145202826): must be in a valid format."),
                .refused
            ),
            (GOWAFixture.error(500, "INTERNAL_SERVER_ERROR", "phone number too short"), .refused),
            (GOWAFixture.error(500, "INTERNAL_SERVER_ERROR", "not connected to 201145202826@s.whatsapp.net"), .refused),
            (GOWAFixture.success("{}"), .unexpected), (GOWAFixture.success(#"{"pair_code":""}"#), .unexpected),
            (GOWAFixture.success(#"{"pair_code":"ask again in a minute"}"#), .unexpected),
            (GOWAFixture.success(nil), .unexpected), (.drop, .unreachable),
        ])
    func none(reply: Reply, kind: GatewayFailure.Kind) async throws {
        let fixture = try Self.fixture(reply)
        let failure = try await GOWAFixture.watch.failure { () async throws(GatewayFailure) in
            try await fixture.pair()
        }
        #expect(failure.kind == kind)
        #expect(fixture.server.requests.count == 3)
    }

    @Test("A pairing code does not end a QR code of the same window, nor the other way round")
    func beside() async throws {
        let fixture = try GOWAFixture(
            GOWAFixture.linkable.merging([
                "POST /devices/store-7/login/code": GOWAFixture.success(#"{"pair_code":"KXNB-4729"}"#)
            ]) { $1 })
        _ = try await fixture.code()
        _ = try await fixture.pair()
        _ = try await fixture.code()
        #expect(fixture.count("GET /devices/store-7/login") == 1)
    }
}
