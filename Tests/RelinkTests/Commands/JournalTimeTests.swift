import Foundation
import Testing

@testable import relink

@Suite("Times on the command line")
struct JournalTimeTests {
    /// 2026-11-21T03:12:08Z
    private let now = Date(timeIntervalSince1970: 1_795_230_728)

    private func read(_ text: String, zone: String = "UTC") throws -> String? {
        JournalTime(now: now, zone: try #require(TimeZone(identifier: zone))).date(text)?.ISO8601Format()
    }

    @Test(
        "every way to write one",
        arguments: [
            ("2026-11-20T22:00:00Z", "2026-11-20T22:00:00Z"), ("2026-11-20T22:00:00+02:00", "2026-11-20T20:00:00Z"),
            ("2026-11-20T22:00:00.5Z", "2026-11-20T22:00:00Z"), ("2026-11-20", "2026-11-19T22:00:00Z"),
            ("2026-11-20 22:00", "2026-11-20T20:00:00Z"), ("2026-11-20T22:00:05", "2026-11-20T20:00:05Z"),
            ("22:00", "2026-11-20T20:00:00Z"), ("5:12", "2026-11-21T03:12:00Z"), ("05:13", "2026-11-20T03:13:00Z"),
            ("90s", "2026-11-21T03:10:38Z"), ("30m", "2026-11-21T02:42:08Z"), ("2h", "2026-11-21T01:12:08Z"),
            ("3d", "2026-11-18T03:12:08Z"), ("1w", "2026-11-14T03:12:08Z"), (" now ", "2026-11-21T03:12:08Z"),
            ("today", "2026-11-20T22:00:00Z"), ("Yesterday", "2026-11-19T22:00:00Z"),
        ])
    func ways(text: String, expected: String) throws {
        #expect(try read(text, zone: "Africa/Cairo") == expected)
    }

    @Test(
        "what is none",
        arguments: [
            "", "soon", "25:00", "12:60", "2x", "-2h", "h", "2026-13-01", "2026-02-30", "2026-11-20 25:00", "1:2:3:4",
        ])
    func none(text: String) throws {
        #expect(try read(text) == nil)
    }

    @Test("the clock of that day counts, not today's")
    func daylightSaving() throws {
        // Clocks in Berlin went back on 25 October.
        #expect(try read("2026-10-24 12:00", zone: "Europe/Berlin") == "2026-10-24T10:00:00Z")
        #expect(try read("2026-10-26 12:00", zone: "Europe/Berlin") == "2026-10-26T11:00:00Z")
    }
}
