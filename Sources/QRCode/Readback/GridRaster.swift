package import Grid

/// Cells of a grid as a terminal paints them, for decoders to look at.
///
/// It knows the two colours of codes and the block characters codes are drawn with. All else is painted as a grey
/// patch: whatever lies over a code hides it, here as on the screen.
package struct GridRaster: Sendable {
    /// Pixels of a cell. Its height must divide by six, so that halves and thirds both end between pixels.
    package var cellWidth: Int
    package var cellHeight: Int

    /// Cells are about twice as high as wide.
    package init(cellWidth: Int = 6, cellHeight: Int = 12) {
        precondition(cellWidth % 2 == 0 && cellHeight % 6 == 0)
        self.cellWidth = cellWidth
        self.cellHeight = cellHeight
    }

    package func picture(_ grid: Grid, _ rect: Rect) -> GreyPicture? {
        guard !rect.isEmpty, rect.column >= 0, rect.row >= 0, rect.column + rect.columns <= grid.size.columns,
            rect.row + rect.rows <= grid.size.rows
        else { return nil }
        let width = rect.columns * cellWidth
        let sixth = cellHeight / 6
        var pixels = [UInt8](repeating: 0, count: width * rect.rows * cellHeight)
        pixels.withUnsafeMutableBufferPointer { pixels in
            for row in 0..<rect.rows {
                for column in 0..<rect.columns {
                    let look = Look(grid[column: rect.column + column, row: rect.row + row])
                    let start = row * cellHeight * width + column * cellWidth
                    for y in 0..<cellHeight {
                        let part = y / sixth
                        let left = look.left & (1 << part) != 0 ? look.ink : look.paper
                        let right = look.right & (1 << part) != 0 ? look.ink : look.paper
                        let line = start + y * width
                        for x in 0..<cellWidth / 2 {
                            pixels[line + x] = left
                            pixels[line + cellWidth / 2 + x] = right
                        }
                    }
                }
            }
        }
        return GreyPicture(width: width, height: rect.rows * cellHeight, pixels: pixels)
    }

    /// Colours of a cell, and which sixths of its height are ink in its left and right half, from the top.
    private struct Look {
        var ink: UInt8
        var paper: UInt8
        var left = 0
        var right = 0

        init(_ cell: Cell) {
            switch cell.style.role {
            case .codeDarkOnLight: (ink, paper) = (0, 255)
            case .codeLightOnDark: (ink, paper) = (255, 0)
            default: (ink, paper) = (128, 128)
            }
            if cell.style.attributes.contains(.reverse) { swap(&ink, &paper) }
            guard let scalar = cell.character?.unicodeScalars.first, scalar != " " else { return }
            if scalar == "▄" {
                left = 0b111000
                right = 0b111000
            } else if let pattern = SextantGlyph.pattern(scalar) {
                for part in 0..<3 {
                    left |= pattern & (1 << (2 * part)) != 0 ? 0b11 << (2 * part) : 0
                    right |= pattern & (2 << (2 * part)) != 0 ? 0b11 << (2 * part) : 0
                }
            } else {
                (ink, paper) = (128, 128)
            }
        }
    }
}
