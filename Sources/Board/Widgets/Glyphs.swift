import Fleet
import Grid
import QRCode

/// The shapes of the screen, in Unicode or in ASCII alone.
struct Glyphs {
    let ascii: Bool

    init(_ settings: Settings) { ascii = settings.ascii || !settings.terminal.utf8 }

    func mark(_ row: InstanceRow) -> Character {
        if row.clashRounds >= 2 || row.isMismatched || row.isDuplicate { return ascii ? "!" : "‼" }
        if row.isStale { return "?" }
        return mark(row.state)
    }

    /// A shape for each state, so that nothing hangs on colour.
    func mark(_ state: LinkState?) -> Character {
        switch state {
        case .working: ascii ? "+" : "●"
        case .awaitingLink: ascii ? "#" : "▲"
        case .loggedOut: ascii ? "^" : "△"
        case .awaitingPasskey: ascii ? "k" : "◆"
        case .starting, .connecting: ascii ? "~" : "◌"
        case .disconnected: ascii ? "o" : "○"
        case .failed, .blocked: ascii ? "x" : "✖"
        case .stopped: ascii ? "-" : "■"
        case .missing: ascii ? "0" : "∅"
        case .unknown: ascii ? "?" : "¿"
        case nil: ascii ? "." : "·"
        }
    }

    var rule: Character { ascii ? "-" : "─" }
    var wall: Character { ascii ? "|" : "│" }
    var corners: (Character, Character, Character, Character) {
        ascii ? ("+", "+", "+", "+") : ("┌", "┐", "└", "┘")
    }
    var full: Character { ascii ? "=" : "█" }
    var rest: Character { ascii ? "." : "░" }
    var cut: Character { ascii ? "~" : "…" }
    var chosen: Character { ascii ? ">" : "▸" }
    var arrow: String { ascii ? "->" : "→" }
    var check: String { ascii ? "OK" : "✔" }
    var times: String { ascii ? "x" : "×" }
    var dot: String { ascii ? "..." : "···" }
    var more: (up: String, down: String) { ascii ? ("^", "v") : ("▲", "▼") }

    /// One turn of a spinner each second; a function of the instant, so that a frame can be drawn again.
    func spinner(at now: Instant, still: Bool) -> Character {
        let frames = Array(ascii ? "|/-\\" : "◐◓◑◒")
        guard !still else { return frames[0] }
        return frames[Int(now.nanoseconds / 250_000_000) % frames.count]
    }

    /// Cut to `columns`, with what this terminal can show.
    func cut(_ text: String, to columns: Int) -> String { TextWidth.cut(plain(text), to: columns, mark: cut) }

    /// The same for a line in several looks.
    func cut(_ spans: [Span], to columns: Int) -> [Span] {
        let spelled = spans.map { Span(plain($0.text), $0.style) }.filter { !$0.text.isEmpty }
        var left = columns
        var kept: [Span] = []
        for (index, span) in spelled.enumerated() {
            let width = TextWidth.of(span.text)
            let isLast = index == spelled.count - 1
            guard width < left || isLast && width == left else {
                return kept + [Span(TextWidth.cut(span.text + " ", to: left, mark: cut), span.style)]
            }
            kept.append(span)
            left -= width
        }
        return kept
    }

    /// Cut and filled to exactly `columns`.
    func fit(_ text: String, to columns: Int, right: Bool = false) -> String {
        TextWidth.fit(cut(text, to: columns), to: columns, right: right)
    }

    /// Text whose symbols exist on this terminal.
    func plain(_ text: String) -> String {
        guard ascii else { return text }
        let spelled: [Character: String] = [
            "×": "x", "·": ".", "…": "~", "↑": "Up", "↓": "Down", "←": "Left", "→": "->", "“": "\"",
            "”": "\"", "’": "'", "–": "-", "▸": ">", "✔": "OK",
        ]
        return String(text.flatMap { spelled[$0] ?? ($0.isASCII ? String($0) : "?") })
    }
}
