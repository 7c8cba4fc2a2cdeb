import Fleet
import Foundation
import Testing
import TestKit

@testable import Gateways

/// A gateway with its key in a header (WAHA, Evolution) in front of a server that says what the test wants.
struct KeyedFixture {
    /// Holds what a URL has to encode.
    static let key = "k3y/Se+cret=9x"
    static let encodedKey = "k3y%2FSe%2Bcret%3D9x"
    /// Holds what a path has to encode.
    static let id = "store 7/a"
    static let encodedID = "store%207%2Fa"
    static let phone = "201145202826"

    let server: FixtureServer
    let gateway: any Gateway
    let time: HandTime
    let header: String

    init(_ kind: GatewayKind, _ handler: @escaping FixtureServer.Handler) throws {
        try self.init(kind, FixtureServer(handler))
    }

    /// One after the other, the last again and again.
    init(_ kind: GatewayKind, _ replies: Reply...) throws {
        var left = replies
        let last = left.removeLast()
        try self.init(kind, FixtureServer(replies: left, then: last))
    }

    private init(_ kind: GatewayKind, _ server: FixtureServer) throws {
        self.server = server
        time = HandTime(jumps: true)
        header = kind == .waha ? "x-api-key" : "apikey"
        gateway = try Self.make(kind, url: server.url, time: time)
    }

    static func make(
        _ kind: GatewayKind, url: String, insecure: Bool = false,
        secrets: GatewaySecrets = GatewaySecrets(gateway: Secret(key)), time: HandTime = HandTime(jumps: true)
    ) throws -> any Gateway {
        try GatewayFactory.make(
            GatewayConfiguration(name: "gate-1", kind: kind, url: url, insecure: insecure), secrets: secrets,
            http: HTTPClient(), time: time)
    }

    func list() async throws(GatewayFailure) -> [ListedInstance] { try await gateway.list() }
    func status() async throws(GatewayFailure) -> StatusReading { try await gateway.status(of: Self.id) }
    func code() async throws(GatewayFailure) -> CodeReading { try await gateway.code(for: Self.id) }
    func account() async throws(GatewayFailure) -> Account? { try await gateway.account(of: Self.id) }
    func perform(_ act: Act) async throws(GatewayFailure) { try await gateway.perform(act, on: Self.id) }
    func pair(_ phone: String = Self.phone) async throws(GatewayFailure) -> PairingReading {
        guard let phone = PhoneNumber(account: phone) else { throw GatewayFailure(.cancelled, "no phone") }
        return try await gateway.pairingCode(for: Self.id, phone: phone)
    }

    /// Method, path and query of every request, with the id put back for its encoding.
    var asked: [String] {
        server.requests.map { "\($0.method) \($0.target)".replacing(Self.encodedID, with: "ID") }
    }

    /// What the call threw. Everything must hold that holds for every failure and every request.
    func failure<Value>(
        sourceLocation: SourceLocation = #_sourceLocation, _ call: (Self) async throws(GatewayFailure) -> Value
    ) async throws -> GatewayFailure {
        do throws(GatewayFailure) {
            let value = try await call(self)
            Issue.record("it answered: \(value)", sourceLocation: sourceLocation)
        } catch {
            let text = error.message.text
            for secret in [Self.key, Self.encodedKey, Self.phone, "2@", "<", "token-of-", "[object"] {
                #expect(!text.contains(secret), "\(text)", sourceLocation: sourceLocation)
            }
            #expect(text.contains("gate-1"), "\(text)", sourceLocation: sourceLocation)
            #expect(text.count <= 200, sourceLocation: sourceLocation)
            checkRequests(sourceLocation: sourceLocation)
            return error
        }
        throw CancellationError()
    }

    /// The key travels in its header and nowhere else; JSON is asked for by exactly that word.
    func checkRequests(keyless: Set<String> = ["/"], sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(!server.requests.isEmpty, sourceLocation: sourceLocation)
        for request in server.requests {
            #expect(request.headers["accept"] == "application/json", sourceLocation: sourceLocation)
            let isKeyless = keyless.contains(request.target)
            #expect(request.headers[header] == (isKeyless ? nil : Self.key), sourceLocation: sourceLocation)
            let elsewhere = request.headers.filter { $0.key != header }.values.joined(separator: "\n")
            for text in [request.target, elsewhere, String(decoding: request.body, as: UTF8.self)] {
                #expect(!text.contains(Self.key) && !text.contains(Self.encodedKey), sourceLocation: sourceLocation)
            }
        }
    }
}

extension CodeReading {
    /// What the code says, where it came as text.
    var payload: String? {
        guard case .text(let payload) = content else { return nil }
        return payload.reveal()
    }

    var picture: [UInt8]? {
        guard case .picture(let picture) = content else { return nil }
        return picture.reveal()
    }
}

/// Enough of a PNG to be taken for one.
let pictureBytes: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]
let pictureBase64 = Data(pictureBytes).base64EncodedString()

extension Reply {
    /// The body of an error, with its status.
    static func error(_ status: Int, _ body: String) -> Reply { .json(body, status) }
}
