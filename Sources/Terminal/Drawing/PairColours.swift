internal import Grid

/// The colour numbers of a look on a terminal with so many colours; -1 is the terminal's own.
struct PairColours: Hashable {
    var ink: Int
    var paper: Int
    /// Eight colours have bright ones only as bold ink.
    var inkNeedsBold = false

    init(_ look: Theme.Look, colours: TerminalCapabilities.Colours) {
        switch colours {
        case .none: (ink, paper) = (-1, -1)
        case .eight:
            ink = look.ink16.map { $0 & 7 } ?? -1
            paper = look.paper16.map { $0 & 7 } ?? -1
            inkNeedsBold = (look.ink16 ?? 0) > 7
        case .sixteen: (ink, paper) = (look.ink16 ?? -1, look.paper16 ?? -1)
        case .palette: (ink, paper) = (look.ink ?? -1, look.paper ?? -1)
        case .direct:
            ink = look.ink.map(Self.direct) ?? -1
            paper = look.paper.map(Self.direct) ?? -1
        }
    }

    /// The RGB value of a palette entry, as xterm has it built in.
    ///
    /// Where colour numbers are RGB values, 0 to 7 still mean the first palette entries (xterm-direct's `CO#8`), which
    /// themes remap: a black that has to be black is one step lighter than that.
    static func direct(_ entry: Int) -> Int {
        switch entry {
        case ..<8: return entry
        case 8..<16: return brights[entry - 8]
        case 16..<232:
            let steps = [0, 95, 135, 175, 215, 255]
            let cube = entry - 16
            let rgb = steps[cube / 36] << 16 | steps[cube / 6 % 6] << 8 | steps[cube % 6]
            return rgb < 8 ? 0x010101 : rgb
        default:
            let grey = 8 + 10 * (min(entry, 255) - 232)
            return grey << 16 | grey << 8 | grey
        }
    }

    private static let brights = [
        0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
    ]
}
