import Grid

/// The light margin around a code, in modules.
public struct QuietZone: Hashable, Sendable {
    public var left: Int
    public var right: Int
    public var above: Int
    public var below: Int

    public init(left: Int, right: Int, above: Int, below: Int) {
        self.left = max(0, left)
        self.right = max(0, right)
        self.above = max(0, above)
        self.below = max(0, below)
    }

    public init(sides: Int, above: Int, below: Int) {
        self.init(left: sides, right: sides, above: above, below: below)
    }

    /// The least that was measured to scan as well as the standard's four modules.
    public static func least(_ style: QRStyle) -> QuietZone {
        QuietZone(sides: 1, above: heights(style)[0].above, below: heights(style)[0].below)
    }

    /// As much as there is room for, up to four modules a side; `nil` when not even the least fits.
    static func roomiest(_ style: QRStyle, around matrix: QRMatrix, in room: Size) -> QuietZone? {
        for height in heights(style).reversed() {
            for sides in stride(from: most, through: 1, by: -1) {
                let zone = QuietZone(sides: sides, above: height.above, below: height.below)
                let size = QRDrawing.size(of: matrix, style, zone)
                if size.columns <= room.columns, size.rows <= room.rows { return zone }
            }
        }
        return nil
    }

    private static let most = 4

    /// Rows of quiet modules above and below, from the least to the most.
    ///
    /// Above, the count puts the three rows of a finder's core into as few cells as can be: two or four for halves
    /// (one more row above costs none below), one or four for thirds. A core that is cut twice has two seams in
    /// fonts with gaps, and is not found.
    private static func heights(_ style: QRStyle) -> [(above: Int, below: Int)] {
        switch style {
        case .half: [(2, 1), (2, 3), (4, 3), (4, 4)]
        case .third, .sextant: [(1, 1), (1, 4), (4, 4)]
        case .full: [(1, 1), (2, 1), (2, 2), (3, 3), (4, 4)]
        }
    }
}
