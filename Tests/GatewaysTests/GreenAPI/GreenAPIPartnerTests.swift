import Fleet
import Foundation
import Synchronization
import Testing
import TestKit

@testable import Gateways

@Suite("GREEN-API: what a partner's token finds")
struct GreenAPIPartnerTests {
    private static let secrets = GatewaySecrets(gateway: Secret(GreenAPIFixture.partner))
    private static let found = "f0undT0ken/1"
    private static let rows = """
        [{"idInstance":7105000001,"name":"Bakery","typeInstance":"whatsapp","apiTokenInstance":"\(found)","deleted":false,
          "timeCreated":"2024-05-03T09:21:44.000Z","isExpired":false},
         {"idInstance":7105000002,"name":"Gone","typeInstance":"whatsapp","apiTokenInstance":"goneToken","deleted":true},
         {"idInstance":7105000003,"name":"Chat","typeInstance":"telegram","apiTokenInstance":"chatToken","deleted":false},
         {"idInstance":"7105000004","name":"","apiTokenInstance":"","deleted":false},
         {"name":"no id"}]
        """

    private static func fixture(
        rows: Reply = .json(rows), _ status: Reply = .json(#"{"stateInstance":"sleepMode"}"#)
    ) throws -> GreenAPIFixture {
        try GreenAPIFixture(secrets: secrets) { $0.path.hasPrefix("/partner/") ? rows : status }
    }

    @Test("WhatsApp's instances that are not deleted, with the states that are known")
    func list() async throws {
        let fixture = try Self.fixture()
        #expect(fixture.gateway.abilities.discovers)
        #expect(!fixture.gateway.abilities.lists)
        let rows = try await fixture.gateway.list()
        #expect(rows.map(\.id) == ["7105000001", "7105000004"])
        #expect(rows.map(\.label) == ["Bakery", nil])
        #expect(rows.map(\.status.state) == [.unknown, .unknown])
        #expect(fixture.server.requests.map(\.target) == ["/partner/getInstances/\(GreenAPIFixture.encodedPartner)"])

        _ = try await fixture.status()
        #expect(fixture.server.requests.last?.target == "/waInstance7105000001/getStateInstance/f0undT0ken%2F1")
        #expect(try await fixture.gateway.list().map(\.status.state) == [.disconnected, .unknown])
        var text = ""
        dump(fixture.gateway, to: &text)
        dump(rows, to: &text)
        SecretWatch(secrets: [Self.found, "goneToken", "chatToken"]).check(text)
    }

    @Test("A token that is needed is looked up once, and is hidden like a configured one")
    func lookup() async throws {
        let fixture = try Self.fixture(.text("no \(Self.found) f0undT0ken%2F1", 400, type: "text/plain"))
        let watch = SecretWatch(secrets: [Self.found, "f0undT0ken%2F1", GreenAPIFixture.partner])
        for _ in 1...2 {
            let failure = try await watch.failure { () async throws(GatewayFailure) in try await fixture.status() }
            #expect(failure.message.text.contains(Redactor.mark))
        }
        #expect(fixture.server.requests.filter { $0.path.hasPrefix("/partner/") }.count == 1)
    }

    @Test("An instance that is not there is not looked for with every call")
    func absent() async throws {
        let fixture = try Self.fixture()
        let watch = GreenAPIFixture.watch
        for _ in 1...3 {
            let failure = try await watch.failure { () async throws(GatewayFailure) in
                try await fixture.gateway.status(of: "7105000002")
            }
            #expect(failure.kind == .credentials)
        }
        #expect(fixture.server.requests.count == 1)
        fixture.time.advance(by: .seconds(61))
        _ = try await watch.failure { () async throws(GatewayFailure) in
            try await fixture.gateway.status(of: "7105000002")
        }
        #expect(fixture.server.requests.count == 2)
    }

    @Test("An instance that went from the list is gone, and is not looked for with the calls about it")
    func gone() async throws {
        let isGone = Mutex(false)
        let fixture = try GreenAPIFixture(secrets: Self.secrets) { request in
            guard request.path.hasPrefix("/partner/") else { return .json(#"{"stateInstance":"authorized"}"#) }
            return .json(isGone.withLock(\.self) ? "[]" : Self.rows)
        }
        _ = try await fixture.gateway.list()
        #expect(try await fixture.status().state == .working)
        isGone.withLock { $0 = true }
        #expect(try await fixture.gateway.list().isEmpty)
        let asked = fixture.server.requests.count
        for _ in 1...2 {
            fixture.time.advance(by: .seconds(61))
            let failure = try await GreenAPIFixture.watch.failure { () async throws(GatewayFailure) in
                try await fixture.status()
            }
            #expect(failure.kind == .notFound)
            #expect(failure.message.text.contains("any more"))
        }
        #expect(fixture.server.requests.count == asked, "its token is gone with it")
        isGone.withLock { $0 = false }
        _ = try await fixture.gateway.list()
        #expect(try await fixture.status().state == .working)
    }

    @Test("Never two lists at once: whoever comes while one is awaited gets that")
    func shared() async throws {
        let isHeld = Mutex(true)
        let fixture = try GreenAPIFixture(secrets: Self.secrets) { _ in
            while isHeld.withLock(\.self) { usleep(1000) }
            return .json(Self.rows)
        }
        let first = Task { try await fixture.gateway.list() }
        #expect(await eventually { fixture.server.requests.count == 1 })
        let others = (0..<8).map { _ in Task { try await fixture.gateway.list() } }
        // Each of them has had time to send one of its own.
        try await Task.sleep(for: .milliseconds(50))
        isHeld.withLock { $0 = false }
        let rows = try await first.value
        for other in others { #expect(try await other.value == rows) }
        #expect(fixture.server.requests.count == 1)
        _ = try await fixture.gateway.list()
        #expect(fixture.server.requests.count == 2)
    }

    @Test("A configured token wins, and the partner's is never sent for an instance")
    func configured() async throws {
        let secrets = GatewaySecrets(gateway: Self.secrets.gateway, instances: GreenAPIFixture.own.instances)
        let fixture = try GreenAPIFixture(.json(#"{"stateInstance":"authorized"}"#), secrets: secrets)
        _ = try await fixture.status()
        #expect(fixture.calls == ["GET /getStateInstance/TOKEN"])
    }

    @Test("A 401 of an instance that was just made is no refusal")
    func young() async throws {
        let made = Self.rows.replacing("2024-05-03T09:21:44.000Z", with: "2026-11-21T03:10:00.000Z")
        let fixture = try Self.fixture(rows: .json(made), .text("", 401, type: "text/plain"))
        let watch = GreenAPIFixture.watch
        let first = try await watch.failure { () async throws(GatewayFailure) in try await fixture.status() }
        guard case .notReady(let status?) = first.kind else { return #expect(Bool(false), "\(first.kind)") }
        #expect(status.state == .starting)
        fixture.time.advance(by: .seconds(300))
        let later = try await watch.failure { () async throws(GatewayFailure) in try await fixture.status() }
        #expect(later.kind == .credentials)
    }

    @Test(
        "Errors, most of them in a 200",
        arguments: [
            (200, #"{"code":401,"description":"Unauthorized"}"#, GatewayFailure.Kind.credentials),
            (200, #"{"code":404,"description":"Not found"}"#, .unsupported), (401, "", .credentials),
            (200, #"{"code":1e19}"#, .unexpected), (200, #"{"code":-1e300,"description":"x"}"#, .unexpected),
            (200, #"{"code":"9223372036854775808"}"#, .unexpected), (200, #"{"code":4e2}"#, .refused),
            (429, "x", .throttled(retryAfter: nil)), (500, "<html></html>", .server), (200, "{}", .unexpected),
            (200, #"{"data":[{"apiTokenInstance":"f0undT0ken/1","message":"f0undT0ken/1"}]}"#, .unexpected),
        ])
    func errors(status: Int, body: String, kind: GatewayFailure.Kind) async throws {
        let fixture = try Self.fixture(rows: .json(body, status))
        let watch = SecretWatch(secrets: [GreenAPIFixture.partner, GreenAPIFixture.encodedPartner, Self.found])
        let failure = try await watch.failure { () async throws(GatewayFailure) in try await fixture.gateway.list() }
        #expect(failure.kind == kind)
    }
}
