import FoundationEssentials

/// Dates as they travel: computed by hand, so that neither a formatter nor a locale is asked per request.
enum WireDate {
    private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// `Sat, 21 Nov 2026 03:12:08 GMT`, for the `Date` header.
    static func http(_ date: Date) -> String {
        let parts = Parts(date)
        return "\(days[parts.weekday]), \(two(parts.day)) \(months[parts.month - 1]) \(parts.year) "
            + "\(two(parts.hour)):\(two(parts.minute)):\(two(parts.second)) GMT"
    }

    /// `2026-11-21T03:12:08.123Z`
    static func rfc3339(_ date: Date) -> String {
        let parts = Parts(date)
        let millisecond = String(1000 + parts.millisecond).dropFirst()
        return "\(parts.year)-\(two(parts.month))-\(two(parts.day))T"
            + "\(two(parts.hour)):\(two(parts.minute)):\(two(parts.second)).\(millisecond)Z"
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

    /// UTC, by Howard Hinnant's days-from-civil arithmetic turned round. For dates since 1970.
    private struct Parts {
        var year, month, day, hour, minute, second, millisecond, weekday: Int

        init(_ date: Date) {
            let milliseconds = max(0, Int((date.timeIntervalSince1970 * 1000).rounded(.down)))
            let (total, rest) = milliseconds.quotientAndRemainder(dividingBy: 86_400_000)
            hour = rest / 3_600_000
            minute = rest / 60_000 % 60
            second = rest / 1000 % 60
            millisecond = rest % 1000
            weekday = total % 7
            let shifted = total + 719_468
            let era = shifted / 146_097
            let dayOfEra = shifted % 146_097
            let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
            let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
            let shiftedMonth = (5 * dayOfYear + 2) / 153
            day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
            month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
            year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        }
    }
}
