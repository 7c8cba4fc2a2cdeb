import Fleet
import Foundation
import Testing

@Suite("Times of day")
struct LocalClockTests {
    @Test(
        "every day of some centuries reads as the calendar has it",
        arguments: [-86_400 * 365 * 200, 0, 951_782_400, 1_795_230_728, 4_107_542_400])
    func calendar(seconds: Int) throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(secondsFromGMT: 3 * 3600))
        let clock = LocalClock(utcOffset: 3 * 3600)
        for day in 0..<800 {
            let date = Date(timeIntervalSince1970: Double(seconds + day * 86_399))
            let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute, .second], from: date)
            let expected = [parts.year, parts.month, parts.day, parts.hour, parts.minute, parts.second].map { $0 ?? -1 }
            let read = clock.stamp(date).split { "- :".contains($0) }.compactMap { Int($0) }
            #expect(read == expected)
        }
    }

    @Test("a day stands before the time where it is another one")
    func day() {
        let clock = LocalClock(utcOffset: 2 * 3600)
        let date = Date(timeIntervalSince1970: 1_795_298_399)  // 21 Nov 2026, 21:59:59 UTC
        #expect(clock.time(date) == "23:59")
        #expect(clock.exactTime(date) == "23:59:59")
        #expect(clock.time(date, besides: date - 60) == "23:59")
        #expect(clock.time(date, besides: date + 1) == "21 Nov 23:59")
    }

    @Test("the last time of a day is today's, or yesterday's when that is still to come")
    func last() {
        let clock = LocalClock(utcOffset: 3600)
        let now = Date(timeIntervalSince1970: 1_795_298_400)  // 23:00 here
        #expect(clock.last(secondOfDay: 22 * 3600, before: now) == now - 3600)
        #expect(clock.last(secondOfDay: 23 * 3600, before: now) == now - 86_400)
        #expect(clock.last(secondOfDay: 23 * 3600 + 60, before: now) == now - 86_340)
    }
}
