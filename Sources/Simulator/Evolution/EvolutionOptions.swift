/// How one simulated Evolution API server behaves where versions differ.
public struct EvolutionOptions: Hashable, Sendable {
    public enum Version: Hashable, Sendable, CaseIterable {
        /// 1.8.6: nested list, PUT for restarts, nothing at all in some answers.
        case v1
        /// 2.3.7
        case v2
        /// 2.4.0: one round of codes only.
        case v24

        var text: String {
            switch self {
            case .v1: "1.8.6"
            case .v2: "2.3.7"
            case .v24: "2.4.0"
            }
        }
    }

    public var version = Version.v2
    /// Codes until the server gives up (`QRCODE_LIMIT`); 2.4 stops after six whatever stands here.
    public var codeLimit = 30
    /// Whether the server answers at all: since 2.4 it wants to be registered.
    public var isLicensed = true
    /// Dark modules: green as the server comes, blue as its sample settings make it.
    public var isBlue = false

    public init() {}
}
