import Yams

/// Reads a configuration file's text. Every mistake of the file is told at once, each with its place.
public struct ConfigurationReader: Sendable {
    /// Larger files are refused unread: 10,000 instances with every key filled in take about 2 MiB.
    public static let largestFile = 8 << 20

    /// What `~` stands for; without it, paths with `~` are mistakes.
    let home: String?
    let vocabulary: KeyVocabulary

    public init(home: String? = nil, vocabulary: KeyVocabulary = KeyVocabulary()) {
        self.home = home
        self.vocabulary = vocabulary
    }

    /// - Parameters:
    ///   - bytes: the whole file.
    ///   - path: how problems name the file; relative paths inside it begin in its folder.
    ///   - readableByOthers: whether group or others may read the file, which a `{value: ...}` forbids.
    public func read(
        _ bytes: [UInt8], path: String, readableByOthers: Bool = false
    ) throws(ConfigurationProblems) -> FleetConfiguration {
        guard bytes.count <= Self.largestFile else {
            throw ConfigurationProblems(file: path, FileProblem.tooLarge(limit: Self.largestFile).reason)
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw ConfigurationProblems(
                file: path, mark: Self.firstBadByte(in: bytes), "this is not UTF-8 text: save the file as UTF-8")
        }
        return try read(text, path: path, readableByOthers: readableByOthers)
    }

    public func read(
        _ text: String, path: String, readableByOthers: Bool = false
    ) throws(ConfigurationProblems) -> FleetConfiguration {
        var findings = Findings(file: path)
        let root = YAMLDocument.compose(text, into: &findings)
        var configuration: FleetConfiguration?
        if let root, !Field(node: root, keyPath: "").isNull {
            let paths = PathReader(home: home, folder: PathText.folder(of: path))
            configuration = FleetReader(paths: paths, vocabulary: vocabulary)
                .read(Field(node: root, keyPath: ""), &findings)
        } else if findings.problems.isEmpty {
            findings.add("is empty: expected a map with the key gateways", at: Place(mark: nil, keyPath: ""))
        }
        if findings.holdsSecretValue, readableByOthers {
            findings.add(
                "holds a secret as {value: ...} and can be read by others: run  chmod 600 \(PathText.shellQuoted(path))",
                at: Place(mark: nil, keyPath: ""))
        }
        guard findings.problems.isEmpty, let configuration else { throw ConfigurationProblems(findings.inOrder) }
        return configuration
    }

    /// The file at `path`, read through `files`, with its permissions looked at.
    public func load(_ path: String, from files: any FileDoor) throws(ConfigurationProblems) -> FleetConfiguration {
        let contents: FileContents
        do throws(FileProblem) {
            contents = try files.read(path, limit: Self.largestFile)
        } catch {
            let help = error == .missing ? ": write one, or look around with  relink demo" : ""
            throw ConfigurationProblems(file: path, error.reason + help)
        }
        return try read(contents.bytes, path: path, readableByOthers: contents.isReadableByOthers)
    }

    private static func firstBadByte(in bytes: [UInt8]) -> TextMark {
        var mark = TextMark(line: 1, column: 1)
        var rest = bytes.makeIterator()
        var decoder = UTF8()
        var position = decoder.decode(&rest)
        while case .scalarValue(let scalar) = position {
            mark =
                scalar == "\n"
                ? TextMark(line: mark.line + 1, column: 1) : TextMark(line: mark.line, column: mark.column + 1)
            position = decoder.decode(&rest)
        }
        return mark
    }
}

/// What may stand under `defaults: keys:`, handed in by whoever owns the actions.
public struct KeyVocabulary: Sendable {
    /// Known action names; `nil` takes every name.
    public var actions: [String]?
    /// Whether a text names a key.
    public var isKey: @Sendable (String) -> Bool

    public init(actions: [String]? = nil, isKey: @escaping @Sendable (String) -> Bool = { !$0.isEmpty }) {
        self.actions = actions
        self.isKey = isKey
    }
}
