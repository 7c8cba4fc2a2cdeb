public import Fleet

/// A gateway that runs, with everything a client needs to talk to it.
public struct SimulatedGateway: Hashable, Sendable {
    public var name: String
    public var kind: GatewayKind
    /// Scheme, host and port.
    public var url: String
    public var secret: Secret
    public var instances: [InstanceConfiguration]

    /// As if it had been read from a configuration file.
    public var configuration: GatewayConfiguration {
        GatewayConfiguration(name: name, kind: kind, url: url, secret: .value(secret), instances: instances)
    }

    /// A configuration file for these gateways. It holds their secrets: it is written with mode 0600.
    public static func configurationYAML(for gateways: [SimulatedGateway]) -> String {
        var yaml = "# Simulated gateways: nothing in here opens anything real.\ngateways:\n"
        for gateway in gateways { gateway.write(to: &yaml) }
        return yaml
    }

    private func write(to yaml: inout String) {
        yaml += """
              - name: \(JSONText.quoted(name))
                kind: \(kind.rawValue)
                url: \(JSONText.quoted(url))
                secret: {value: \(JSONText.quoted(secret.reveal()))}
                instances:

            """
        for instance in instances {
            yaml += "      - id: \(JSONText.quoted(instance.id))\n"
            let facts = [
                ("label", instance.label?.text), ("phone", instance.phone.map { "+" + $0.digits }),
                ("holder", instance.holder?.text),
            ]
            for case (let key, let value?) in facts { yaml += "        \(key): \(JSONText.quoted(value))\n" }
        }
    }
}
