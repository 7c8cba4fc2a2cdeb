import Foundation
import Testing

@testable import Gateways

@Suite("Answers: Retry-After")
struct RetryAfterTests {
    private func read(_ lines: String...) -> Duration? {
        let head = (["HTTP/1.1 429 X"] + lines).map { $0 + "\r\n" }.joined()
        return RetryAfter.read(
            HTTPResponse(status: 429, headers: HTTPHeaders(lines: Array(head.utf8)), body: []),
            date: Date(timeIntervalSince1970: 1_795_230_728))
    }

    @Test("Seconds")
    func seconds() {
        #expect(read("Retry-After: 17") == .seconds(17))
        #expect(read("retry-after:  0 ") == .zero)
        #expect(read("Retry-After: 1.5") == .seconds(1.5))
    }

    @Test("A date, by the gateway's clock where it tells it, in all three forms")
    func dates() {
        #expect(read("Retry-After: Sat, 21 Nov 2026 03:12:28 GMT") == .seconds(20))
        #expect(read("Retry-After: Saturday, 21-Nov-26 03:12:28 GMT") == .seconds(20))
        #expect(read("Retry-After: Sat Nov 21 03:12:28 2026") == .seconds(20))
        #expect(
            read("Date: Sat, 21 Nov 2026 04:00:00 GMT", "Retry-After: Sat, 21 Nov 2026 04:00:30 GMT") == .seconds(30))
        #expect(read("Retry-After: Sat, 21 Nov 2020 03:12:28 GMT") == .zero)
    }

    @Test("An hour is the most, and nonsense is nothing")
    func limits() {
        #expect(read("Retry-After: 99999999999") == .seconds(3600))
        #expect(read("Retry-After: Sat, 21 Nov 2126 03:12:28 GMT") == .seconds(3600))
        #expect(read("Retry-After: -5") == nil)
        #expect(read("Retry-After: nan") == nil)
        #expect(read("Retry-After: soon") == nil)
        #expect(read("X: 5") == nil)
    }
}
