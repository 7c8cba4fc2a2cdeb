import Fleet
import Foundation
import Testing

@testable import Gateways

@Suite("HTTP: certificates")
struct TrustTests {
    let http = HTTPClient()

    @Test(
        "A certificate of a private CA is refused without its file, and accepted with it",
        .enabled(if: TLSServer.isPossible))
    func privateAuthority() async throws {
        let server = try await TLSServer(name: "127.0.0.1")
        let origin = try HTTPOrigin("https://127.0.0.1:\(server.port)")
        let refused = await #expect(throws: HTTPFailure.self) {
            try await http.send(HTTPRequest(.get, origin, path: "/s3cret"))
        }
        #expect(refused?.kind == .tls)
        #expect(refused?.message.text.contains("not trusted") == true)
        #expect(refused?.message.text.contains("s3cret") == false)

        let trust = try ExtraTrust(file: server.certificate)
        let answer = try await http.send(HTTPRequest(.get, origin, path: "/", trust: trust))
        #expect(answer.status == 200)
    }

    @Test("A trusted certificate for another name is refused", .enabled(if: TLSServer.isPossible))
    func wrongName() async throws {
        let server = try await TLSServer(name: "192.0.2.1")
        let trust = try ExtraTrust(file: server.certificate)
        let origin = try HTTPOrigin("https://127.0.0.1:\(server.port)")
        let refused = await #expect(throws: HTTPFailure.self) {
            try await http.send(HTTPRequest(.get, origin, path: "/", trust: trust))
        }
        #expect(refused?.kind == .tls)
    }

    @Test("Trust that one gateway needs helps no other", .enabled(if: TLSServer.isPossible))
    func apart() async throws {
        let server = try await TLSServer(name: "127.0.0.1")
        let origin = try HTTPOrigin("https://127.0.0.1:\(server.port)")
        let trust = try ExtraTrust(file: server.certificate)
        _ = try await http.send(HTTPRequest(.get, origin, path: "/", trust: trust))
        await #expect(throws: HTTPFailure.self) { try await http.send(HTTPRequest(.get, origin, path: "/")) }
    }

    @Test("The system's authorities stay trusted beside the extra one", .enabled(if: TLSServer.isPossible))
    func beside() async throws {
        let server = try await TLSServer(name: "127.0.0.1")
        let own = try String(contentsOfFile: server.certificate, encoding: .utf8)
        let trust = try ExtraTrust(file: server.certificate)
        let both = withExtendedLifetime(trust) { String(decoding: $0.pem, as: UTF8.self) }
        let system = try String(contentsOfFile: "/etc/ssl/certs/ca-certificates.crt", encoding: .utf8)
        #expect(both.hasPrefix(own))
        #expect(both.hasSuffix(system))
    }

    @Test("Something that speaks no TLS is no TLS")
    func noTLS() async throws {
        let server = try FixtureServer(greeting: "220 mail.example.org ready\r\n") { _ in .drop }
        let failure = await #expect(throws: HTTPFailure.self) {
            try await http.send(HTTPRequest(.get, HTTPOrigin("https://127.0.0.1:\(server.port)"), path: "/"))
        }
        #expect(failure?.kind == .tls)
    }
}
