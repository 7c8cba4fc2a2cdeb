import Fleet
import Foundation
import Testing
import TestKit

@testable import Gateways

/// A Wawp gateway in front of a server that says what the test wants.
struct WawpFixture {
    /// Holds what a URL has to encode.
    static let token = "t0ken/Se+cret=9x"
    static let encodedToken = "t0ken%2FSe%2Bcret%3D9x"
    static let id = "4F1A0C9B2D7E"
    static let phone = "201145202826"

    let server: FixtureServer
    let gateway: any Gateway
    let time: HandTime

    init(_ handler: @escaping FixtureServer.Handler) throws {
        try self.init(FixtureServer(handler))
    }

    /// One after the other, the last again and again.
    init(_ replies: Reply...) throws {
        var left = replies
        let last = left.removeLast()
        try self.init(FixtureServer(replies: left, then: last))
    }

    private init(_ server: FixtureServer) throws {
        self.server = server
        time = HandTime(jumps: true)
        gateway = try Self.make(url: server.url, time: time)
    }

    static func make(
        url: String, insecure: Bool = false, secrets: GatewaySecrets = GatewaySecrets(gateway: Secret(token)),
        time: HandTime = HandTime(jumps: true)
    ) throws -> any Gateway {
        try GatewayFactory.make(
            GatewayConfiguration(name: "wawp-eu", kind: .wawp, url: url, insecure: insecure), secrets: secrets,
            http: HTTPClient(), time: time)
    }

    func code() async throws(GatewayFailure) -> CodeReading { try await gateway.code(for: Self.id) }
    func status() async throws(GatewayFailure) -> StatusReading { try await gateway.status(of: Self.id) }
    func account() async throws(GatewayFailure) -> Account? { try await gateway.account(of: Self.id) }
    func perform(_ act: Act) async throws(GatewayFailure) { try await gateway.perform(act, on: Self.id) }
    func pair() async throws(GatewayFailure) -> PairingReading {
        guard let phone = PhoneNumber(account: Self.phone) else { throw GatewayFailure(.cancelled, "no phone") }
        return try await gateway.pairingCode(for: Self.id, phone: phone)
    }

    var paths: [String] { server.requests.map { "\($0.method) \($0.path)" } }

    /// Everything must hold that holds for every failure.
    static func check(_ failure: GatewayFailure, sourceLocation: SourceLocation = #_sourceLocation) {
        let text = failure.message.text
        for secret in [token, encodedToken, phone, "2@", "<", "access_token="] {
            #expect(!text.contains(secret), "\(text)", sourceLocation: sourceLocation)
        }
        #expect(
            text.hasPrefix("wawp-eu") || text.hasPrefix("The plan at wawp-eu"), "\(text)",
            sourceLocation: sourceLocation)
        #expect(text.count <= 200, sourceLocation: sourceLocation)
    }
}

/// What an `async throws` of a gateway threw, checked for what holds for all of them.
func failure<Value>(
    sourceLocation: SourceLocation = #_sourceLocation, _ call: () async throws(GatewayFailure) -> Value
) async throws -> GatewayFailure {
    do throws(GatewayFailure) {
        let value = try await call()
        Issue.record("it answered: \(value)", sourceLocation: sourceLocation)
    } catch {
        WawpFixture.check(error, sourceLocation: sourceLocation)
        return error
    }
    throw CancellationError()
}

/// Base64 of a text, as an envelope's `data`.
func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }
