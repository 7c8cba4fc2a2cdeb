/// How the terminal of a test answers questions (DA1, XTVERSION, …).
public enum TerminalAnswering: Sendable {
    /// As libvterm does: it knows DA1, DA2 and cursor reports.
    case asLibvterm
    /// Not at all.
    case silent
    /// As another terminal would: each question found in the output gets its answer, in the order they were asked.
    case scripted([(question: String, answer: String)])
}

/// Finds questions in what a program writes, also where a read cut one in two.
struct QuestionFinder {
    private let script: [(question: [UInt8], answer: [UInt8])]
    private var waiting: [UInt8] = []

    init(_ script: [(question: String, answer: String)]) {
        self.script = script.map { (Array($0.question.utf8), Array($0.answer.utf8)) }
    }

    mutating func answers(to bytes: ArraySlice<UInt8>) -> [UInt8] {
        waiting += bytes
        var answers: [UInt8] = []
        var place = 0
        while place < waiting.count {
            let rest = waiting[place...]
            if let found = script.first(where: { rest.starts(with: $0.question) }) {
                answers += found.answer
                place += found.question.count
            } else if script.contains(where: { $0.question.starts(with: rest) }) {
                break
            } else {
                place += 1
            }
        }
        waiting.removeFirst(place)
        return answers
    }
}
