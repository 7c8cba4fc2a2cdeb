public import Fleet

/// A gateway that runs, with everything a client needs to talk to it.
public struct SimulatedGateway: Hashable, Sendable {
    public var name: String
    public var kind: GatewayKind
    /// Scheme, host, port and base path.
    public var url: String
    public var username: String?
    /// Of the whole gateway. For GREEN-API it is a partner's token, which clients of single instances never need.
    public var secret: Secret
    /// With a secret of its own each, where the vendor wants that.
    public var instances: [InstanceConfiguration]

    public init(
        name: String, kind: GatewayKind, url: String, username: String? = nil, secret: Secret,
        instances: [InstanceConfiguration]
    ) {
        self.name = name
        self.kind = kind
        self.url = url
        self.username = username
        self.secret = secret
        self.instances = instances
    }

    /// As if it had been read from a configuration file.
    public var configuration: GatewayConfiguration {
        GatewayConfiguration(
            name: name, kind: kind, url: url, username: username, secret: gatewaySecret.map { .value($0) },
            instances: instances)
    }

    /// A configuration file for these gateways. It holds their secrets: it is written with mode 0600.
    public static func configurationYAML(for gateways: [SimulatedGateway]) -> String {
        var yaml = "# Simulated gateways: nothing in here opens anything real.\ngateways:\n"
        for gateway in gateways { gateway.write(to: &yaml) }
        return yaml
    }

    /// What a configuration gives to the whole gateway: nothing where it is empty, or each instance has its own.
    private var gatewaySecret: Secret? { kind == .greenAPI || secret.isEmpty ? nil : secret }

    private func write(to yaml: inout String) {
        yaml += """
              - name: \(JSONText.quoted(name))
                kind: \(kind.rawValue)
                url: \(JSONText.quoted(url))

            """
        if let username { yaml += "    username: \(JSONText.quoted(username))\n" }
        if let gatewaySecret { yaml += "    secret: {value: \(JSONText.quoted(gatewaySecret.reveal()))}\n" }
        yaml += instances.isEmpty ? "    instances: []\n" : "    instances:\n"
        for instance in instances {
            yaml += "      - id: \(JSONText.quoted(instance.id))\n"
            let facts = [
                ("label", instance.label?.text), ("phone", instance.phone.map { "+" + $0.digits }),
                ("holder", instance.holder?.text),
            ]
            for case (let key, let value?) in facts { yaml += "        \(key): \(JSONText.quoted(value))\n" }
            guard case .value(let secret) = instance.secret else { continue }
            yaml += "        secret: {value: \(JSONText.quoted(secret.reveal()))}\n"
        }
    }
}
