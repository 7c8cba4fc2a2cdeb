import Fleet

/// Durations in sentences.
public enum Lengths {
    /// `9 s`, `2:05 min`, `3 h 02 min`, `4 d 03 h`.
    public static func words(_ duration: Duration) -> String {
        let seconds = max(0, Int(duration.inSeconds.rounded()))
        if seconds < 60 { return "\(seconds) s" }
        if seconds < 3600 { return "\(seconds / 60):\(two(seconds % 60)) min" }
        if seconds < 86_400 { return "\(seconds / 3600) h \(two(seconds / 60 % 60)) min" }
        return "\(seconds / 86_400) d \(two(seconds / 3600 % 24)) h"
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
