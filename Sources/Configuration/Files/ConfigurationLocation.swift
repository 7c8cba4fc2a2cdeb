/// Where relink's files are, from the environment it was started in.
public struct ConfigurationLocation: Sendable {
    private let environment: [String: String]

    public init(environment: [String: String]) { self.environment = environment }

    /// `named` (from `--config`), else `$RELINK_CONFIG`, else `$XDG_CONFIG_HOME/relink/config.yaml`
    /// (`~/.config/relink/config.yaml`).
    ///
    /// - Throws: a problem with one sentence when there is no home folder to start from.
    public func configurationFile(named: String? = nil) throws(ConfigurationProblems) -> String {
        if let path = named ?? environment["RELINK_CONFIG"], !path.isEmpty { return try expand(path) }
        return try folder("XDG_CONFIG_HOME", standard: ".config") + "/config.yaml"
    }

    /// For the journal, the log and remembered views: `$XDG_STATE_HOME/relink` (`~/.local/state/relink`).
    public func stateFolder() throws(ConfigurationProblems) -> String {
        try folder("XDG_STATE_HOME", standard: ".local/state")
    }

    /// The folder that `~` stands for.
    public var home: String? { environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } }

    private func folder(_ variable: String, standard: String) throws(ConfigurationProblems) -> String {
        // The base directory specification tells programs to ignore relative values.
        if let base = environment[variable], base.hasPrefix("/") { return PathText.trimmed(base) + "/relink" }
        guard let home else {
            throw ConfigurationProblems(
                file: "~/\(standard)/relink", "HOME is not set to a folder: set it, or name the file with --config")
        }
        return PathText.trimmed(home) + "/\(standard)/relink"
    }

    private func expand(_ path: String) throws(ConfigurationProblems) -> String {
        guard let expanded = PathText.expand(path, home: home, relativeTo: nil) else {
            throw ConfigurationProblems(file: path, "~ cannot be expanded here: write the whole path")
        }
        return expanded
    }
}
