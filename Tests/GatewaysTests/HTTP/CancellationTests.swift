import Fleet
import Testing
import TestKit

@testable import Gateways

@Suite("HTTP: giving up")
struct CancellationTests {
    @Test("Cancelling the task ends the wait at once and closes the connection")
    func underWay() async throws {
        let http = HTTPClient()
        let server = try FixtureServer(replies: .hang)
        let request = try HTTPRequest(.get, server.origin, path: "/")
        let waiting = Task { try await http.send(request) }
        #expect(await eventually { server.requests.count == 1 }, "the request never arrived")
        waiting.cancel()
        let failure = await #expect(throws: HTTPFailure.self) { try await waiting.value }
        #expect(failure?.kind == .cancelled)
        #expect(await eventually { server.givenUp == 1 }, "the connection stayed open")
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
        #expect(await eventually { server.requests.count == 1 }, "the request never arrived")
        http.shutdown()
        http.shutdown()
        let first = await #expect(throws: HTTPFailure.self) { try await waiting.value }
        #expect(first?.kind == .cancelled)
        let second = await #expect(throws: HTTPFailure.self) { try await http.send(request) }
        #expect(second?.kind == .cancelled)
        #expect(server.requests.count == 1)
    }
}
