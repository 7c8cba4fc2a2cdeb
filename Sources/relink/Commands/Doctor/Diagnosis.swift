import Fleet

/// What one check came to: one line.
struct Diagnosis: Hashable, Sendable {
    enum Verdict: Hashable, Sendable {
        case fine
        /// Worth knowing; nothing fails of it.
        case warning
        case failed(ShellStatus)
    }

    var verdict: Verdict
    /// What was checked: `config`, `terminal`, or a gateway's name with the check.
    var subject: String
    var words: String

    static func fine(_ subject: String, _ words: String) -> Diagnosis { Diagnosis(.fine, subject, words) }

    static func warning(_ subject: String, _ words: String) -> Diagnosis { Diagnosis(.warning, subject, words) }

    static func failed(_ status: ShellStatus, _ subject: String, _ words: String) -> Diagnosis {
        Diagnosis(.failed(status), subject, words)
    }

    private init(_ verdict: Verdict, _ subject: String, _ words: String) {
        self.verdict = verdict
        self.subject = subject
        self.words = words
    }

    var failure: ShellStatus? {
        if case .failed(let status) = verdict { status } else { nil }
    }

    var line: String {
        let mark =
            switch verdict {
            case .fine: "ok     "
            case .warning: "warning"
            case .failed: "FAILED "
            }
        return "\(mark)  \(CleanText("\(subject): \(words)", limit: 500))"
    }
}
