import Grid
import QRCode

/// The honest page for a window that cannot hold the code: what is missing, and every other way.
enum TooSmall {
    static func draw(_ matrix: QRMatrix, _ missing: Size, _ state: State, in area: Rect, into grid: inout Grid) {
        let glyphs = Glyphs(state.settings)
        let half = LinkLayout.halfBlocks(matrix.width)
        var lacks: [String] = []
        if missing.rows > 0 { lacks.append("\(missing.rows) more row\(missing.rows == 1 ? "" : "s")") }
        if missing.columns > 0 { lacks.append("\(missing.columns) more column\(missing.columns == 1 ? "" : "s")") }
        let keys = state.settings.keys
        func key(_ action: Action) -> String { keys.label(action) ?? "-" }
        let wanted = LinkLayout.sizeForHalfBlocks(matrix)
        var lines: [(String, Style)] = [
            ("This code needs \(lacks.joined(separator: " and ")).", Style(.attention, .bold)),
            ("", .plain),
            ("\(matrix.width) modules: half blocks take \(half.columns) × \(half.rows) cells,", .plain),
            ("and there are \(area.columns) × \(area.rows) here.", .plain),
            ("", .plain),
        ]
        let options = QRLadder.options(matrix, room: area.size, terminal: state.settings.terminal)
        if let other = options.first(where: { $0.drawing != nil }) {
            let remark = other.remark.map { ", \($0)" } ?? ""
            lines.append(("\(key(.drawing))   \(other.style.name) fit here\(remark)", .plain))
        }
        lines += [
            ("\(key(.pair))   pairing code, no camera needed", .plain),
            ("\(key(.savePicture))   save a PNG, mode 0600", .plain),
            ("\(key(.enlarge))   ask the terminal for \(wanted.columns) × \(wanted.rows)", .plain),
            ("", .plain),
            ("Or make the window larger or the font smaller (Ctrl and minus):", .muted),
            ("the code appears the moment it fits.", .muted),
        ]
        let whole = lines.flatMap { line in
            line.0.isEmpty ? [line] : Wrapping.lines(line.0, columns: area.columns - 2).map { ($0, line.1) }
        }
        let kept = area.rows >= whole.count ? whole : whole.filter { !$0.0.isEmpty }
        let top = max(0, (area.rows - kept.count) / 2)
        let width = min(area.columns - 2, kept.map { TextWidth.of($0.0) }.max() ?? 0)
        let left = max(1, (area.columns - width) / 2)
        for (index, line) in kept.enumerated() {
            grid.line(glyphs.plain(line.0), line.1, in: area, row: top + index, from: left)
        }
    }
}
