import Fleet
import Foundation
import Testing
import TestKit

@testable import Gateways

@Suite("HTTP: what goes wrong, each in one sentence")
struct FailureTests {
    let http = HTTPClient()

    private func failure(
        from url: String, path: String = "/7105/waInstance/s3cret", _ edit: (inout HTTPRequest) -> Void = { _ in }
    ) async throws -> HTTPFailure {
        var request = try HTTPRequest(.get, HTTPOrigin(url), path: path)
        edit(&request)
        do throws(HTTPFailure) {
            let answer = try await http.send(request)
            Issue.record("it answered: \(answer)")
            throw HTTPFailure(.other, "")
        } catch {
            #expect(!error.message.text.contains("s3cret"))
            #expect(!error.message.text.contains("waInstance"))
            return error
        }
    }

    @Test("A name that does not exist")
    func unresolved() async throws {
        let failure = try await failure(from: "http://\(Unreachable.name)")
        #expect(failure.kind == .couldNotResolve)
        #expect(failure.message.text.contains(Unreachable.name))
    }

    @Test("Nobody listens")
    func refused() async throws {
        let unreachable = try Unreachable()
        let failure = try await failure(from: "http://127.0.0.1:\(unreachable.port)")
        #expect(failure.kind == .couldNotConnect)
        #expect(failure.message.text.contains("127.0.0.1:\(unreachable.port)"))
    }

    @Test("No answer in time, and the connection is let go")
    func hanging() async throws {
        let server = try FixtureServer(replies: .hang)
        let failure = try await failure(from: server.url) { $0.timeout = .milliseconds(700) }
        #expect(failure.kind == .timedOut)
        #expect(failure.message.text.contains("700 ms"))
        #expect(await eventually { server.givenUp == 1 }, "the connection stayed open")
    }

    @Test("An answer that drips is given up at the same limit")
    func dripping() async throws {
        let server = try FixtureServer(
            replies: .drip("HTTP/1.1 200 OK\r\n" + String(repeating: "X-A: b\r\n", count: 99)))
        let failure = try await failure(from: server.url) { $0.timeout = .milliseconds(700) }
        #expect(failure.kind == .timedOut)
        #expect(await eventually { server.givenUp == 1 }, "the connection stayed open")
    }

    @Test(
        "A broken, missing or senseless answer",
        arguments: [
            (Reply.drop, HTTPFailure.Kind.interrupted),
            (.raw("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort"), .interrupted),
            (.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc"), .interrupted),
            (.raw("hello there\r\n"), .malformedAnswer),
            (.raw("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nnope"), .malformedAnswer),
        ])
    func broken(reply: Reply, kind: HTTPFailure.Kind) async throws {
        let server = try FixtureServer(replies: reply)
        #expect(try await failure(from: server.url).kind == kind)
    }

    @Test(
        "Twenty megabytes are not read: neither announced, nor chunked, nor until the end, nor as headers",
        arguments: [
            "HTTP/1.1 200 OK\r\nContent-Length: 20971520\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1400000\r\n",
            "HTTP/1.1 200 OK\r\n\r\n",
            "HTTP/1.1 200 OK\r\nX-Endless: ",
        ])
    func tooLarge(head: String) async throws {
        let total = 20 * 1024 * 1024
        let server = try FixtureServer(replies: .flood(head: head, total: total))
        let failure = try await failure(from: server.url)
        // One endless header line is more than the engine takes at all, and it does not say why.
        #expect(failure.kind == (head.contains("Endless") ? .other : .tooLarge))
        #expect(await eventually { server.floods.count == 1 }, "the server still writes")
        #expect(try #require(server.floods.first) < total)
    }

    @Test("The limit is on what is unpacked, and a body of exactly the limit passes")
    func limit() async throws {
        let server = try FixtureServer(replies: .answer(200, [], [UInt8](repeating: 7, count: 1000)))
        let request = try HTTPRequest(.get, server.origin, path: "/", sizeLimit: 1000)
        #expect(try await http.send(request).body.count == 1000)
        #expect(try await failure(from: server.url) { $0.sizeLimit = 999 }.kind == .tooLarge)
    }

    @Test("A line break in a header or a path without its slash sends nothing")
    func injection() async throws {
        let server = try FixtureServer(replies: .json("{}"))
        let split = try await failure(from: server.url) {
            $0.headers = [HTTPHeader("Authorization", "Bearer a\r\nX-Evil: s3cret")]
        }
        #expect(split.kind == .malformedURL)
        #expect(try await failure(from: server.url, path: "@elsewhere.example/s3cret").kind == .malformedURL)
        #expect(try await failure(from: server.url, path: "/with blank").kind == .malformedURL)
        #expect(server.requests.isEmpty)
    }
}
