import Alerts
import Fleet
import Grid

/// For how long nothing is told.
enum MuteDialog {
    static func draw(_ state: State, _ form: MuteForm, into grid: inout Grid) {
        let glyphs = Glyphs(state.settings)
        let choices = form.choices(state.alerts, at: state.now)
        let isTight = grid.size.rows < choices.count + 6
        let width = min(grid.size.columns, 60)
        let rows = choices.count + (isTight ? 2 : 5)
        let area = Rect(grid.size).centred(Size(columns: width, rows: rows))
        let name = form.keys.first.flatMap { state.fleet[$0]?.name } ?? ""
        let whom = form.keys.count == 1 ? name : "\(form.keys.count) instances"
        let inside = grid.box(glyphs, area, title: "mute \(whom)", style: Style(.attention, .bold)).inset(1, 0)
        var pen = Pen(grid: grid, area: inside, glyphs: glyphs)
        if !isTight {
            let hidden = form.hidden > 0 ? ", \(form.hidden) HIDDEN by the filter" : ""
            pen.line([Span("No bell, no notification, no hook\(hidden)", .muted)])
            pen.line([])
        }
        for (index, choice) in choices.enumerated() {
            let isChosen = index == min(form.selected, choices.count - 1)
            pen.line([
                Span(isChosen ? "\(glyphs.chosen) " : "  "), Span("\(index + 1) ", .heading),
                Span(words(choice), isChosen ? Style(.plain, [.bold, .reverse]) : .plain),
            ])
        }
        if !isTight { pen.line([Span("Enter does it   Esc closes", .muted)]) }
        grid = pen.grid
    }

    static func words(_ choice: MuteForm.Choice) -> String {
        switch choice {
        case .hour: "for an hour"
        case .untilChange: "until it changes"
        case .untilUnmuted: "until it is unmuted here"
        case .gatewayForAnHour(let name): "gateway \(CleanText(name, limit: 16).text), for an hour"
        case .unmute: "unmute: tell of it again"
        }
    }
}
