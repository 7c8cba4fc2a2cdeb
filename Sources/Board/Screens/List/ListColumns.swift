import Fleet
import Grid
import Linking

/// Which columns the list has at a width.
///
/// When it gets narrow they go in a stated order: the reason shortens, then the number goes, the age, the instance
/// id, the gateway; shape, word, label and since stay longest. What found no room is reached with `←` and `→`.
struct ListColumns {
    private enum Column: Hashable, CaseIterable {
        case state, id, label, phone, gateway, since, age, reason

        /// What goes, and comes back when the list is moved sideways, in this order.
        static let movable: [Column] = [.since, .age, .gateway, .id, .phone, .reason]

        var width: Int {
            switch self {
            case .state: 8
            case .id: 12
            case .label: 16
            case .phone: 14
            case .gateway: 12
            case .since: 9
            case .age: 4
            case .reason: 0
            }
        }

        var title: String {
            switch self {
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

        var isRight: Bool { self == .since || self == .age }
    }

    private var widths: [(Column, Int)] = []
    private let sorted: Column
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
        if state.list.pan > 0, !Self.hasAll(width) {
            widths = Self.panned(by: state.list.pan, width: width)
        } else {
            widths = Self.standard(width, gateway: Self.gatewayWidth(state))
        }
    }

    /// How far the list can be moved sideways at this size: until the reason stands alone beside the label.
    static func mostPan(_ state: State) -> Int {
        hasAll(ListLayout(state).listColumns) ? 0 : Column.movable.count - 1
    }

    private static func hasAll(_ width: Int) -> Bool {
        standard(width, gateway: Column.gateway.width).count == Column.allCases.count
    }

    /// No wider than the longest name: what is left goes to the reason.
    private static func gatewayWidth(_ state: State) -> Int {
        let longest = state.gateways.reduce(0) { max($0, TextWidth.of($1.name)) }
        return min(Column.gateway.width, max(Column.gateway.title.count, longest))
    }

    private static func standard(_ width: Int, gateway: Int) -> [(Column, Int)] {
        let label = width >= 100 ? 18 : width >= 44 ? 16 : max(6, width - 14)
        var widths: [(Column, Int)] = []
        if width >= 44 { widths.append((.state, Column.state.width)) }
        if width >= 70 { widths.append((.id, Column.id.width)) }
        widths.append((.label, label))
        if width >= 100 { widths.append((.phone, Column.phone.width)) }
        if width >= 54 { widths.append((.gateway, gateway)) }
        if width >= 24 { widths.append((.since, Column.since.width)) }
        if width >= 62 { widths.append((.age, Column.age.width)) }
        return withReason(widths, width)
    }

    private static func panned(by pan: Int, width: Int) -> [(Column, Int)] {
        var widths: [(Column, Int)] = width >= 44 ? [(.state, Column.state.width)] : []
        widths.append((.label, min(16, max(6, width - 4))))
        for column in Column.movable.dropFirst(pan) where column != .reason {
            guard used(widths) + column.width <= width else { return widths }
            widths.append((column, column.width))
        }
        return withReason(widths, width)
    }

    private static func withReason(_ widths: [(Column, Int)], _ width: Int) -> [(Column, Int)] {
        let rest = width - used(widths)
        return rest >= 4 ? widths + [(.reason, rest)] : widths
    }

    /// Mark, shape and a blank, then each column with a blank after it.
    private static func used(_ widths: [(Column, Int)]) -> Int { 3 + widths.reduce(0) { $0 + $1.1 + 1 } }

    func head(_ state: State, in area: Rect, row: Int, into grid: inout Grid) {
        var column = 3
        for (kind, width) in widths {
            let isSorted = kind == sorted
            let arrow = state.list.reversed ? glyphs.more.up : glyphs.more.down
            let text = isSorted ? glyphs.cut(kind.title, to: width - 1) + arrow : glyphs.cut(kind.title, to: width)
            let pad = kind.isRight ? max(0, width - TextWidth.of(text)) : 0
            grid.line(
                text, isSorted ? Style(.heading, [.bold, .underline]) : .muted, in: area, row: row, from: column + pad)
            column += width + 1
        }
    }

    func draw(_ row: InstanceRow, _ state: State, in area: Rect, row place: Int, into grid: inout Grid) {
        let isMarked = state.list.marks.contains(row.key)
        grid.line(
            [
                isMarked ? Span("*", Style(.attention, .bold)) : state.isMuted(row.key) ? Span("m", .muted) : Span(" "),
                Span(String(glyphs.mark(row)), row.style), Span(" "),
            ], in: area, row: place)
        var column = 3
        for (kind, width) in widths {
            let (text, style) = text(kind, row, state)
            let cut = glyphs.cut(text, to: width)
            let pad = kind.isRight ? max(0, width - TextWidth.of(cut)) : 0
            grid.line(cut, style, in: area, row: place, from: column + pad)
            column += width + 1
        }
        if let since = row.since, since + .seconds(10) > state.now, !row.beganBefore {
            grid.restyle(Rect(column: area.column, row: place, columns: area.columns, rows: 1)) { $0.adding(.bold) }
        }
    }

    private func text(_ column: Column, _ row: InstanceRow, _ state: State) -> (String, Style) {
        switch column {
        case .state: (row.word, row.style)
        case .id: (CleanText(row.key.id, limit: 64).text, .plain)
        case .label: (row.name, .plain)
        case .phone: (number(row, state), .muted)
        case .gateway: (CleanText(row.key.gateway, limit: 64).text, .muted)
        case .since: (Ages.since(row, at: state.now), .plain)
        case .age: (row.status.map { Ages.short($0.observedAt.duration(to: state.now)) } ?? "", .muted)
        case .reason: (reason(row, state), .muted)
        }
    }

    private func number(_ row: InstanceRow, _ state: State) -> String {
        let expected = row.configured.phone
        guard let linked = row.account?.value.phone else { return expected.map { state.shown($0) } ?? "" }
        return state.shown(linked, besides: row.isMismatched ? expected : nil)
    }

    private func reason(_ row: InstanceRow, _ state: State) -> String {
        if let session = state.links[row.key], !session.flow.isOver { return FlowWords(session, row, state).title }
        if let mute = state.muteWords(row.key) { return row.reason.isEmpty ? mute : "\(mute); \(row.reason)" }
        if row.isStale, let known = row.state {
            return "was \(known.word)\(row.reason.isEmpty ? "" : "; \(row.reason)")"
        }
        return row.reason
    }
}
