import Fleet
import Foundation
import Synchronization
import Testing
import TestKit

@testable import Gateways

/// A GOWA gateway in front of a server that knows the routes a test gives it.
struct GOWAFixture {
    static let username = "admin"
    static let password = "pa55/wo+rd"
    static let pair = Data("\(username):\(password)".utf8).base64EncodedString()
    static let id = "store-7"
    static let phone = "201145202826"
    static let jid = "201145202826@s.whatsapp.net"
    static let watch = SecretWatch(secrets: [password, pair, "pa55%2Fwo%2Brd", phone, "<"])

    let server: FixtureServer
    let gateway: any Gateway
    let time: HandTime
    private let routes: Routes

    /// What each route answers, by method and path; a change takes effect with the next request.
    final class Routes: Sendable {
        private let replies: Mutex<[String: Reply]>
        private let unknown: Reply

        init(_ replies: [String: Reply], unknown: Reply) {
            self.replies = Mutex(replies)
            self.unknown = unknown
        }

        func answer(_ request: RecordedRequest) -> Reply {
            replies.withLock { $0["\(request.method) \(request.path)"] } ?? unknown
        }

        func set(_ route: String, _ reply: Reply?) { replies.withLock { $0[route] = reply } }
    }

    /// - Parameters:
    ///   - base: the configured path.
    ///   - unknown: the answer to every other route.
    init(
        _ replies: [String: Reply], base: String = "", isOpen: Bool = false, unknown: Reply = Self.noRoute
    ) throws {
        let routes = Routes(replies, unknown: unknown)
        self.routes = routes
        server = try FixtureServer { routes.answer($0) }
        time = HandTime(jumps: true)
        gateway = try Self.make(url: server.url + base, isOpen: isOpen, time: time)
    }

    static func make(
        url: String, isOpen: Bool = false, insecure: Bool = false, time: HandTime = HandTime(jumps: true)
    ) throws -> any Gateway {
        try GatewayFactory.make(
            GatewayConfiguration(
                name: "gowa-1", kind: .gowa, url: url, username: isOpen ? nil : username, insecure: insecure),
            secrets: GatewaySecrets(gateway: isOpen ? nil : Secret(password)), http: HTTPClient(), time: time)
    }

    func set(_ route: String, _ reply: Reply?) { routes.set(route, reply) }

    func status() async throws(GatewayFailure) -> StatusReading { try await gateway.status(of: Self.id) }
    func code() async throws(GatewayFailure) -> CodeReading { try await gateway.code(for: Self.id) }
    func perform(_ act: Act) async throws(GatewayFailure) { try await gateway.perform(act, on: Self.id) }
    func pair() async throws(GatewayFailure) -> PairingReading {
        guard let phone = PhoneNumber(account: Self.phone) else { throw GatewayFailure(.cancelled, "no phone") }
        return try await gateway.pairingCode(for: Self.id, phone: phone)
    }

    var calls: [String] { server.requests.map { "\($0.method) \($0.target)" } }
    func count(_ call: String) -> Int { calls.filter { $0 == call }.count }

    // What the server says.

    static func row(_ state: String, id: String = id, jid: String? = nil, name: String? = nil) -> String {
        let members = [
            #""id":"\#(id)""#, #""state":"\#(state)""#, #""created_at":"2026-08-22T20:47:59Z""#,
            jid.map { #""jid":"\#($0)""# }, name.map { #""display_name":"\#($0)""# },
        ]
        return "{\(members.compactMap(\.self).joined(separator: ","))}"
    }

    static func success(_ results: String?, message: String = "Device info") -> Reply {
        .json(#"{"code":"SUCCESS","message":"\#(message)"\#(results.map { #","results":\#($0)"# } ?? "")}"#)
    }

    static func error(_ status: Int, _ code: String, _ message: String = "something is off") -> Reply {
        .json(#"{"code":"\#(code)","message":"\#(message)"}"#, status)
    }

    static func login(_ link: String = "http://localhost:3000\(picturePath)", seconds: String = "30") -> Reply {
        success(#"{"device_id":"\#(id)","qr_link":"\#(link)","qr_duration":\#(seconds)}"#, message: "Login success")
    }

    static let picturePath = "/statics/qrcode/scan-qr-b0b7bb43.png"
    static let picture = Reply.answer(200, [HTTPHeader("Content-Type", "image/png")], Picture.png)
    static let noRoute = Reply.text("Not Found", 404, type: "text/plain")
    static let noDevice = error(500, "INTERNAL_SERVER_ERROR", "device store-7 not found")
    static let refused = Reply.answer(
        401, [HTTPHeader("WWW-Authenticate", "basic realm=Restricted"), HTTPHeader("Content-Type", "text/plain")],
        Array("Unauthorized".utf8))

    /// A device that waits to be linked, its login, and the picture.
    static let linkable = [
        "GET /devices/store-7": success(row("disconnected")), "GET /devices/store-7/login": login(),
        "GET \(picturePath)": picture,
    ]
}
