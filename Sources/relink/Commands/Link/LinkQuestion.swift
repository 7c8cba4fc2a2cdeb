import Board
import Fleet
import Grid

/// A question on the way to a link, asked where somebody can answer.
enum LinkQuestion: Equatable {
    /// Something speaks against the window.
    case word(String)
    /// The status is what a shell is told when nobody wants to.
    case newWindow(ShellStatus)
    case newCode
    case evict
    case assertion
    case compare

    enum Answer {
        case events([Event])
        /// Another window.
        case anew
        case leave(CommandFailure)
    }

    var prompt: String {
        switch self {
        case .word(let word): "Type \(word) to go on, or nothing to leave it: "
        case .newWindow: "Enter opens a new window, q leaves it: "
        case .newCode: "Enter asks for a new code, q leaves it: "
        case .evict: "Log that phone out? [y/N] "
        case .assertion: "The answer, as one line: "
        case .compare: "Does the phone show the same code? [y/N] "
        }
    }

    func answer(_ line: String, _ request: LinkRequest, _ state: State) -> Answer {
        let text = line.lowercased()
        switch self {
        case .word(let word):
            guard text == word.lowercased() else { return .leave(CommandFailure(.failed, "nothing was done")) }
            return .events(Self.typing(word))
        case .newWindow(let status):
            return text.isEmpty ? .anew : .leave(CommandFailure(status))
        case .newCode: return text.isEmpty ? .events([.perform(.newCode)]) : .leave(CommandFailure(.timedOut))
        case .evict: return text.hasPrefix("y") ? .events(Self.logOut) : .leave(CommandFailure(.failed))
        case .assertion: return .events([.perform(.answer), .paste(ClipboardText(line)), .key(.enter)])
        case .compare:
            return text.hasPrefix("y")
                ? .events([.perform(.answer)])
                : .leave(CommandFailure(.failed, "not confirmed: somebody else may be linking"))
        }
    }

    /// As somebody would type a word into the question that stands.
    static func typing(_ word: String) -> [Event] { word.map { .key(.character($0)) } + [.key(.enter)] }

    /// The wrong phone, with the question that belongs to it answered.
    static var logOut: [Event] { [.perform(.logout), .key(.character("y"))] }
}
