import Fleet
import FoundationEssentials

/// Reads how long a gateway wants to be left alone.
enum RetryAfter {
    /// Longer than this is a mistake, or malice: the instance would never be looked at again.
    private static let longest: Duration = .seconds(3600)

    /// Seconds, or an HTTP date by the gateway's own clock; `nil` when there is neither.
    static func read(_ response: HTTPResponse, date: Date) -> Duration? {
        guard let text = response.headers["retry-after"] else { return nil }
        if let seconds = Double(text) {
            return seconds.isFinite && seconds >= 0 ? min(.seconds(min(seconds, 1e6)), longest) : nil
        }
        guard let moment = Date(http: text) else { return nil }
        let seconds = moment.timeIntervalSince(response.serverDate ?? date)
        return min(max(.zero, .seconds(min(seconds, 1e6))), longest)
    }
}
