/// One gateway as the configuration names it. Secrets are named here, not held: `SecretSource` says where each lives.
public struct GatewayConfiguration: Hashable, Sendable {
    public var name: String
    public var kind: GatewayKind
    /// Scheme, host, port and base path, without a trailing slash.
    public var url: String
    public var username: String?
    public var secret: SecretSource?
    /// An extra CA file; verification itself cannot be switched off.
    public var trust: String?
    /// Sends the secret over plain `http` to other machines, because the configuration says so.
    public var insecure: Bool
    public var pacing: Pacing
    public var instances: [InstanceConfiguration]

    public init(
        name: String, kind: GatewayKind, url: String, username: String? = nil, secret: SecretSource? = nil,
        trust: String? = nil, insecure: Bool = false, pacing: Pacing? = nil, instances: [InstanceConfiguration] = []
    ) {
        self.name = name
        self.kind = kind
        self.url = url
        self.username = username
        self.secret = secret
        self.trust = trust
        self.insecure = insecure
        self.pacing = pacing ?? .standard(for: kind)
        self.instances = instances
    }
}

/// What the configuration says of one instance.
public struct InstanceConfiguration: Hashable, Sendable {
    public var id: String
    public var label: CleanText?
    /// The number that belongs here.
    public var phone: PhoneNumber?
    /// Who has the phone.
    public var holder: CleanText?
    /// The operator's own record.
    public var owner: CleanText?
    public var note: CleanText?
    /// In which the holder is written to; by the number's country where it is not said.
    public var language: HolderLanguage?
    /// Where the vendor gives one secret per instance (GREEN-API).
    public var secret: SecretSource?

    public init(
        id: String, label: CleanText? = nil, phone: PhoneNumber? = nil, holder: CleanText? = nil,
        owner: CleanText? = nil, note: CleanText? = nil, language: HolderLanguage? = nil,
        secret: SecretSource? = nil
    ) {
        self.id = id
        self.label = label
        self.phone = phone
        self.holder = holder
        self.owner = owner
        self.note = note
        self.language = language
        self.secret = secret
    }
}

/// Where a secret lives.
public enum SecretSource: Hashable, Sendable {
    case environment(String)
    case file(String)
    case command([String])
    case value(Secret)
}
