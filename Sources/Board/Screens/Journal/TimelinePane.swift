import Fleet
import FoundationEssentials
import Grid
import History

/// A day of one instance as a strip, with what it comes to.
enum TimelinePane {
    /// Summary, strip, hours, and a rule below.
    static let rows = 4

    private static let span: TimeInterval = 24 * 3600

    static func draw(_ state: State, _ key: InstanceKey, _ glyphs: Glyphs, rows: Int, into grid: inout Grid) {
        guard rows >= self.rows else { return }
        let now = state.wall.date(of: state.now)
        let area = Rect(column: 1, row: 2, columns: max(1, grid.size.columns - 2), rows: rows)
        let timeline = Timeline(
            state.journal.entries, memory: state.fleet[key]?.memory, from: now - span, to: now, cells: area.columns)
        grid.line(summary(timeline, state.journal.isRead), in: area, row: 0)
        for (column, cell) in timeline.cells.enumerated() {
            let style = cell == .working ? Style(.good) : InstanceRow.style(of: cell)
            grid.line(String(glyphs.mark(cell)), style, in: area, row: 1, from: column)
        }
        hours(now, state, area, into: &grid)
        grid.rule(glyphs, in: grid.bounds, row: area.row + 3)
    }

    private static func summary(_ timeline: Timeline, _ isRead: Bool) -> [Span] {
        guard isRead else { return [Span("reading the journal", .muted)] }
        let known = timeline.cells.contains { $0 != nil }
        guard known else { return [Span("24 h: nothing is known", .muted)] }
        var spans = [Span("24 h: ", .muted)]
        if timeline.downtime > .zero {
            spans.append(Span("down \(Lengths.words(timeline.downtime))", Style(.attention, .bold)))
        } else {
            spans.append(Span("never down", Style(.good)))
        }
        if !timeline.drops.isEmpty {
            let count = timeline.drops.count
            spans.append(Span(", \(count) \(count == 1 ? "drop" : "drops")"))
            if timeline.flapsPerHour > 0 { spans.append(Span(", \(timeline.flapsPerHour) within the last hour")) }
        }
        return spans
    }

    /// The full hours below the strip, every third one.
    private static func hours(_ now: Date, _ state: State, _ area: Rect, into grid: inout Grid) {
        let clock = LocalClock(utcOffset: state.settings.utcOffset)
        for hour in stride(from: 0, to: 24, by: area.columns >= 60 ? 3 : 6) {
            let date = clock.last(secondOfDay: hour * 3600, before: now)
            let place = (1 - now.timeIntervalSince(date) / span) * Double(area.columns)
            let column = Int(place)
            guard column >= 0, column + 5 <= area.columns else { continue }
            grid.line(clock.time(date), .muted, in: area, row: 2, from: column)
        }
    }
}
