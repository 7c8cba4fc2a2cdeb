/// How one simulated WAHA server behaves where versions and engines differ.
public struct WahaOptions: Hashable, Sendable {
    public enum Version: Hashable, Sendable, CaseIterable {
        /// Tells its version at another path, knows no passkeys, and still answers the routes that name the session
        /// in the body.
        case v2024
        case v2026

        var text: String { self == .v2024 ? "2024.10.8" : "2026.7.1" }
        var engine: String { self == .v2024 ? "NOWEB" : "GOWS" }
    }

    public var version = Version.v2026
    /// Whether pairing codes have a dash; `nil`: each session has its own habit, drawn by the seed.
    public var codesHaveDash: Bool?
    /// Whether sessions go on saying SCAN_QR_CODE after the scan, while `me` is there: one engine does.
    public var staysAtScan = false
    /// Whether a code has to be compared after a passkey's answer; `nil`: each account has its own habit.
    public var comparesPasskeys: Bool?
    /// Whether the settings of every session give its device a name of its own; otherwise those of some do.
    public var namesDevices = false

    public init() {}
}
