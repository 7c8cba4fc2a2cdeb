public import Fleet
public import Grid

/// A code in the cells of a terminal: one matrix in one style with its quiet zone.
///
/// Solid cells are always blanks with a background, never U+2588, which leaves seams between rows in many fonts; and
/// of two modules in a cell the upper one is always background and the lower one `▄`, never `▀`, for the same reason.
public struct QRDrawing: Hashable, Sendable, Redacted {
    public let matrix: QRMatrix
    public let style: QRStyle
    public let quiet: QuietZone
    /// Light on dark: chosen by hand only. Most scanners refuse it.
    public let inverted: Bool

    public init(_ matrix: QRMatrix, style: QRStyle, quiet: QuietZone? = nil, inverted: Bool = false) {
        self.matrix = matrix
        self.style = style
        self.quiet = quiet ?? .least(style)
        self.inverted = inverted
    }

    /// Cells it takes, the quiet zone included.
    public var size: Size { Self.size(of: matrix, style, quiet) }

    static func size(of matrix: QRMatrix, _ style: QRStyle, _ quiet: QuietZone) -> Size {
        let across = quiet.left + matrix.width + quiet.right
        let down = quiet.above + matrix.width + quiet.below
        return Size(
            columns: (across + style.modulesAcross - 1) / style.modulesAcross * style.columnsPerModule,
            rows: (down + style.modulesDown - 1) / style.modulesDown)
    }

    /// Draws the code with its top left corner at that place. A code is drawn whole or not at all: `false`, and
    /// nothing drawn, when it would stand out of the grid.
    @discardableResult
    public func draw(into grid: inout Grid, column: Int, row: Int) -> Bool {
        let size = size
        guard column >= 0, row >= 0, column + size.columns <= grid.size.columns, row + size.rows <= grid.size.rows
        else { return false }
        grid.fill(
            Rect(column: column, row: row, columns: size.columns, rows: size.rows), style: Self.paper(dark: inverted))
        for y in 0..<size.rows {
            for x in 0..<size.columns {
                grid[column: column + x, row: row + y] = cell(column: x, row: y)
            }
        }
        return true
    }

    /// The code alone, in a grid of its own size.
    public func grid() -> Grid {
        var grid = Grid(size)
        draw(into: &grid, column: 0, row: 0)
        return grid
    }

    private func cell(column: Int, row: Int) -> Cell {
        switch style {
        case .full: solid(dark: isInk(column / 2, row))
        case .half: half(upper: isInk(column, 2 * row), lower: isInk(column, 2 * row + 1))
        case .third: third(column, 3 * row)
        case .sextant: sextant(2 * column, 3 * row)
        }
    }

    /// Whether the module at that place of the drawing, quiet zone included, is painted dark.
    private func isInk(_ column: Int, _ row: Int) -> Bool {
        matrix.isDark(row: row - quiet.above, column: column - quiet.left) != inverted
    }

    private func half(upper: Bool, lower: Bool) -> Cell {
        upper == lower ? solid(dark: upper) : Cell("▄", Self.paper(dark: upper))
    }

    /// As with halves, the uppermost part is background: fonts leave their gap at the top of a cell.
    private func third(_ column: Int, _ row: Int) -> Cell {
        let top = isInk(column, row)
        var pattern = 0
        if isInk(column, row + 1) != top { pattern |= 0b001100 }
        if isInk(column, row + 2) != top { pattern |= 0b110000 }
        return Cell(SextantGlyph.character(pattern), Self.paper(dark: top))
    }

    private func sextant(_ column: Int, _ row: Int) -> Cell {
        var pattern = 0
        for part in 0..<6 where isInk(column + part % 2, row + part / 2) { pattern |= 1 << part }
        let left = pattern & 0b01 != 0
        let right = pattern & 0b10 != 0
        // Where the top is of both colours, the colour of its right part is background: that never asks for the right
        // half block, and leaves the split between the two roles even.
        let dark = left == right ? left : right
        return Cell(SextantGlyph.character(dark ? ~pattern & 0b111111 : pattern), Self.paper(dark: dark))
    }

    private func solid(dark: Bool) -> Cell { Cell(" ", Self.paper(dark: dark)) }

    private static func paper(dark: Bool) -> Style { Style(dark ? .codeLightOnDark : .codeDarkOnLight) }
}
