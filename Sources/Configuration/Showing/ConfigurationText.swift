import Fleet

/// The configuration in force, as `relink config show` prints it: YAML in form, every default written out,
/// secrets only as where they live.
public enum ConfigurationText {
    public static func show(_ configuration: FleetConfiguration) -> String {
        var lines = ["gateways:"]
        for gateway in configuration.gateways {
            lines += self.lines(of: gateway, revealPhones: configuration.defaults.revealPhones)
        }
        return (lines + self.lines(of: configuration.defaults)).joined(separator: "\n") + "\n"
    }

    private static func lines(of gateway: GatewayConfiguration, revealPhones: Bool) -> [String] {
        var lines = ["  - name: \(scalar(gateway.name))", "    kind: \(gateway.kind.rawValue)"]
        lines.append("    url: \(scalar(gateway.url))")
        if let username = gateway.username { lines.append("    username: \(scalar(username))") }
        if let secret = gateway.secret { lines.append("    secret: \(source(secret))") }
        if let trust = gateway.trust { lines.append("    trust: \(scalar(trust))") }
        if gateway.insecure { lines.append("    insecure: true") }
        lines.append("    pacing:")
        lines += self.lines(of: gateway.pacing).map { "      " + $0 }
        guard !gateway.instances.isEmpty else { return lines }
        lines.append("    instances:")
        for instance in gateway.instances {
            lines.append("      - id: \(scalar(instance.id))")
            let phone = instance.phone.map { revealPhones ? "+\($0.digits)" : $0.masked }
            let facts = [
                ("label", instance.label?.text), ("phone", phone), ("holder", instance.holder?.text),
                ("owner", instance.owner?.text), ("note", instance.note?.text),
                ("language", instance.language?.rawValue),
            ]
            for case (let key, let value?) in facts { lines.append("        \(key): \(scalar(value))") }
            if let secret = instance.secret { lines.append("        secret: \(source(secret))") }
        }
        return lines
    }

    private static func lines(of defaults: Defaults) -> [String] {
        var lines = ["defaults:", "  theme: \(defaults.theme.rawValue)"]
        lines.append("  reduced-motion: \(defaults.reducedMotion)")
        lines.append("  reveal-phones: \(defaults.revealPhones)")
        lines.append("  journal:")
        lines.append("    numbers: \(defaults.journal.numbers.rawValue)")
        lines.append("    keep-days: \(defaults.journal.keepDays)")
        lines.append("    keep-megabytes: \(defaults.journal.keepMegabytes)")
        lines += self.lines(of: defaults.notifications)
        guard !defaults.keys.isEmpty else { return lines + ["  keys: {}"] }
        lines.append("  keys:")
        for (action, key) in defaults.keys.sorted(by: { $0.key < $1.key }) {
            lines.append("    \(scalar(action)): \(scalar(key))")
        }
        return lines
    }

    private static func lines(of notifications: NotificationSettings) -> [String] {
        let events = AlertEvent.allCases.filter(notifications.events.contains).map(\.rawValue)
        return [
            "  notifications:", "    bell: \(notifications.bell)", "    title: \(notifications.title)",
            "    desktop: \(scalar(notifications.desktop.rawValue))", "    hook: \(program(notifications.hook))",
            "    hook-limit: \(seconds(notifications.hookLimit))",
            "    stable-for: \(seconds(notifications.stableFor))",
            "    on: [\(events.joined(separator: ", "))]",
        ]
    }

    /// Arguments are not shown: a token can be among them.
    private static func program(_ words: [String]) -> String {
        guard let name = words.first else { return "[]" }
        return "[\(scalar(name))\(words.count > 1 ? ", ‹\(words.count - 1) more›" : "")]"
    }

    /// Where a secret lives, in the form of the file.
    static func source(_ source: SecretSource) -> String {
        switch source {
        case .environment(let name): "{env: \(name)}"
        case .file(let path): "{file: \(scalar(path))}"
        case .command(let words): "{command: \(program(words))}"
        case .value(let secret): "{value: \(secret)}"
        }
    }

    static func seconds(_ duration: Duration) -> String {
        let milliseconds = duration.nanoseconds / 1_000_000
        return milliseconds % 1000 == 0 ? "\(milliseconds / 1000)" : "\(Double(milliseconds) / 1000)"
    }

    /// Plain where YAML reads the same text back, in double quotes otherwise.
    private static func scalar(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte)
                || " _-./:".utf8.contains(byte) || byte >= 0x80
        }
        let startsPlain = text.first.map { $0.isLetter || $0 == "/" } ?? false
        let hasPair = text.contains(": ") || text.hasSuffix(":") || text.hasSuffix(" ")
        let isWord = ["null", "true", "false", "yes", "no", "on", "off"].contains(text.lowercased())
        if isPlain, startsPlain, !hasPair, !isWord { return text }
        let escaped = text.unicodeScalars.map { scalar in
            switch scalar {
            case "\"": "\\\""
            case "\\": "\\\\"
            case _ where scalar.value < 0x20: "\\x" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
            default: String(scalar)
            }
        }
        return "\"\(escaped.joined())\""
    }
}
