import Foundation
import Testing

@testable import Gateways

@Suite("HTTP: proxies from the environment")
struct ProxyTests {
    @Test("They are used for other machines, and never for this one")
    func proxy() async {
        // In a process of its own, because the environment belongs to all tests.
        await #expect(processExitsWith: .success) {
            let proxy = try FixtureServer(replies: .json("{}", 203))
            setenv("http_proxy", proxy.url, 1)
            setenv("no_proxy", "", 1)
            let http = HTTPClient()
            let server = try FixtureServer(replies: .json("{}"))
            let direct = try await http.send(HTTPRequest(.get, server.origin, path: "/"))
            try #require(direct.status == 200)
            let other = try await http.send(HTTPRequest(.get, HTTPOrigin("http://gateway.invalid"), path: "/"))
            try #require(other.status == 203)
            try #require(proxy.requests.map(\.target) == ["http://gateway.invalid/"])
        }
    }
}
