import Fleet
import Foundation
import Testing
import TestKit

@testable import Gateways

/// A GREEN-API gateway in front of a server that says what the test wants.
struct GreenAPIFixture {
    /// Holds what a URL has to encode.
    static let token = "d75b3a66/Se+cret=374478"
    static let encodedToken = "d75b3a66%2FSe%2Bcret%3D374478"
    static let partner = "gac.Partner/s3cret"
    static let encodedPartner = "gac.Partner%2Fs3cret"
    static let id = "7105000001"
    static let phone = "201145202826"
    static let watch = SecretWatch(secrets: [token, encodedToken, partner, encodedPartner, phone, "Se+cret", "<"])

    let server: FixtureServer
    let gateway: any Gateway
    let time: HandTime

    init(_ replies: Reply..., secrets: GatewaySecrets = Self.own) throws {
        var left = replies
        let last = left.removeLast()
        try self.init(FixtureServer(replies: left, then: last), secrets)
    }

    init(secrets: GatewaySecrets = Self.own, _ handler: @escaping FixtureServer.Handler) throws {
        try self.init(FixtureServer(handler), secrets)
    }

    private init(_ server: FixtureServer, _ secrets: GatewaySecrets) throws {
        self.server = server
        time = HandTime(jumps: true)
        gateway = try Self.make(url: server.url, secrets: secrets, time: time)
    }

    static let own = GatewaySecrets(instances: [id: Secret(token)])

    static func make(
        url: String, secrets: GatewaySecrets = own, insecure: Bool = false, time: HandTime = HandTime(jumps: true)
    ) throws -> any Gateway {
        try GatewayFactory.make(
            GatewayConfiguration(name: "green", kind: .greenAPI, url: url, insecure: insecure), secrets: secrets,
            http: HTTPClient(), time: time)
    }

    func status() async throws(GatewayFailure) -> StatusReading { try await gateway.status(of: Self.id) }
    func code() async throws(GatewayFailure) -> CodeReading { try await gateway.code(for: Self.id) }
    func account() async throws(GatewayFailure) -> Account? { try await gateway.account(of: Self.id) }
    func perform(_ act: Act) async throws(GatewayFailure) { try await gateway.perform(act, on: Self.id) }
    func pair() async throws(GatewayFailure) -> PairingReading {
        guard let phone = PhoneNumber(account: Self.phone) else { throw GatewayFailure(.cancelled, "no phone") }
        return try await gateway.pairingCode(for: Self.id, phone: phone)
    }

    /// What each request asked for, without the token.
    var calls: [String] {
        server.requests.map {
            "\($0.method) \($0.target.replacing("/waInstance\(Self.id)", with: "").replacing(Self.encodedToken, with: "TOKEN"))"
        }
    }
}
