/// One mistake in a configuration: where it stands and what was expected there.
///
/// It never quotes a value that may be a secret.
public struct ConfigurationProblem: Hashable, Sendable, CustomStringConvertible {
    /// The file, as the person named it.
    public var file: String
    /// Both from 1; columns count Unicode scalars. `nil` when the mistake is about the file as a whole.
    public var mark: TextMark?
    /// The way to the key, such as `gateways[0].instances[2].phone`; empty for the whole file.
    public var keyPath: String
    /// One sentence: what is wrong and what to write instead.
    public var message: String

    public init(file: String, mark: TextMark? = nil, keyPath: String = "", message: String) {
        self.file = file
        self.mark = mark
        self.keyPath = keyPath
        self.message = message
    }

    /// One line: `FILE:LINE:COLUMN: KEY: sentence`.
    public var description: String {
        var line = file
        if let mark { line += ":\(mark.line):\(mark.column)" }
        line += ": "
        if !keyPath.isEmpty { line += "\(keyPath): " }
        return line + message
    }
}

/// A place in a text; both count from 1.
public struct TextMark: Hashable, Sendable, Comparable {
    public var line: Int
    public var column: Int

    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    public static func < (left: TextMark, right: TextMark) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}

/// Every mistake found in one configuration, in the order of the file. Its description is one line each.
public struct ConfigurationProblems: Error, Hashable, Sendable, CustomStringConvertible {
    public let problems: [ConfigurationProblem]

    public init(_ problems: [ConfigurationProblem]) { self.problems = problems }

    /// One problem of the file as a whole.
    init(file: String, mark: TextMark? = nil, _ message: String) {
        self.init([ConfigurationProblem(file: file, mark: mark, message: message)])
    }

    public var description: String { problems.map(\.description).joined(separator: "\n") }
}
