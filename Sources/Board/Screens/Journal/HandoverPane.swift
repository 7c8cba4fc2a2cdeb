import Grid
import History

/// A handover as lines of the screen.
enum HandoverPane {
    /// Its lines for windows of one width and one set of characters: a bad night has thousands, and they are broken once.
    struct Layout: Hashable {
        let columns: Int
        let ascii: Bool
        let lines: [[Span]]
    }

    static func lines(_ text: HandoverText, _ glyphs: Glyphs, columns: Int) -> [[Span]] {
        var lines = wrapped(text.title, .heading, glyphs, columns)
        lines += wrapped(text.summary, Style(.plain, .bold), glyphs, columns)
        for section in text.sections {
            lines.append([])
            lines.append([Span(section.title, .heading)])
            for line in section.lines {
                lines += wrapped(line, .plain, glyphs, columns - 2).enumerated().map { index, spans in
                    [Span(index == 0 ? "\(glyphs.ascii ? "-" : "•") " : "  ", .muted)] + spans
                }
            }
        }
        if text.sections.isEmpty { lines += [[], [Span("A quiet time: nothing to hand over.", Style(.good))]] }
        return lines
    }

    private static func wrapped(_ text: String, _ style: Style, _ glyphs: Glyphs, _ columns: Int) -> [[Span]] {
        Wrapping.lines(glyphs.plain(text), columns: columns).map { [Span($0, style)] }
    }
}
