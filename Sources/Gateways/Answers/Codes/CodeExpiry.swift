import Fleet
import FoundationEssentials

/// Reads the moment at which a code ends, from a number whose unit nobody tells.
enum CodeExpiry {
    /// How much past an expiry may be and still be believed: answers take time, and clocks tick in seconds.
    private static let tolerance: Double = -5
    /// No code lives longer; an expiry further ahead is in another unit, or wrong.
    private static let longest: Double = 600

    /// How long the code has from now on, by the gateway's own clock where it told it.
    ///
    /// - Parameters:
    ///   - value: seconds, milliseconds or microseconds since 1970, told apart by size; a number or a numeric text.
    ///   - serverDate: the gateway's clock when it answered.
    ///   - date: ours.
    static func read(_ value: JSONValue?, serverDate: Date?, date: Date) -> CodeLifetime {
        guard let number = value?.number, number > 0 else { return .untold }
        let seconds =
            switch number {
            case ..<1e11: number
            case ...1e14: number / 1e3
            default: number / 1e6
            }
        let remaining = seconds - (serverDate ?? date).timeIntervalSince1970
        guard remaining >= tolerance, remaining <= longest else { return .untold }
        return .told(.seconds(max(0, remaining)))
    }
}
