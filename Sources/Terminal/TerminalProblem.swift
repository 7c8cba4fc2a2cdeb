/// Why there can be no screen, with what to do about it.
public enum TerminalProblem: Error, Hashable, Sendable, CustomStringConvertible {
    case inputIsNoTerminal
    case outputIsNoTerminal
    case typeNotSet
    case unknownType(String)
    case cannotPlaceText(String)
    case failed(String)
    case alreadyStarted

    public var description: String {
        switch self {
        case .inputIsNoTerminal:
            "standard input is not a terminal: start relink in one, or use a command that needs none (relink --help)"
        case .outputIsNoTerminal:
            "standard output is not a terminal: start relink in one, or use `relink status` for a pipe or a file"
        case .typeNotSet:
            "TERM is not set: set it to the terminal's type, for example TERM=xterm-256color, or use `relink --plain`"
        case .unknownType(let type):
            "the terminal type “\(type)” (TERM) is unknown on this machine: install the package ncurses-term, "
                + "or set TERM=xterm-256color"
        case .cannotPlaceText(let type):
            "the terminal type “\(type)” (TERM) cannot place text on the screen: use `relink --plain`, "
                + "or set TERM to the terminal's real type"
        case .failed(let type):
            "the screen could not be started on the terminal type “\(type)” (TERM): use `relink --plain`"
        case .alreadyStarted:
            "the terminal is in use already: stop it before it is started again"
        }
    }
}
