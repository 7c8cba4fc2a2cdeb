import Fleet
import Synchronization
import Testing

@testable import Gateways

@Suite("HTTP: what may go out once goes out once")
struct RepetitionTests {
    /// Answers the first request of every connection and closes without a word at the second: what a kept
    /// connection looks like when the server has had enough of it.
    private func tiredServer() throws -> FixtureServer {
        let seen = Mutex(Set<Int>())
        return try FixtureServer { request in
            seen.withLock { $0.insert(request.connection).inserted } ? .json("{}") : .drop
        }
    }

    @Test("A request that may go only once is not sent again, whatever became of its connection")
    func once() async throws {
        let http = HTTPClient()
        let server = try tiredServer()
        _ = try await http.send(HTTPRequest(.post, server.origin, path: "/read", body: []))
        _ = try await http.send(HTTPRequest(.post, server.origin, path: "/act", body: [], once: true))
        #expect(server.requests.count { $0.path == "/act" } == 1)

        let dead = try FixtureServer(replies: .drop)
        await #expect(throws: HTTPFailure.self) {
            try await http.send(HTTPRequest(.post, dead.origin, path: "/act", body: [], once: true))
        }
        #expect(dead.requests.count == 1)
    }

    @Test("The engine does send others again on a fresh connection, which is why the rule above is needed")
    func again() async throws {
        let http = HTTPClient()
        let server = try tiredServer()
        for _ in 0..<2 { _ = try await http.send(HTTPRequest(.post, server.origin, path: "/read", body: [])) }
        #expect(server.requests.map(\.connection) == [1, 1, 2])
    }
}
