/// Which terminals draw sextants themselves, without gaps and whatever the font.
///
/// kitty 0.26, foot 1.13, VTE 0.70 and Konsole 22.12 were measured with codes on the screen and eight decoders;
/// WezTerm and Ghostty say so in their issues. Others show boxes, or the font's idea of them with gaps.
enum TerminalIdentity {
    static let firstVTE = 7000
    static let firstKonsole = 221_200

    /// Of a terminal that calls itself so: `kitty(0.26.5)`, `Konsole 22.12.3`, `WezTerm 20240203`, `VTE(7600)`.
    static func drawsSextants(_ name: String) -> Bool {
        let word = name.prefix { $0.isLetter }.lowercased()
        let numbers = name.drop { !$0.isNumber }.prefix { $0.isNumber || $0 == "." }.split(separator: ".").map {
            Int($0) ?? 0
        }
        switch word {
        case "kitty", "foot", "wezterm", "ghostty": return true
        case "vte": return (numbers.first ?? 0) >= firstVTE
        case "konsole":
            return (numbers.first ?? 0) * 10_000 + (numbers.count > 1 ? numbers[1] : 0) * 100 >= firstKonsole
        default: return false
        }
    }

    static func vteName(_ version: Int) -> String { "VTE 0.\(version / 100).\(version % 100)" }
}

extension TerminalCapabilities {
    /// Puts together what was answered, what the environment hints at and what terminfo and the kernel know.
    init(
        answers: TerminalAnswers, hints: TerminalHints, utf8: Bool, colours: Colours, window: WindowSize
    ) {
        let vte = answers.vteVersion
        let name = answers.version ?? vte.map(TerminalIdentity.vteName) ?? hints.name
        let draws: Bool =
            if hints.isMultiplexed {
                false
            } else if let version = answers.version {
                TerminalIdentity.drawsSextants(version)
            } else if let vte {
                vte >= TerminalIdentity.firstVTE
            } else {
                // Who answers DA1 and has no name is none of those that draw them.
                !answers.isComplete && hints.sextants
            }
        // Inside of tmux the answers are its own; GNU screen hands nothing through.
        let notifications: NotificationSequence? =
            if hints.isMultiplexed {
                hints.isTmux ? hints.notifications : nil
            } else {
                (answers.version ?? vte.map(TerminalIdentity.vteName)).map(TerminalIdentity.notifications)
                    ?? hints.notifications
            }
        self.init(
            utf8: utf8, colours: colours, name: name, sextants: utf8 && draws, notifications: notifications,
            cellAspect: answers.cellAspect ?? window.cellAspect, size: window.size)
    }
}
