import Fleet
import Foundation
import Testing

@testable import Gateways

@Suite("HTTP: a request and its answer")
struct ExchangeTests {
    let http = HTTPClient(version: "1.2.3")

    @Test("Method, path, headers and body arrive as they were given, and so does the answer")
    func roundTrip() async throws {
        let server = try FixtureServer(replies: .json(#"{"a":1}"#, 201, [HTTPHeader("X-Tail", " two words ")]))
        let answer = try await http.send(
            HTTPRequest(
                .post, server.origin, path: "/v2/x?y=1", headers: [HTTPHeader("X-One", "1")], body: Array("{}".utf8)))
        #expect(answer.status == 201)
        #expect(answer.body == Array(#"{"a":1}"#.utf8))
        #expect(answer.headers["x-tail"] == "two words")
        #expect(answer.headers["X-TAIL"] == "two words")
        #expect(answer.headers["absent"] == nil)
        let request = try #require(server.requests.first)
        #expect(request.method == "POST")
        #expect(request.target == "/v2/x?y=1")
        #expect(request.headers["x-one"] == "1")
        #expect(request.headers["user-agent"] == "relink/1.2.3")
        #expect(request.headers["accept-encoding"] == "gzip")
        #expect(request.headers["cookie"] == nil)
        #expect(request.body == Array("{}".utf8))
    }

    @Test(
        "Every method goes out under its name, with a body, an empty one, and none",
        arguments: [HTTPMethod.get, .post, .put, .patch, .delete], [nil, [], Array("body".utf8)] as [[UInt8]?])
    func methods(method: HTTPMethod, body: [UInt8]?) async throws {
        let server = try FixtureServer(replies: .json("{}"))
        _ = try await http.send(HTTPRequest(method, server.origin, path: "/", body: body))
        let request = try #require(server.requests.first)
        #expect(request.method == method.rawValue)
        #expect(request.body == body ?? [])
    }

    @Test("Requests one after the other share a connection; those that may go only once do not")
    func reuse() async throws {
        let server = try FixtureServer(replies: .json("{}"))
        for _ in 0..<5 { _ = try await http.send(HTTPRequest(.get, server.origin, path: "/")) }
        #expect(Set(server.requests.map(\.connection)) == [1])
        _ = try await http.send(HTTPRequest(.post, server.origin, path: "/act", body: [], once: true))
        #expect(server.requests.last?.connection == 2)
    }

    @Test("The base path of the origin stands before every path, whatever slashes it ended with")
    func basePath() async throws {
        let server = try FixtureServer(replies: .json("{}"))
        _ = try await http.send(HTTPRequest(.get, HTTPOrigin(server.url + "/base//"), path: "/v2"))
        #expect(server.requests.first?.target == "/base/v2")
    }

    @Test("A redirect is an answer: nothing goes to where it points")
    func noRedirect() async throws {
        let other = try FixtureServer(replies: .json("{}"))
        let server = try FixtureServer(replies: .answer(307, [HTTPHeader("Location", other.url + "/stolen")], []))
        let answer = try await http.send(
            HTTPRequest(.post, server.origin, path: "/", headers: [HTTPHeader("Authorization", "Bearer s")], body: []))
        #expect(answer.status == 307)
        #expect(other.requests.isEmpty)
    }

    @Test("A cookie that a gateway sets is not sent back")
    func noCookies() async throws {
        let server = try FixtureServer(replies: .json("{}", 200, [HTTPHeader("Set-Cookie", "a=b; Path=/")]))
        for _ in 0..<2 { _ = try await http.send(HTTPRequest(.get, server.origin, path: "/")) }
        #expect(server.requests.count == 2)
        #expect(server.requests.allSatisfy { $0.headers["cookie"] == nil })
    }

    @Test("A 100 Continue before the answer leaves no trace")
    func interim() async throws {
        let server = try FixtureServer(
            replies: .raw("HTTP/1.1 100 Continue\r\nX-A: interim\r\n\r\nHTTP/1.1 204 No Content\r\nX-B: last\r\n\r\n"))
        let answer = try await http.send(HTTPRequest(.get, server.origin, path: "/"))
        #expect(answer.status == 204)
        #expect(answer.headers["x-a"] == nil)
        #expect(answer.headers["x-b"] == "last")
    }

    @Test("A compressed body arrives unpacked")
    func gzip() async throws {
        // `{"status":"WORKING"}` as gzip writes it, without a file name or time.
        let packed: [UInt8] = [
            31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 171, 86, 42, 46, 73, 44, 41, 45, 86, 178, 82, 10, 247, 15, 242, 246, 244,
            115, 87, 170, 5, 0, 10, 91, 59, 118, 20, 0, 0, 0,
        ]
        let server = try FixtureServer(replies: .answer(200, [HTTPHeader("Content-Encoding", "gzip")], packed))
        let answer = try await http.send(HTTPRequest(.get, server.origin, path: "/"))
        #expect(String(decoding: answer.body, as: UTF8.self) == #"{"status":"WORKING"}"#)
    }

    @Test("The gateway's clock is read from the Date header")
    func serverDate() async throws {
        let server = try FixtureServer(
            replies: .json("{}", 200, [HTTPHeader("Date", "Sat, 21 Nov 2026 03:12:08 GMT")]))
        let answer = try await http.send(HTTPRequest(.get, server.origin, path: "/"))
        #expect(answer.serverDate?.timeIntervalSince1970 == 1_795_230_728)
    }

    @Test("Four hundred at once all get their own answer")
    func many() async throws {
        let server = try FixtureServer { .json(#"{"path":"\#($0.path)"}"#) }
        let origin = try server.origin
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<400 {
                group.addTask { [http] in
                    let answer = try await http.send(HTTPRequest(.get, origin, path: "/\(number)"))
                    return answer.body == Array(#"{"path":"/\#(number)"}"#.utf8)
                }
            }
            for try await isRight in group { #expect(isRight) }
        }
        #expect(Set(server.requests.map(\.path)).count == 400)
    }

    @Test("Neither a request nor an answer prints what it carries")
    func silent() async throws {
        let server = try FixtureServer(replies: .json(#"{"token":"s3cret"}"#))
        let request = try HTTPRequest(
            .post, server.origin, path: "/?t=s3cret", headers: [HTTPHeader("Authorization", "s3cret")],
            body: Array("s3cret".utf8))
        let answer = try await http.send(request)
        var dumped = ""
        dump(request, to: &dumped)
        dump(answer, to: &dumped)
        #expect(!"\(request) \(answer) \(dumped) \(String(reflecting: answer))".contains("s3cret"))
    }
}
