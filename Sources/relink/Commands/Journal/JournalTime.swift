import Foundation

/// TIME as people type it: `2026-11-21T22:00:00Z`, `2026-11-21 22:00`, `22:00` (the last one), `2h`, `yesterday`.
struct JournalTime {
    let now: Date
    let zone: TimeZone

    static let help = "RFC 3339, 22:00 (the last one), 2h, 3d, today or yesterday"

    /// `nil` for what is no time.
    func date(_ text: String) -> Date? {
        let text = text.trimmingCharacters(in: .whitespaces)
        return word(text) ?? ago(text) ?? timeOfDay(text) ?? local(text) ?? rfc3339(text)
    }

    private var calendar: Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        return calendar
    }

    private func word(_ text: String) -> Date? {
        let today = calendar.startOfDay(for: now)
        switch text.lowercased() {
        case "now": return now
        case "today": return today
        case "yesterday": return calendar.date(byAdding: .day, value: -1, to: today)
        default: return nil
        }
    }

    private func ago(_ text: String) -> Date? {
        guard let unit = text.last, let count = Int(text.dropLast()), (0...100_000).contains(count) else { return nil }
        let seconds: [Character: Double] = ["s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800]
        return seconds[unit].map { now.addingTimeInterval(-Double(count) * $0) }
    }

    private func timeOfDay(_ text: String) -> Date? {
        guard let parts = Self.clock(text) else { return nil }
        return calendar.nextDate(
            after: now, matching: parts, matchingPolicy: .nextTime, repeatedTimePolicy: .last, direction: .backward)
    }

    /// A date without a zone is one of this place.
    private func local(_ text: String) -> Date? {
        let halves = text.split(whereSeparator: { $0 == "T" || $0 == " " })
        guard let first = halves.first, halves.count <= 2 else { return nil }
        let day = first.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard day.count == 3, let year = day[0], let month = day[1], let date = day[2], year > 1900 else { return nil }
        var parts = DateComponents()
        if halves.count == 2 {
            guard let clock = Self.clock(String(halves[1])) else { return nil }
            parts = clock
        }
        (parts.year, parts.month, parts.day) = (year, month, date)
        guard parts.isValidDate(in: calendar) else { return nil }
        return calendar.date(from: parts)
    }

    private func rfc3339(_ text: String) -> Date? {
        (try? Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true)))
            ?? (try? Date(text, strategy: .iso8601))
    }

    private static func clock(_ text: String) -> DateComponents? {
        let words = text.split(separator: ":", omittingEmptySubsequences: false)
        let numbers = words.compactMap { $0.count <= 2 && $0.allSatisfy(\.isNumber) ? Int($0) : nil }
        guard numbers.count == words.count, (2...3).contains(numbers.count), numbers[0] < 24, numbers[1] < 60,
            numbers.dropFirst(2).allSatisfy({ $0 < 60 })
        else { return nil }
        return DateComponents(hour: numbers[0], minute: numbers[1], second: numbers.count > 2 ? numbers[2] : 0)
    }
}
