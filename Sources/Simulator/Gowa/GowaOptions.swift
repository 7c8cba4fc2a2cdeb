/// How one simulated GOWA server behaves where versions and installations differ.
public struct GowaOptions: Hashable, Sendable {
    /// The steps at which the server's behaviour changed.
    public enum Version: Int, Hashable, Sendable, CaseIterable, Comparable {
        /// 7.11: one device, no list.
        case v7
        /// 8.0: devices, but no login by their path, and a logout takes the device away.
        case v8First
        /// 8.11: everything by path, and a logout keeps the device.
        case v8
        /// 9.2: tells its version.
        case v9

        public static func < (left: Version, right: Version) -> Bool { left.rawValue < right.rawValue }

        /// As the server tells it.
        var text: String {
            switch self {
            case .v7: "v7.11.4"
            case .v8First: "v8.0.0"
            case .v8: "v8.11.0"
            case .v9: "v9.2.0"
            }
        }
    }

    public var version = Version.v9
    /// Stands before every path but that of `/health`, for example `/wa`.
    public var basePath = ""
    /// Whether the server asks for credentials at all.
    public var asksForCredentials = true
    /// The host, with port, that `qr_link` names; `nil` for the one that the client asked.
    public var linkHost: String?
    /// Whether `qr_link` leaves the port out, as 9.0.0 did.
    public var linkLosesPort = false

    /// Whether the server has only just come up: nothing but its health is told then.
    public var isBooting = false

    public init() {}
}
