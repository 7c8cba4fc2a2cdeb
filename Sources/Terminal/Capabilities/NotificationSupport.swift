/// A sequence that asks the terminal for a desktop notification. The raw value is the word in the configuration.
public enum NotificationSequence: String, CaseIterable, Hashable, Sendable {
    /// iTerm2's: one text. ConEmu reads texts that begin with a number as something else.
    case osc9
    /// rxvt-unicode's: a title and a text.
    case osc777
    /// kitty's: a title, a text and how urgent it is.
    case osc99
}

extension TerminalIdentity {
    /// What a terminal that calls itself so is documented to show as a notification; `nil` where that is not known.
    ///
    /// kitty: its own protocol page. foot: foot-ctlseqs(7). WezTerm: "Escape Sequences" of its manual. Ghostty: its
    /// VT reference has OSC 9. iTerm2: "Proprietary Escape Codes". VTE swallows OSC 777 since 0.46, and shows it where
    /// the distribution patches it in (Fedora and its descendants). Windows Terminal reads OSC 777 since 2026, and its
    /// OSC 9 is ConEmu's. Konsole and xterm document none, and swallow them.
    static func notifications(_ name: String) -> NotificationSequence? {
        switch name.prefix(while: { $0.isLetter }).lowercased() {
        case "kitty", "xterm-kitty": .osc99
        case "foot", "wezterm", "rxvt", "contour", "vte", "windows": .osc777
        case "ghostty", "iterm", "warpterminal", "warp": .osc9
        default: nil
        }
    }
}

extension TerminalHints {
    /// What the environment says of the terminal that a person looks at, also from inside of tmux: the variables of
    /// whoever started it are inherited.
    static func notifications(_ environment: [String: String], type: String, isMultiplexed: Bool)
        -> NotificationSequence?
    {
        func has(_ name: String) -> Bool { environment[name].map { !$0.isEmpty } ?? false }
        if has("KITTY_WINDOW_ID") || type == "xterm-kitty" { return .osc99 }
        if has("WEZTERM_PANE") || has("WT_SESSION") { return .osc777 }
        if has("GHOSTTY_RESOURCES_DIR") || type == "xterm-ghostty" { return .osc9 }
        // iTerm2 sends this one through SSH.
        if let outer = environment["LC_TERMINAL"], let found = TerminalIdentity.notifications(outer) { return found }
        if !isMultiplexed, let program = environment["TERM_PROGRAM"],
            let found = TerminalIdentity.notifications(program)
        {
            return found
        }
        if type == "foot" || type.hasPrefix("foot-") || type.hasPrefix("rxvt-unicode") { return .osc777 }
        return has("VTE_VERSION") ? .osc777 : nil
    }
}
