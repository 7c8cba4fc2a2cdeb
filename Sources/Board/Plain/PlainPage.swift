public import Fleet
import Grid
import Linking

/// A screen or a question as lines, with what can be chosen there: for screen readers and terminals that only scroll.
public struct PlainPage: Hashable, Sendable {
    public var lines: [String]
    /// Chosen by their numbers.
    public var choices: [Choice]
    /// What stands before the place where is typed.
    public var prompt: String

    public enum Choice: Hashable, Sendable {
        case instance(InstanceKey)
        case action(Action)
    }

    /// So many instances are told at once; a filter finds the others.
    static let most = 20

    public init(_ state: State) {
        if let dialog = state.dialog {
            self = PlainDialogs.page(dialog, state)
            return
        }
        switch state.screen {
        case .list, .wall: self = Self.list(state)
        case .detail(let key): self = Self.detail(key, state)
        case .triage(let keys): self = Self.triage(keys, state)
        case .journal(let page):
            let lines = JournalScreen.text(state, page, most: 2 * Self.most)
            self = PlainPage(lines: lines, choices: Self.actions(state))
        case .link: self = PlainPage(lines: [], choices: Self.actions(state), prompt: Self.choose)
        }
    }

    init(lines: [String], choices: [Choice], prompt: String = PlainPage.choose) {
        self.lines = lines
        self.choices = choices
        self.prompt = prompt
    }

    static let choose = "choose: "

    /// All lines, the choices numbered.
    public func text(_ state: State) -> [String] {
        lines + choices.enumerated().map { index, choice in "\(index + 1). \(words(of: choice, state))" }
    }

    private func words(of choice: Choice, _ state: State) -> String {
        switch choice {
        case .instance(let key): state.plainRow(key)
        case .action(let action): "\(ActionTable.info(action).title) (\(action.rawValue))"
        }
    }

    // MARK: - Screens

    private static func list(_ state: State) -> PlainPage {
        let isFiltered = !state.list.filter.text.isEmpty
        let keys = isFiltered ? state.list.shown : state.list.shown.filter { state.fleet[$0]?.isProblem == true }
        var lines = [state.plainSummary]
        lines += state.gateways.compactMap { gateway in
            gateway.failure.map { "gateway \(gateway.name) does not answer: \($0.value.message.sentence)" }
        }
        if isFiltered {
            lines.append("\(keys.count) match “\(state.list.filter.text)”; / alone shows the problems again.")
        }
        if keys.isEmpty, !isFiltered { lines.append("No problem. /text finds an instance.") }
        if keys.count > most { lines.append("The first \(most) of \(keys.count); /text narrows them.") }
        return PlainPage(lines: lines, choices: keys.prefix(most).map { .instance($0) })
    }

    private static func detail(_ key: InstanceKey, _ state: State) -> PlainPage {
        guard let row = state.fleet[key] else { return PlainPage(lines: ["\(key) is gone."], choices: []) }
        var lines = [state.plainFacts(of: key)]
        if row.since != nil, !row.beganBefore { lines.append("\(row.word) \(Ages.sinceWords(row, at: state.now)).") }
        if let account = row.account?.value {
            let who = [account.phone.map { state.shown($0, besides: row.configured.phone) }, account.name?.text]
                .compactMap(\.self)
            lines.append("Account: \(who.isEmpty ? "no number told" : who.joined(separator: " ")).")
        }
        if let mute = state.muteWords(key) { lines.append("Alerts: \(mute).") }
        switch state.linkLock(for: [key]) {
        case .closed(let reason), .typed(let reason): lines += [reason.sentence, reason.instead]
        case .open: break
        }
        return PlainPage(lines: lines, choices: actions(state))
    }

    private static func triage(_ keys: [InstanceKey], _ state: State) -> PlainPage {
        var lines: [String] = []
        for row in keys.prefix(most).compactMap({ state.fleet[$0] }) {
            if let outbreak = state.outbreak(with: row.key) {
                lines.append("\(outbreak.count) dropped together; look for what they have in common.")
            }
            let step = TriageWords.category(state.verdict(row), row.kind)
            lines.append("\(row.name): \(row.word). What comes next: \(step).")
        }
        return PlainPage(lines: lines, choices: actions(state))
    }

    /// What can be done here, links first and the way back last; otherwise in the order of the action table.
    static func actions(_ state: State) -> [Choice] {
        let offered = ActionTable.all.filter { isOffered($0.action, state) }
        let links = offered.filter { $0.group == .link }
        let others = offered.filter { $0.group != .link && $0.action != .back }
        return (links + others).map { .action($0.action) } + [.action(.back)]
    }

    private static func isOffered(_ action: Action, _ state: State) -> Bool {
        let info = ActionTable.info(action)
        guard info.contexts.contains(state.context), !(info.changes && state.settings.isReadOnly) else { return false }
        switch action {
        case .relink, .pair, .triage, .start, .restart, .stop, .logout, .newCode, .hold, .answer, .saveChallenge, .mute,
            .back, .postpone, .skip:
            break
        case .timeline: if case .detail = state.screen { return true } else { return false }
        case .sift: return state.screen == .journal(.log)
        case .period, .saveHandover: return state.screen == .journal(.handover)
        case .dismiss: return state.current.flatMap { state.fleet[$0] }?.state == .missing
        case .open:
            if case .link(let key) = state.screen {
                return state.links[key].map { $0.flow.isOver && !$0.isDone } ?? false
            }
            if case .triage = state.screen { return true }
            return false
        case .pollNow: if case .link = state.screen { return false }
        default: return false
        }
        guard case .link(let key) = state.screen, let flow = state.links[key]?.flow else { return true }
        switch action {
        case .skip, .postpone: return state.round != nil
        case .logout: return flow.phase.isMismatched
        case .start, .restart, .stop, .mute, .triage: return false
        case .newCode:
            if case .pairingExpired = flow.phase { return true }
            return flow.phase.hasCode
        case .hold: return flow.phase.hasCode
        default: return true
        }
    }
}

extension State {
    /// Tells apart what a page of the journal said before and after it was read again; 0 while it is being read.
    public var journalEdition: Int? { journalPage == nil ? nil : journal.reads }
}

extension PlainPage {
    /// Tells two questions apart; what was typed into one of them does not make it another.
    public static func question(_ dialog: Dialog, _ state: State) -> String {
        PlainDialogs.page(dialog, state).prompt
    }
}
