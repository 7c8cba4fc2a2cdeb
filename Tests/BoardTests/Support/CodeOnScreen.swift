import Fleet
import Grid
import QRCode

@testable import Board

extension Grid {
    private func isCode(_ column: Int, _ row: Int) -> Bool {
        switch self[column: column, row: row].style.role {
        case .codeDarkOnLight, .codeLightOnDark: true
        default: false
        }
    }

    var hasCode: Bool {
        cells.contains { $0.style.role == .codeDarkOnLight || $0.style.role == .codeLightOnDark }
    }

    /// The rectangles that are painted in the colours of codes, from left to right.
    var codes: [Rect] {
        var found: [Rect] = []
        for row in 0..<size.rows {
            for column in 0..<size.columns where isCode(column, row) {
                let isKnown = found.contains {
                    ($0.column..<$0.column + $0.columns).contains(column) && ($0.row..<$0.row + $0.rows).contains(row)
                }
                if isKnown { continue }
                var right = column
                while right < size.columns, isCode(right, row) { right += 1 }
                var bottom = row
                while bottom < size.rows, isCode(column, bottom) { bottom += 1 }
                found.append(Rect(column: column, row: row, columns: right - column, rows: bottom - row))
            }
        }
        return found
    }

    /// What a scanner reads on this screen.
    func scanned(inverted: Bool = false) -> [CodePayload] {
        codes.compactMap { QRReadback.reads(self, $0, inverted: inverted) }
    }
}
