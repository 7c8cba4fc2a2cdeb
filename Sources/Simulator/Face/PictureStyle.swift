/// Makes a PNG file of a payload; `nil` when it cannot.
public typealias PictureDrawing = @Sendable (_ payload: String, _ style: PictureStyle) -> [UInt8]?

/// How a vendor's server draws its pictures of QR codes.
public struct PictureStyle: Hashable, Sendable {
    /// How large it is.
    public enum Size: Hashable, Sendable {
        /// Pixels a side of one module.
        case module(Int)
        /// Pixels a side of the whole picture, so that modules are of different widths.
        case side(Int)
    }

    public var size: Size
    /// Light modules on every side.
    public var quietZone: Int
    /// Of dark modules: 0 to 255 each.
    public var red: UInt8
    public var green: UInt8
    public var blue: UInt8

    public init(size: Size, quietZone: Int = 4, red: UInt8 = 0, green: UInt8 = 0, blue: UInt8 = 0) {
        self.size = size
        self.quietZone = quietZone
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// Four pixels a module, black, with the standard's quiet zone.
    public static let plain = PictureStyle(size: .module(4))
}
