import Fleet
import Grid

/// What a typed line asks for.
public enum PlainInput: Sendable {
    case events([Event])
    /// What can be typed here.
    case help
    /// The page again.
    case again
    /// Not understood.
    case unknown(String)

    /// - Parameter page: the one whose numbers were told last.
    public init(_ line: String, on page: PlainPage, _ state: State) {
        let line = String(line.drop(while: \.isWhitespace))
        if let dialog = state.dialog {
            self = .events(PlainDialogs.events(line, dialog))
            return
        }
        switch line {
        case "": self = .again
        case "?", "help": self = .help
        case "q", "back":
            self = .events([.perform(.back)])
        case "Q", "quit": self = .events([.perform(.quit)])
        case "n": self = .next(1, state)
        case "N": self = .next(-1, state)
        default: self = Self.other(line, page, state)
        }
    }

    private static func other(_ line: String, _ page: PlainPage, _ state: State) -> PlainInput {
        if line.hasPrefix("/") {
            if case .link = state.screen { return .unknown("q closes this window first.") }
            return .events(leave(state) + [.filter(String(line.dropFirst()))])
        }
        if let number = Int(line) {
            guard page.choices.indices.contains(number - 1) else {
                return .unknown("There is no number \(number) here.")
            }
            switch page.choices[number - 1] {
            case .instance(let key): return .events([.choose(key)])
            case .action(let action): return .events([.perform(action)])
            }
        }
        let name = line.hasPrefix(":") ? String(line.dropFirst()) : line
        guard let action = action(called: name, state), !unseen.contains(action) else {
            return .unknown("“\(CleanText(name, limit: 40))” is no command here; ? tells them.")
        }
        if state.screen == .list, ofOne.contains(action) { return .unknown("Choose an instance first.") }
        return .events([.perform(action)])
    }

    /// By its key, by its name, or by a beginning that no other has.
    private static func action(called name: String, _ state: State) -> Action? {
        if name.count == 1, let letter = name.first {
            return state.settings.keys.action(for: .character(letter), in: state.context)
        }
        let offered = ActionTable.all.filter { $0.contexts.contains(state.context) }.map(\.action)
        if let exact = offered.first(where: { $0.rawValue == name.lowercased() }) { return exact }
        let beginning = offered.filter { $0.rawValue.hasPrefix(name.lowercased()) && !unseen.contains($0) }
        return beginning.count == 1 ? beginning[0] : nil
    }

    /// On a screen they mean the row under the cursor, which nobody sees here.
    private static let ofOne: Set<Action> = [
        .relink, .pair, .triage, .start, .restart, .stop, .logout, .delete, .dismiss, .mute, .pollNow,
        .open,
    ]

    /// On the list the next problem is opened, elsewhere the screen goes to it.
    private static func next(_ direction: Int, _ state: State) -> PlainInput {
        guard state.screen == .list else {
            return .events([.perform(direction > 0 ? .nextProblem : .previousProblem)])
        }
        let keys = state.list.shown.filter { state.fleet[$0]?.isProblem == true }
        guard let key = direction > 0 ? keys.first : keys.last else { return .unknown("There is no problem.") }
        return .events([.choose(key)])
    }

    /// Back to the list, where a filter means something.
    private static func leave(_ state: State) -> [Event] { state.screens.map { _ in .perform(.close) } }

    /// These move what only a screen has.
    static let unseen: Set<Action> = [
        .up, .down, .left, .right, .top, .bottom, .pageUp, .pageDown, .halfUp, .halfDown, .filter, .freeze, .wall,
        .palette, .help, .redraw, .suspend, .drawing, .invert, .enlarge, .spelling, .hide, .copy, .consoleLine,
        .message, .language, .mark, .markRange, .savePicture,
    ]

    /// What can be typed on the screen that is open, a line each.
    public static func help(_ state: State) -> [String] {
        [
            "A number chooses from the list above. Enter tells the page again.",
            "/text finds instances, / alone shows the problems. n and N go to the next and the previous problem.",
            "q goes back, Q quits. A command by its name or its key:",
        ]
            + ActionTable.all.filter {
                $0.contexts.contains(state.context) && !unseen.contains($0.action)
                    && !(state.screen == .list && ofOne.contains($0.action))
            }.map {
                let key = state.settings.keys.label($0.action, in: state.context).flatMap {
                    $0.count == 1 ? " \($0)" : nil
                }
                return "\($0.action.rawValue)\(key ?? ""): \($0.title)"
            }
    }
}
