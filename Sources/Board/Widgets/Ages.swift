import Fleet
import FoundationEssentials

/// Durations and times of day as people read them.
enum Ages {
    /// For the SINCE column: `00:41:12`, then `6d02h`, then `21d`.
    static func since(_ duration: Duration) -> String {
        let seconds = max(0, Int(duration.inSeconds))
        if seconds < 86_400 { return "\(two(seconds / 3600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))" }
        let days = seconds / 86_400
        return days < 10 ? "\(days)d\(two(seconds / 3600 % 24))h" : "\(days)d"
    }

    /// How long a row's state lasts. `>` where it began before this session looked: then nobody here knows.
    static func since(_ row: InstanceRow, at now: Instant) -> String {
        row.since.map { (row.beganBefore ? ">" : "") + since($0.duration(to: now)) } ?? ""
    }

    /// The same in a sentence.
    static func sinceWords(_ row: InstanceRow, at now: Instant) -> String {
        row.since.map { "for \(row.beganBefore ? "more than " : "")\(words($0.duration(to: now)))" } ?? ""
    }

    /// For the AGE column, in steps of a second below ten, of five below a minute: fewer bytes, same meaning.
    static func short(_ duration: Duration) -> String {
        let seconds = max(0, Int(duration.inSeconds))
        if seconds < 10 { return "\(seconds)s" }
        if seconds < 60 { return "\(seconds / 5 * 5)s" }
        if seconds < 3600 { return "\(seconds / 60)m" }
        return seconds < 86_400 ? "\(seconds / 3600)h" : "\(seconds / 86_400)d"
    }

    /// In a sentence: `9 s`, `2:05 min`, `3 h 02 min`.
    static func words(_ duration: Duration) -> String {
        let seconds = max(0, Int(duration.inSeconds.rounded(.up)))
        if seconds < 60 { return "\(seconds) s" }
        if seconds < 3600 { return "\(seconds / 60):\(two(seconds % 60)) min" }
        if seconds < 48 * 3600 { return "\(seconds / 3600) h \(two(seconds / 60 % 60)) min" }
        return "\(seconds / 86_400) d \(seconds / 3600 % 24) h"
    }

    /// What is left of a code, rounded up: it reads 1 until the instant it is gone.
    static func left(_ duration: Duration) -> String {
        let seconds = max(0, Int(duration.inSeconds.rounded(.up)))
        return seconds < 60 ? "\(seconds) s" : "\(seconds / 60):\(two(seconds % 60))"
    }

    static func time(of instant: Instant, in state: State) -> String {
        let seconds = Int(state.wall.date(of: instant).timeIntervalSince1970.rounded(.down)) + state.settings.utcOffset
        let day = ((seconds % 86_400) + 86_400) % 86_400
        return "\(two(day / 3600)):\(two(day / 60 % 60)):\(two(day % 60))"
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
