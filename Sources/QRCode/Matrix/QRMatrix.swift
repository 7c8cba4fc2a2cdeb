public import Fleet

/// A QR code as modules, without its quiet zone. As secret as the payload it shows, so it never describes itself.
public struct QRMatrix: Hashable, Sendable, Redacted {
    /// Modules a side: 21 to 177.
    public let width: Int
    private let modules: [Bool]

    /// `modules` row by row, `true` is dark; `nil` unless they make a square of a legal width.
    public init?(width: Int, modules: [Bool]) {
        guard (21...177).contains(width), width % 4 == 1, modules.count == width * width else { return nil }
        self.width = width
        self.modules = modules
    }

    /// 1 to 40.
    public var version: Int { (width - 17) / 4 }

    /// Outside of the code everything is light: that is the quiet zone.
    public func isDark(row: Int, column: Int) -> Bool {
        guard row >= 0, column >= 0, row < width, column < width else { return false }
        return modules[row * width + column]
    }
}
