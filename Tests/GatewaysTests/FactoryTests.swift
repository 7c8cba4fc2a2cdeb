import Fleet
import Foundation
import Testing

@testable import Gateways

@Suite("Making the gateways of a configuration")
struct FactoryTests {
    private func problem(
        kind: GatewayKind = .wawp, url: String = "https://api.wawp.net", trust: String? = nil, secret: String = "s3cret"
    ) -> GatewaySetupFailure? {
        #expect(throws: GatewaySetupFailure.self) {
            try GatewayFactory.make(
                GatewayConfiguration(name: "g1", kind: kind, url: url, trust: trust),
                secrets: GatewaySecrets(gateway: Secret(secret)), http: HTTPClient())
        }
    }

    @Test("Wawp")
    func wawp() throws {
        let gateway = try GatewayFactory.make(
            GatewayConfiguration(name: "g1", kind: .wawp, url: "https://api.wawp.net/"),
            secrets: GatewaySecrets(gateway: Secret("s")), http: HTTPClient())
        #expect(gateway.name == "g1")
        #expect(gateway.kind == .wawp)
        #expect(gateway.abilities.acts == Set(Act.allCases))
    }

    @Test("Every kind is made", arguments: GatewayKind.allCases)
    func made(kind: GatewayKind) throws {
        let gateway = try GatewayFactory.make(
            GatewayConfiguration(name: "g1", kind: kind, url: "https://gateway.example.org"),
            secrets: GatewaySecrets(gateway: Secret("s")), http: HTTPClient())
        #expect(gateway.kind == kind && gateway.name == "g1")
    }

    @Test("What is wrong in the configuration is said without the secret")
    func wrong() throws {
        #expect(problem(url: "api.wawp.net")?.message.text.contains("url") == true)
        #expect(problem(url: "https://u:s3cret@api.wawp.net")?.message.text.contains("s3cret") == false)
        #expect(problem(trust: "/nonexistent/ca.pem")?.message.text.contains("/nonexistent/ca.pem") == true)
        #expect(problem(secret: "")?.message.text.contains("empty") == true)
        #expect(problem(secret: "s3cret\n")?.message.text.contains("line break") == true)
        #expect(problem(secret: "s3cret\n")?.message.text.contains("s3cret") == false)
        let empty = FileManager.default.temporaryDirectory.appending(path: "relink-\(UUID().uuidString).pem")
        try Data("nothing".utf8).write(to: empty)
        defer { try? FileManager.default.removeItem(at: empty) }
        #expect(problem(trust: empty.path)?.message.text.contains("PEM") == true)
    }
}
