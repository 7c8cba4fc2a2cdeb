/// How modules become cells. The raw values are words of the command line.
public enum QRStyle: String, CaseIterable, Hashable, Sendable {
    /// One column by half a row a module, with `▄` and coloured blanks: reads in every terminal and font measured.
    case half
    /// One column by a third of a row a module, with sextant characters: for windows of 20 to 30 rows.
    case third
    /// Half a column by a third of a row a module: smallest, and the most stretched where cells are slim.
    case sextant
    /// Two columns by one row a module, coloured blanks only: needs no character at all, and 118 x 59 cells.
    case full

    /// As it is called on the screen.
    public var name: String {
        switch self {
        case .half: "half blocks"
        case .third: "third blocks"
        case .sextant: "sextant blocks"
        case .full: "full blocks"
        }
    }

    /// Whether it is drawn with U+1FB00 to U+1FB3B, which half of the terminals measured cannot show.
    public var needsSextants: Bool { self == .third || self == .sextant }

    /// Whether the locale must be UTF-8.
    public var needsUTF8: Bool { self != .full }

    /// How many modules are side by side in one cell.
    var modulesAcross: Int { self == .sextant ? 2 : 1 }

    /// How many columns one module takes.
    var columnsPerModule: Int { self == .full ? 2 : 1 }

    /// How many modules are on top of each other in one cell.
    var modulesDown: Int {
        switch self {
        case .full: 1
        case .half: 2
        case .third, .sextant: 3
        }
    }

    /// How much taller than wide a module is drawn where a cell is `cellAspect` times as high as it is wide.
    public func stretch(cellAspect: Double) -> Double {
        cellAspect / Double(modulesDown) * Double(modulesAcross) / Double(columnsPerModule)
    }

    /// Whether phones bear that stretch. Beyond 0.67 to 1.33 the scanners built into Android apps stop reading.
    public func isReadable(cellAspect: Double) -> Bool {
        switch self {
        // Measured, not derived: at 1.90 thirds are a little too flat and sextants right, from 2.09 on it is the
        // other way round, and the scores cross at about 1.95.
        case .sextant: cellAspect < Self.sextantLimit && stretch(cellAspect: cellAspect) >= Self.flattest
        case .third: cellAspect >= Self.sextantLimit && stretch(cellAspect: cellAspect) <= Self.tallest
        case .half, .full:
            (Self.flattest...Self.tallest).contains(stretch(cellAspect: cellAspect))
        }
    }

    private static let sextantLimit = 1.95
    private static let flattest = 0.67
    private static let tallest = 1.33
}
