/// How one simulated Wawp gateway behaves where real ones differ, or where their documentation contradicts itself.
public struct WawpOptions: Hashable, Sendable {
    /// Where a token may stand. A token that stands elsewhere is overlooked: 400.
    public struct Dialects: OptionSet, Hashable, Sendable {
        public let rawValue: Int

        public init(rawValue: Int) { self.rawValue = rawValue }

        /// `?access_token=`
        public static let query = Dialects(rawValue: 1)
        /// The member `access_token` of a JSON body.
        public static let body = Dialects(rawValue: 2)
        /// `Authorization: Bearer`
        public static let bearer = Dialects(rawValue: 4)
        /// `access-token:`
        public static let header = Dialects(rawValue: 8)

        public static let all: Dialects = [.query, .body, .bearer, .header]
    }

    /// In what the end of a raw QR code is told.
    public enum Expiry: String, Hashable, Sendable, CaseIterable {
        case seconds
        case milliseconds
        case absent
        /// A moment in 2009, as in the vendor's own sample.
        case absurd
    }

    /// What happens to a client that asks for a QR code less than five seconds after the last.
    public enum Throttle: String, Hashable, Sendable, CaseIterable {
        case off
        /// 429 and the seconds to wait.
        case withRetryAfter
        /// 429 and nothing else.
        case withoutRetryAfter
    }

    public var dialects = Dialects.all
    public var expiry = Expiry.seconds
    public var throttle = Throttle.off
    /// `nil`: each instance has a form of its own, drawn by the seed.
    public var errorForm: ErrorForm?
    /// How far the gateway's clock is ahead of this machine's; shows in `Date` and in the expiry.
    public var clockSkew = Duration.zero
    /// Creating more instances than this is answered with 403.
    public var quota = 20_000
    /// Whether `session/info` carries a picture of the code while one can be scanned. Nobody scans that one.
    public var infoCarriesCode = false

    public init() {}
}
