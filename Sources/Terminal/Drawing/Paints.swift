internal import CNcurses
internal import Grid

/// How ncurses draws each style: a colour pair and attributes, worked out once for a theme and a terminal.
struct Paints {
    struct Paint: Hashable {
        var pair: Int32 = 0
        /// `RELINK_BOLD` and so on, which are the raw values of `Style.Attributes`.
        var attributes: UInt32 = 0
    }

    private static let combinations = 16
    private let table: [Paint]

    subscript(style: Style) -> Paint {
        table[Int(style.role.rawValue) * Self.combinations + Int(style.attributes.rawValue) % Self.combinations]
    }

    /// - Parameters:
    ///   - colours: what the terminal has.
    ///   - wanted: false under `NO_COLOR`; the code roles are drawn in colour all the same.
    init(theme: Theme, colours: TerminalCapabilities.Colours, wanted: Bool) {
        var table = [Paint](repeating: Paint(), count: Role.allCases.count * Self.combinations)
        for role in Role.allCases {
            let look = theme.look(role)
            let isCode = role == .codeDarkOnLight || role == .codeLightOnDark
            let coloured = colours != .none && (wanted || isCode)
            var own = coloured ? look.attributes : look.mono
            // Pair 0 is the terminal's own colours.
            let pair = Int32(role.rawValue) + 1
            let inks = PairColours(look, colours: colours)
            if coloured {
                relink_colour_pair(pair, Int32(inks.ink), Int32(inks.paper))
                if inks.inkNeedsBold { own.insert(.bold) }
            }
            for raw in 0..<Self.combinations {
                let asked = Style.Attributes(rawValue: UInt8(raw))
                table[Int(role.rawValue) * Self.combinations + raw] = Paint(
                    pair: coloured ? pair : 0,
                    attributes: UInt32(
                        (isCode ? own.subtracting([.bold, .dim, .underline]) : own.laidOver(asked)).rawValue))
            }
        }
        self.table = table
    }
}

extension Style.Attributes {
    /// Both together; reverse twice is not reverse, so that a reversed badge still shows in a reversed row.
    fileprivate func laidOver(_ asked: Style.Attributes) -> Style.Attributes {
        var both = union(asked)
        if contains(.reverse), asked.contains(.reverse) { both.remove(.reverse) }
        return both
    }
}
