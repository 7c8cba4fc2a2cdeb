import Board
import Configuration
import Fleet

/// What a hook finds in its environment.
enum HookEnvironment {
    /// Ours, without the variables that the configuration names as secrets: a hook has its own.
    static func base(_ environment: [String: String], without configuration: FleetConfiguration) -> [String: String] {
        var left = environment.filter { !$0.key.hasPrefix(prefix) || $0.key == "RELINK_CONFIG" }
        for gateway in configuration.gateways {
            for source in [gateway.secret] + gateway.instances.map(\.secret) {
                if case .environment(let name) = source { left[name] = nil }
            }
        }
        return left
    }

    private static let prefix = "RELINK_"

    /// The facts of one alert, by name. What is not known is left out.
    static func facts(_ facts: AlertFacts) -> [String: String] {
        let values: [String: String?] = [
            "EVENT": facts.event.rawValue, "GATEWAY": facts.gateway, "KIND": facts.kind?.rawValue,
            "ID": facts.count == 1 ? facts.ids.first : nil,
            "IDS": facts.ids.isEmpty ? nil : facts.ids.joined(separator: "\n"), "NAME": facts.name,
            "STATE": facts.state?.rawValue, "WAS": facts.was?.rawValue, "REASON": facts.reason,
            "SINCE": UTCTime.text(facts.since), "COUNT": "\(facts.count)",
            "FLAPS": facts.flaps > 0 ? "\(facts.flaps)" : nil, "TEXT": facts.text,
        ]
        // A zero byte would end the variable, and nothing else in it is a danger to a program that is no shell.
        let known = values.compactMapValues { $0?.filter { $0 != "\0" } }
        return Dictionary(uniqueKeysWithValues: known.map { (prefix + $0.key, $0.value) })
    }
}
