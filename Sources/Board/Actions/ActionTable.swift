/// The one list of what the board can do.
///
/// Lower-case keys look or are easily undone; upper-case keys act and ask; Ctrl keys never act.
public enum ActionTable {
    public static let all: [ActionInfo] = [
        row(.up, "row up", "up", ["↑", "k"], paged, .move),
        row(.down, "row down", "down", ["↓", "j"], paged, .move),
        row(.left, "columns or pane left", "left", ["←", "h"], lists, .move),
        row(.right, "columns or pane right", "right", ["→", "l"], lists, .move),
        row(.top, "first", "first", ["g", "Home"], scrolling, .move),
        row(.bottom, "last", "last", ["G", "End"], scrolling, .move),
        row(.pageDown, "page down", "page", ["PgDn", "Ctrl-f"], paged, .move),
        row(.pageUp, "page up", "page", ["PgUp", "Ctrl-b"], paged, .move),
        row(.halfDown, "half a page down", "half", ["Ctrl-d"], scrolling, .move),
        row(.halfUp, "half a page up", "half", ["Ctrl-u"], scrolling, .move),
        row(.nextProblem, "next problem", "problem", ["n"], everywhere, .find),
        row(.previousProblem, "previous problem", "previous", ["N"], everywhere, .find),
        row(.triage, "triage: how far, why, what next", "triage", ["t"], [.list, .detail, .wall], .find),
        row(.filter, "filter: word !word gw: state:", "filter", ["/"], scrolling, .find),
        row(.order, "order by the next column", "order", ["o"], lists, .find),
        row(.reverse, "reverse the order", "reverse", ["O"], lists, .find),
        row(.freeze, "freeze the list", "freeze", ["Z"], [.list], .find),
        row(.mark, "mark, go down", "mark", ["Space"], lists, .mark),
        row(.markRange, "mark a range", "range", ["v"], [.list], .mark),
        row(.markAll, "mark all shown", "all", ["*"], lists, .mark),
        row(.unmark, "drop all marks", "unmark", ["u"], lists, .mark),
        row(.round, "round: begin, pause, go on", "round", ["b"], everywhere, .round, changes: true),
        row(.skip, "leave this one out", "skip", ["x"], [.qr, .pairing, .wall], .round),
        row(.postpone, "put this one at the end", "later", ["z"], [.qr, .pairing, .wall], .round),
        row(
            .relink, "relink with a QR", "relink", ["r"], [.list, .detail, .wall, .pairing, .triage], .link,
            changes: true),
        row(.pair, "pairing code", "pair", ["p"], [.list, .detail, .wall, .qr, .triage], .link, changes: true),
        row(.start, "start", "start", ["U"], acting, .act, changes: true),
        row(.restart, "restart", "restart", ["R"], acting, .act, changes: true),
        row(.stop, "stop", "stop", ["S"], acting, .act, changes: true),
        row(.logout, "log out", "log out", ["X"], everywhere.subtracting([.journal]), .act, changes: true),
        row(.delete, "delete at the gateway", "delete", [], acting, .act, changes: true),
        row(.drawing, "draw the code another way", "drawing", ["m"], [.qr], .code),
        row(.invert, "swap light and dark", "invert", ["i"], [.qr], .code),
        row(.newCode, "a new code, now", "new code", ["Space", "c"], [.qr, .pairing], .code, changes: true),
        row(.hold, "hold: the phone is confirming", "hold", ["H"], [.qr, .pairing], .code),
        row(.savePicture, "save a PNG (mode 0600)", "PNG", ["s"], [.qr], .code),
        row(.enlarge, "ask the terminal for room", "enlarge", ["e"], [.qr], .code),
        row(.spelling, "spelling on or off", "spelling", ["v"], [.pairing], .code),
        row(.hide, "hide the code", "hide", ["h"], [.pairing], .code),
        row(.message, "copy a message for the holder", "message", ["m"], [.pairing], .code),
        row(.language, "that message in the next language", "language", ["l"], [.pairing], .code),
        row(.answer, "passkey: answer, or confirm", "go on", ["Enter"], [.passkey], .code, changes: true),
        row(.consoleLine, "copy a line for a console", "console line", ["c"], [.passkey], .code),
        row(.saveChallenge, "save challenge and line (0600)", "save", ["s"], [.passkey], .code),
        row(
            .copy, "copy id, code, handover", "copy", ["y"],
            [.list, .detail, .wall, .pairing, .passkey, .journal], .code),
        row(.open, "open, or open anew", "open", ["Enter"], everywhere.subtracting([.passkey]), .screen),
        row(.close, "close, or clear", "close", ["Esc"], everywhere, .screen),
        row(.back, "back", "back", ["q"], everywhere, .screen),
        row(.quit, "quit", "quit", ["Q"], everywhere, .screen),
        row(.wall, "wall of live panes", "wall", ["W"], [.list, .detail], .screen),
        row(.timeline, "timeline: a day of this one", "timeline", ["T"], acting, .journal),
        row(.events, "log: all that happened", "log", ["L"], reading, .journal),
        row(.handover, "handover of the shift", "handover", ["J"], reading, .journal),
        row(.sift, "log: the next kind of lines", "kind", ["f"], [.journal], .journal),
        row(.period, "since 22:00, or 12 hours", "period", ["o"], [.journal], .journal),
        row(.saveHandover, "save it as Markdown", "save", ["s"], [.journal], .journal),
        row(.reveal, "show whole numbers", "numbers", ["V"], everywhere, .screen),
        row(.dismiss, "dismiss a MISSING row", "dismiss", ["d"], [.list, .detail], .screen),
        row(.acknowledge, "acknowledge alerts", "acknowledge", ["a"], acting, .screen),
        row(.mute, "mute a row or a gateway", "mute", ["M"], acting, .screen),
        row(.palette, "command", "cmd", [":", "Ctrl-p"], everywhere, .screen),
        row(.help, "help", "help", ["?", "F1"], everywhere, .screen),
        row(.pollNow, "ask the gateway now", "ask now", ["Ctrl-r"], everywhere, .screen),
        row(.redraw, "redraw", "redraw", ["Ctrl-l"], everywhere, .screen),
        row(.suspend, "to the shell; fg comes back", "suspend", ["Ctrl-z"], everywhere, .screen),
        row(.reload, "read the config again", "reload", [], everywhere, .screen),
    ]

    public static func info(_ action: Action) -> ActionInfo { byAction[action]! }

    private static let byAction = Dictionary(uniqueKeysWithValues: all.map { ($0.action, $0) })
    private static let everywhere = Set(Context.allCases)
    private static let lists: Set<Context> = [.list, .wall]
    private static let paged: Set<Context> = [.list, .wall, .triage, .journal]
    private static let scrolling: Set<Context> = [.list, .wall, .journal]
    private static let reading: Set<Context> = [.list, .detail, .wall, .triage, .journal]
    private static let acting: Set<Context> = [.list, .detail, .wall, .triage]

    private static func row(
        _ action: Action, _ title: String, _ short: String, _ keys: [String], _ contexts: Set<Context>,
        _ group: ActionInfo.Group, changes: Bool = false
    ) -> ActionInfo {
        ActionInfo(
            action: action, title: title, short: short, keys: keys, contexts: contexts, group: group, changes: changes)
    }
}
