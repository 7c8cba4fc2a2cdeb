public import FoundationEssentials

/// Times of day as people at one place read them.
public struct LocalClock: Hashable, Sendable {
    /// Seconds east of UTC.
    public let utcOffset: Int

    public init(utcOffset: Int) { self.utcOffset = utcOffset }

    /// `22:00`
    public func time(_ date: Date) -> String {
        let seconds = secondOfDay(date)
        return "\(Self.two(seconds / 3600)):\(Self.two(seconds / 60 % 60))"
    }

    /// `22:00:05`
    public func exactTime(_ date: Date) -> String { "\(time(date)):\(Self.two(secondOfDay(date) % 60))" }

    /// `21 Nov`
    public func day(_ date: Date) -> String {
        let (_, month, day) = civilDay(date)
        return "\(day) \(Self.months[month - 1])"
    }

    /// `2026-11-21 22:00:05`
    public func stamp(_ date: Date) -> String {
        let (year, month, day) = civilDay(date)
        return "\(year)-\(Self.two(month))-\(Self.two(day)) \(exactTime(date))"
    }

    /// `22:00`, with the day before it where that is not the day of `other`.
    public func time(_ date: Date, besides other: Date) -> String {
        dayNumber(date) == dayNumber(other) ? time(date) : "\(day(date)) \(time(date))"
    }

    /// The last instant before `date` at which clocks here showed this many seconds after midnight.
    public func last(secondOfDay wanted: Int, before date: Date) -> Date {
        let back = (secondOfDay(date) - wanted + 86_400) % 86_400
        let whole = date.timeIntervalSince1970.rounded(.down)
        return Date(timeIntervalSince1970: whole - Double(back == 0 ? 86_400 : back))
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private func local(_ date: Date) -> Int { Int(date.timeIntervalSince1970.rounded(.down)) + utcOffset }

    private func secondOfDay(_ date: Date) -> Int { ((local(date) % 86_400) + 86_400) % 86_400 }

    private func dayNumber(_ date: Date) -> Int { (local(date) - secondOfDay(date)) / 86_400 }

    /// The Gregorian calendar, counted in years that begin in March, so that the odd day comes last.
    private func civilDay(_ date: Date) -> (year: Int, month: Int, day: Int) {
        let sinceMarchOfYear0 = dayNumber(date) + 719_468
        let era = (sinceMarchOfYear0 >= 0 ? sinceMarchOfYear0 : sinceMarchOfYear0 - 146_096) / 146_097
        let dayOfEra = sinceMarchOfYear0 - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
