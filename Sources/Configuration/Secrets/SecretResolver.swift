public import Fleet

/// Fetches secrets from where the configuration says they live.
public struct SecretResolver: Sendable {
    private let environment: [String: String]
    private let files: any FileDoor
    /// How long a command may take.
    private let commandLimit: Duration

    public init(
        environment: [String: String], files: any FileDoor = SystemFiles(), commandLimit: Duration = .seconds(10)
    ) {
        self.environment = environment
        self.files = files
        self.commandLimit = commandLimit
    }

    /// All secrets of one gateway. A source named by several instances is asked once; commands run one after
    /// another, because password managers ask their person one question at a time.
    public func resolve(_ gateway: GatewayConfiguration) async -> SecretResolution {
        var resolution = SecretResolution()
        var known: [SecretSource: Result<Secret, SecretProblem>] = [:]
        if let source = gateway.secret {
            resolution.secrets.gateway = await resolve(source, owner: gateway.name, &known, &resolution)
        }
        for instance in gateway.instances {
            guard let source = instance.secret else { continue }
            let owner = "\(gateway.name)/\(instance.id)"
            resolution.secrets.instances[instance.id] = await resolve(source, owner: owner, &known, &resolution)
        }
        return resolution
    }

    private func resolve(
        _ source: SecretSource, owner: String, _ known: inout [SecretSource: Result<Secret, SecretProblem>],
        _ resolution: inout SecretResolution
    ) async -> Secret? {
        let isNew = known[source] == nil
        let result: Result<Secret, SecretProblem>
        if let earlier = known[source] { result = earlier } else { result = await resolve(source, owner: owner) }
        known[source] = result
        switch result {
        case .success(let secret):
            if isNew, let warning = warning(about: source) { resolution.warnings.append("\(owner): \(warning)") }
            return secret
        case .failure(let problem):
            resolution.problems.append(SecretProblem(owner: owner, message: problem.message))
            return nil
        }
    }

    /// One secret.
    public func resolve(_ source: SecretSource, owner: String) async -> Result<Secret, SecretProblem> {
        let outcome: Result<String, SecretTrouble>
        switch source {
        case .environment(let name): outcome = read(variable: name)
        case .file(let path): outcome = read(file: path)
        case .command(let words):
            outcome = await SecretCommand(words: words, environment: environment, limit: commandLimit).run()
        case .value(let secret): outcome = .success(secret.reveal())
        }
        return outcome.flatMap { text in
            SecretRule.trouble(with: text).map { .failure(SecretTrouble("holds \($0)", of: source)) }
                ?? .success(Secret(text))
        }.mapError { SecretProblem(owner: owner, message: $0.sentence) }
    }

    /// What can be told of a source without running anything: a missing variable or file, or a file open to others.
    /// Commands are not run.
    public func inspect(_ source: SecretSource) -> String? {
        let outcome: Result<String, SecretTrouble>
        switch source {
        case .environment(let name): outcome = read(variable: name)
        case .file(let path): outcome = read(file: path)
        case .command, .value: return nil
        }
        switch outcome {
        case .success(let text):
            return SecretRule.trouble(with: text).map { SecretTrouble("holds \($0)", of: source).sentence }
                ?? warning(about: source)
        case .failure(let trouble): return trouble.sentence
        }
    }

    private func read(variable name: String) -> Result<String, SecretTrouble> {
        guard let value = environment[name] else {
            return .failure(SecretTrouble("the environment variable \(name) is not set"))
        }
        guard !value.isEmpty else { return .failure(SecretTrouble("the environment variable \(name) is empty")) }
        return .success(value)
    }

    private func read(file path: String) -> Result<String, SecretTrouble> {
        let contents: FileContents
        do throws(FileProblem) {
            contents = try files.read(path, limit: SecretRule.longest)
        } catch {
            return .failure(SecretTrouble("the secret file \(path) \(error.reason)"))
        }
        guard var text = String(validating: contents.bytes, as: UTF8.self) else {
            return .failure(SecretTrouble("the secret file \(path) is not UTF-8 text"))
        }
        // Editors and `echo` end a file with a line break that is no part of the secret.
        if text.last?.isNewline == true { text.removeLast() }
        guard !text.isEmpty else { return .failure(SecretTrouble("the secret file \(path) is empty")) }
        return .success(text)
    }

    private func warning(about source: SecretSource) -> String? {
        guard case .file(let path) = source, let contents = try? files.read(path, limit: SecretRule.longest),
            contents.isReadableByOthers
        else { return nil }
        return "the secret file \(path) can be read by others: run  chmod 600 \(PathText.shellQuoted(path))"
    }
}

/// One sentence about a secret that could not be had.
struct SecretTrouble: Error {
    let sentence: String

    init(_ sentence: String) { self.sentence = sentence }

    init(_ predicate: String, of source: SecretSource) {
        sentence =
            switch source {
            case .environment(let name): "the environment variable \(name) \(predicate)"
            case .file(let path): "the secret file \(path) \(predicate)"
            case .command(let words): "the first line of the command \(words.first ?? "") \(predicate)"
            case .value: "the secret in the configuration \(predicate)"
            }
    }
}
