import Fleet
import Grid
import Linking

/// Which columns the list has at a width. When it gets narrow they go in a stated order: the reason shortens,
/// then the number goes, the age, the instance id, the gateway; shape, word, label and since stay longest.
struct ListColumns {
    private enum Column: Hashable {
        case state, id, label, phone, gateway, since, age, reason
    }

    private var widths: [(Column, Int)] = []
    private let sorted: Column?
    private let glyphs: Glyphs

    init(width: Int, state: State) {
        glyphs = Glyphs(state.settings)
        sorted =
            switch state.list.ordering {
            case .severity: .state
            case .since: .since
            case .label: .label
            case .gateway: .gateway
            case .age: .age
            }
        let label = width >= 100 ? 20 : width >= 70 ? 18 : width >= 44 ? 16 : max(6, width - 14)
        if width >= 44 { widths.append((.state, 8)) }
        if width >= 70 { widths.append((.id, width >= 90 ? 13 : 12)) }
        widths.append((.label, label))
        if width >= 96 { widths.append((.phone, 14)) }
        if width >= 54 { widths.append((.gateway, width >= 90 ? 10 : 8)) }
        if width >= 24 { widths.append((.since, 8)) }
        if width >= 62 { widths.append((.age, 4)) }
        let used = 3 + widths.reduce(0) { $0 + $1.1 + 1 }
        if width - used >= 4 { widths.append((.reason, width - used)) }
    }

    func head(_ state: State, in area: Rect, row: Int, into grid: inout Grid) {
        var column = 3
        for (kind, width) in widths {
            let title = title(kind)
            let isSorted = kind == sorted
            let text = isSorted ? title + (state.list.reversed ? glyphs.more.up : glyphs.more.down) : title
            let isRight = kind == .since || kind == .age
            grid.line(
                TextWidth.fit(text, to: width, right: isRight), isSorted ? .heading.adding(.underline) : .muted,
                in: area, row: row, from: column)
            column += width + 1
        }
    }

    func draw(_ row: InstanceRow, _ state: State, in area: Rect, row place: Int, into grid: inout Grid) {
        let isMarked = state.list.marks.contains(row.key)
        grid.line(
            [
                Span(isMarked ? "*" : " ", Style(.attention, .bold)),
                Span(String(glyphs.mark(row)), row.style), Span(" "),
            ], in: area, row: place)
        var column = 3
        for (kind, width) in widths {
            let isRight = kind == .since || kind == .age
            let (text, style) = text(kind, row, state)
            let cut = TextWidth.cut(glyphs.plain(text), to: width, mark: glyphs.cut)
            let pad = isRight ? max(0, width - TextWidth.of(cut)) : 0
            grid.line(cut, style, in: area, row: place, from: column + pad)
            column += width + 1
        }
        if let since = row.since, since + .seconds(10) > state.now, row.history.count > 1 {
            grid.restyle(Rect(column: area.column, row: place, columns: area.columns, rows: 1)) { $0.adding(.bold) }
        }
    }

    private func title(_ column: Column) -> String {
        switch column {
        case .state: "STATE"
        case .id: "INSTANCE"
        case .label: "LABEL"
        case .phone: "NUMBER"
        case .gateway: "GATEWAY"
        case .since: "SINCE"
        case .age: "AGE"
        case .reason: "REASON"
        }
    }

    private func text(_ column: Column, _ row: InstanceRow, _ state: State) -> (String, Style) {
        switch column {
        case .state: (row.word, row.style)
        case .id: (CleanText(row.key.id, limit: 64).text, .plain)
        case .label: (row.name, .plain)
        case .phone: ((row.account?.value.phone ?? row.configured.phone).map { state.shown($0) } ?? "", .muted)
        case .gateway: (CleanText(row.key.gateway, limit: 64).text, .muted)
        case .since: (row.since.map { Ages.since($0.duration(to: state.now)) } ?? "", .plain)
        case .age: (row.status.map { Ages.short($0.observedAt.duration(to: state.now)) } ?? "", .muted)
        case .reason: (reason(row, state), .muted)
        }
    }

    private func reason(_ row: InstanceRow, _ state: State) -> String {
        if let session = state.links[row.key], !session.flow.isOver { return "link window open" }
        if row.isStale, let state = row.state { return "was \(state.word); \(row.reason)" }
        return row.reason
    }
}
