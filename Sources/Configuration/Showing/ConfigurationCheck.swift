import Fleet

/// What `relink config check` says of a configuration that could be read: one line each.
public struct ConfigurationCheck: Sendable {
    private let resolver: SecretResolver
    private let files: any FileDoor

    public init(resolver: SecretResolver, files: any FileDoor = SystemFiles()) {
        self.resolver = resolver
        self.files = files
    }

    /// One line for the file, one for each gateway, one for each thing that will not work as it stands.
    public func lines(_ configuration: FleetConfiguration, path: String) -> [String] {
        let gateways = configuration.gateways
        let count = gateways.reduce(0) { $0 + $1.instances.count }
        var lines = [
            "\(path): ok, \(Self.counted(gateways.count, "gateway")), \(Self.counted(count, "instance")) named"
        ]
        for gateway in gateways {
            let secret = gateway.secret.map { "secret \(ConfigurationText.source($0))" }
            let parts = [
                "\(gateway.name): \(gateway.kind.rawValue) at \(gateway.url)",
                Self.counted(gateway.instances.count, "instance") + " named", secret,
            ]
            lines.append(parts.compactMap(\.self).joined(separator: ", "))
        }
        return lines + warnings(configuration).map { "warning: \($0)" }
    }

    /// Secrets that are not there yet, plain `http` that will send none, CA files that cannot be read.
    /// Nothing is run and nothing is sent.
    public func warnings(_ configuration: FleetConfiguration) -> [String] {
        configuration.gateways.flatMap { gateway in
            var found: [String] = []
            if let source = gateway.secret, let words = resolver.inspect(source) {
                found.append("\(gateway.name): \(words)")
            }
            for instance in gateway.instances {
                guard let source = instance.secret, let words = resolver.inspect(source) else { continue }
                found.append("\(gateway.name)/\(instance.id): \(words)")
            }
            if let words = plainHTTP(gateway) { found.append("\(gateway.name): \(words)") }
            if let path = gateway.trust {
                do throws(FileProblem) {
                    _ = try files.read(path, limit: 1 << 20)
                } catch {
                    found.append("\(gateway.name): the CA file \(path) \(error.reason)")
                }
            }
            return found
        }
    }

    private func plainHTTP(_ gateway: GatewayConfiguration) -> String? {
        guard case .success(let address) = AddressRule.parse(gateway.url), address.scheme == "http",
            !address.isLoopback, gateway.secret != nil || gateway.instances.contains(where: { $0.secret != nil })
        else { return nil }
        return gateway.insecure
            ? "insecure: true sends the secret over plain http, readable on the way"
            : "no secret is sent over plain http: use https, or write insecure: true"
    }

    private static func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}
