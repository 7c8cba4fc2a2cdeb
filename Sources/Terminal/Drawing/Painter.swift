internal import CNcurses
internal import Glibc
internal import Grid

/// Puts grids on the ncurses screen, only what changed since the last one. Used on the terminal's thread alone.
struct Painter {
    private var paints: Paints
    private var glyphs: Glyphs
    private var shown: Grid?
    private var run: [relink_cell] = []

    init(paints: Paints, glyphs: Glyphs) {
        self.paints = paints
        self.glyphs = glyphs
    }

    /// Sends nothing when nothing differs.
    mutating func paint(_ grid: Grid) {
        let known = shown.flatMap { $0.size == grid.size ? $0 : nil }
        if known == nil { relink_screen_erase() }
        var differs = known == nil || known?.cursor != grid.cursor
        for row in 0..<grid.size.rows {
            let changed = known.map { Self.changed($0, grid, row: row) } ?? 0..<grid.size.columns
            guard !changed.isEmpty else { continue }
            put(grid, row: row, columns: changed)
            differs = true
        }
        shown = grid
        guard differs else { return }
        relink_screen_cursor(Int32(grid.cursor?.row ?? -1), Int32(grid.cursor?.column ?? 0))
        relink_screen_flush()
    }

    /// What is on the screen is not known any more, and what was is not kept.
    mutating func forget() {
        shown = nil
        run = []
    }

    mutating func use(_ paints: Paints) {
        self.paints = paints
        shown = nil
    }

    /// The columns between the first and the last difference, whole wide characters; ncurses finds the gaps itself.
    private static func changed(_ old: Grid, _ new: Grid, row: Int) -> Range<Int> {
        let width = new.size.columns
        return old.cells.withUnsafeBufferPointer { old in
            new.cells.withUnsafeBufferPointer { new in
                guard let old = old.baseAddress.map({ $0 + row * width }),
                    let new = new.baseAddress.map({ $0 + row * width })
                else { return 0..<0 }
                // Equal bits are equal cells, and most rows of most frames are; comparing characters takes 30 times
                // as long.
                if memcmp(old, new, width * MemoryLayout<Cell>.stride) == 0 { return 0..<0 }
                var first = 0
                while first < width, old[first] == new[first] { first += 1 }
                guard first < width else { return 0..<0 }
                var last = width - 1
                while last > first, old[last] == new[last] { last -= 1 }
                if first > 0, new[first].character == nil { first -= 1 }
                if last + 1 < width, new[last + 1].character == nil { last += 1 }
                return first..<last + 1
            }
        }
    }

    private mutating func put(_ grid: Grid, row: Int, columns: Range<Int>) {
        run.removeAll(keepingCapacity: true)
        let start = row * grid.size.columns
        var column = columns.lowerBound
        while column < columns.upperBound {
            let cell = grid.cells[start + column]
            let paint = paints[cell.style]
            let isWide = column + 1 < columns.upperBound && grid.cells[start + column + 1].character == nil
            var put = relink_cell()
            put.attributes = paint.attributes
            put.pair = paint.pair
            glyphs.fill(&put, with: cell.character ?? " ", isWide: isWide)
            run.append(put)
            column += 1
            if isWide {
                // One column of ink in two of room: the other one is a blank of the same colour.
                if glyphs.width(of: put) < 2 {
                    put.scalars.0 = 0x20
                    put.count = 1
                    run.append(put)
                }
                column += 1
            }
        }
        relink_screen_put(Int32(row), Int32(columns.lowerBound), run, Int32(run.count))
    }
}
