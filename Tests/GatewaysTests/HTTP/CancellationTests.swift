import Fleet
import Testing

@testable import Gateways

@Suite("HTTP: giving up")
struct CancellationTests {
    @Test("Cancelling the task ends the wait at once and closes the connection")
    func underWay() async throws {
        let http = HTTPClient()
        let server = try FixtureServer(replies: .hang)
        let request = try HTTPRequest(.get, server.origin, path: "/")
        let waiting = Task { try await http.send(request) }
        try await eventually("the request never arrived") { server.requests.count == 1 }
        waiting.cancel()
        let failure = await #expect(throws: HTTPFailure.self) { try await waiting.value }
        #expect(failure?.kind == .cancelled)
        try await eventually("the connection stayed open") { server.givenUp == 1 }
    }

    @Test("A task cancelled before it starts sends nothing")
    func beforehand() async throws {
        let http = HTTPClient()
        let server = try FixtureServer(replies: .json("{}"))
        let request = try HTTPRequest(.get, server.origin, path: "/")
        let waiting = Task {
            while !Task.isCancelled { await Task.yield() }
            return try await http.send(request)
        }
        waiting.cancel()
        let failure = await #expect(throws: HTTPFailure.self) { try await waiting.value }
        #expect(failure?.kind == .cancelled)
        #expect(server.requests.isEmpty)
    }

    @Test("Cancelling at any moment neither hangs nor answers twice")
    func anyMoment() async throws {
        let http = HTTPClient()
        let server = try FixtureServer(replies: .json("{}"))
        let request = try HTTPRequest(.get, server.origin, path: "/")
        for round in 0..<300 {
            let waiting = Task { try await http.send(request) }
            for _ in 0..<round { await Task.yield() }
            waiting.cancel()
            switch await waiting.result {
            case .success(let answer): #expect(answer.status == 200)
            case .failure(let failure): #expect((failure as? HTTPFailure)?.kind == .cancelled)
            }
        }
    }

    @Test("A shutdown gives up what is under way and everything after it")
    func shutdown() async throws {
        let http = HTTPClient()
        let server = try FixtureServer(replies: .hang)
        let request = try HTTPRequest(.get, server.origin, path: "/")
        let waiting = Task { try await http.send(request) }
        try await eventually("the request never arrived") { server.requests.count == 1 }
        http.shutdown()
        http.shutdown()
        let first = await #expect(throws: HTTPFailure.self) { try await waiting.value }
        #expect(first?.kind == .cancelled)
        let second = await #expect(throws: HTTPFailure.self) { try await http.send(request) }
        #expect(second?.kind == .cancelled)
        #expect(server.requests.count == 1)
    }
}
