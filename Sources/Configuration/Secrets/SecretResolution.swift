public import Fleet

/// What came of resolving the secrets of one gateway: those that were found, and one sentence for each that was not.
public struct SecretResolution: Sendable {
    public var secrets: GatewaySecrets
    public var problems: [SecretProblem]
    /// Secrets that work, but lie about: one sentence each.
    public var warnings: [String]

    public init(secrets: GatewaySecrets = GatewaySecrets(), problems: [SecretProblem] = [], warnings: [String] = []) {
        self.secrets = secrets
        self.problems = problems
        self.warnings = warnings
    }
}

/// Why a secret could not be had. Never holds any part of one.
public struct SecretProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// Whose it is: `wawp-eu`, or `green/7105000001`.
    public var owner: String
    public var message: String

    public init(owner: String, message: String) {
        self.owner = owner
        self.message = message
    }

    public var description: String { "\(owner): \(message)" }
}
