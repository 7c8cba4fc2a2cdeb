public import Fleet
public import Grid

/// One way to draw a code by hand, and whether this window and terminal take it.
public struct QROption: Hashable, Sendable, Redacted {
    public let style: QRStyle
    /// Cells of the drawing, or the least it needs where it does not fit.
    public let size: Size
    /// The drawing, when there is room for it and the terminal is not known to be unable.
    public let drawing: QRDrawing?
    /// Why it is not drawn, or what may be wrong with it; `nil` when it fits and is fit.
    public let remark: String?

    /// `third blocks 59 × 20 cells`.
    public func title(ascii: Bool = false) -> String {
        "\(style.name) \(size.columns) \(ascii ? "x" : "×") \(size.rows) cells"
    }

    /// The whole line: `half blocks 59 × 30 cells needs 30 rows, you have 24`.
    public func line(ascii: Bool = false) -> String {
        remark.map { "\(title(ascii: ascii)) \($0)" } ?? title(ascii: ascii)
    }
}

extension QRLadder {
    /// Every style in the order of the key that goes through them.
    public static func options(
        _ matrix: QRMatrix, room: Size, terminal: QRTerminal, inverted: Bool = false
    ) -> [QROption] {
        QRStyle.allCases.map { style in
            if style.needsUTF8, !terminal.utf8 {
                return QROption(
                    style: style, size: QRDrawing(matrix, style: style).size, drawing: nil,
                    remark: "needs a UTF-8 locale")
            }
            switch forced(style, matrix, room: room, inverted: inverted) {
            case .drawn(let drawing):
                return QROption(
                    style: style, size: drawing.size, drawing: drawing, remark: doubt(style, terminal))
            case .tooSmall(_, _, let least):
                return QROption(style: style, size: least, drawing: nil, remark: shortage(least, room))
            }
        }
    }

    private static func shortage(_ least: Size, _ room: Size) -> String {
        let columns = least.columns > room.columns ? "\(least.columns) columns, you have \(room.columns)" : nil
        let rows = least.rows > room.rows ? "\(least.rows) rows, you have \(room.rows)" : nil
        return "needs " + [columns, rows].compactMap(\.self).joined(separator: "; ")
    }

    private static func doubt(_ style: QRStyle, _ terminal: QRTerminal) -> String? {
        if style.needsSextants, !terminal.sextants { return "only if your terminal's font has these characters" }
        if let aspect = terminal.cellAspect, !style.isReadable(cellAspect: aspect) {
            return "stretched, some phones will not read it"
        }
        return nil
    }
}
