import Terminal

/// Checks what standard output can show, as far as it is known without asking the terminal itself.
struct TerminalExamination {
    let screen: Console.Screen?
    let environment: [String: String]
    /// `--ascii` is in force.
    let ascii: Bool

    /// What a code needs as half blocks; measured with payloads of real length.
    private static let room = (columns: 59, rows: 30)

    func run() -> [Diagnosis] {
        guard let screen else {
            return [.warning("terminal", "standard output is none; the application and relink qr need one")]
        }
        return [type(screen), size(screen), colours(screen), characters(screen), sextants(screen)]
    }

    private func type(_ screen: Console.Screen) -> Diagnosis {
        guard !screen.type.isEmpty, screen.type != "dumb" else {
            return .failed(.failed, "terminal", "TERM is \(screen.type.isEmpty ? "not set" : "dumb"); set it")
        }
        return .fine("terminal", screen.type)
    }

    private func size(_ screen: Console.Screen) -> Diagnosis {
        let size = "\(screen.columns) columns, \(screen.rows) rows"
        let isEnough = screen.columns >= Self.room.columns && screen.rows >= Self.room.rows
        return isEnough
            ? .fine("size", size)
            : .warning("size", "\(size); a code as half blocks needs \(Self.room.columns) x \(Self.room.rows)")
    }

    private func colours(_ screen: Console.Screen) -> Diagnosis {
        switch TerminalCapabilities.colours(ofType: screen.type) {
        case nil: .failed(.failed, "colours", "the system has no terminfo entry for \(screen.type)")
        case .none?: .warning("colours", "none; codes are drawn in reverse, which not every theme keeps scannable")
        case .eight?: .fine("colours", "8")
        case .sixteen?: .fine("colours", "16")
        case .palette?: .fine("colours", "256; codes are drawn in two that no theme changes")
        case .direct?: .fine("colours", "direct")
        }
    }

    private func characters(_ screen: Console.Screen) -> Diagnosis {
        if ascii { return .fine("characters", "ASCII, because --ascii says so") }
        return screen.isUTF8
            ? .fine("characters", "UTF-8")
            : .warning("characters", "the locale is not UTF-8: codes need four times the room")
    }

    private func sextants(_ screen: Console.Screen) -> Diagnosis {
        screen.isUTF8 && !ascii && TerminalCapabilities.drawsSextants(by: environment)
            ? .fine("sextants", "drawn by this terminal, as its variables tell: codes fit into 80 x 24")
            : .fine("sextants", "not known to be drawn; the application asks the terminal itself")
    }
}
