/// Collects the mistakes of one file while it is read, so that all of them can be told at once.
struct Findings {
    let file: String
    private(set) var problems: [ConfigurationProblem] = []
    /// Whether the file itself holds a secret, which decides who may read it.
    var holdsSecretValue = false

    init(file: String) { self.file = file }

    mutating func add(_ message: String, at place: Place) {
        problems.append(ConfigurationProblem(file: file, mark: place.mark, keyPath: place.keyPath, message: message))
    }

    mutating func add(_ problem: ConfigurationProblem) { problems.append(problem) }

    var inOrder: [ConfigurationProblem] {
        // A problem of the whole file comes first; equal places keep the order in which they were found.
        problems.enumerated().sorted { left, right in
            let first = left.element.mark ?? TextMark(line: 0, column: 0)
            let second = right.element.mark ?? TextMark(line: 0, column: 0)
            return first == second ? left.offset < right.offset : first < second
        }.map(\.element)
    }
}

/// Where something stands: in the text, and on the way through the keys.
struct Place {
    var mark: TextMark?
    var keyPath: String
}
