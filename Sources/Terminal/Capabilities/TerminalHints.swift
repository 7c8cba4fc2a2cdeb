/// What the environment says of the terminal. Variables are inherited by terminals started from another one, so an
/// answer of the terminal itself counts more; hints decide where it does not answer.
struct TerminalHints: Hashable, Sendable {
    /// `TERM`.
    var type: String
    /// tmux or screen stand between us and the real terminal.
    var isMultiplexed: Bool
    var isTmux: Bool
    /// A name from `TERM_PROGRAM` and the like.
    var name: String?
    /// Whether the terminal named there draws sextants.
    var sextants: Bool
    /// How the terminal named there is asked for a notification; `nil` where that is not known.
    var notifications: NotificationSequence?

    init(environment: [String: String]) {
        func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        type = value("TERM") ?? ""
        isTmux = value("TMUX") != nil || type.hasPrefix("tmux")
        isMultiplexed = isTmux || value("STY") != nil || type.hasPrefix("screen")

        notifications = Self.notifications(environment, type: type, isMultiplexed: isMultiplexed)

        let program = value("TERM_PROGRAM")
        let vte = value("VTE_VERSION").flatMap(Int.init)
        let konsole = value("KONSOLE_VERSION").flatMap(Int.init)
        if isMultiplexed {
            (name, sextants) = (program ?? (isTmux ? "tmux" : "screen"), false)
        } else if value("KITTY_WINDOW_ID") != nil {
            (name, sextants) = ("kitty", true)
        } else if let vte {
            (name, sextants) = (TerminalIdentity.vteName(vte), vte >= TerminalIdentity.firstVTE)
        } else if let konsole {
            (name, sextants) = ("Konsole", konsole >= TerminalIdentity.firstKonsole)
        } else if value("WT_SESSION") != nil {
            (name, sextants) = ("Windows Terminal", false)
        } else {
            let own = program ?? (type == "foot" || type.hasPrefix("foot-") ? "foot" : nil)
            (name, sextants) = (own, own.map(TerminalIdentity.drawsSextants) ?? false)
        }
    }

    /// Whether asking is safe: consoles and printers would show the questions, or never answer.
    var mayBeAsked: Bool {
        let families = [
            "xterm", "rxvt", "screen", "tmux", "foot", "kitty", "alacritty", "konsole", "vte", "gnome", "st", "wezterm",
            "ghostty", "mlterm", "contour", "rio", "mintty", "putty", "iterm",
        ]
        return families.contains { type == $0 || type.hasPrefix($0 + "-") }
    }
}
