import CPictures

/// A code as a PNG file of one bit a pixel.
public enum PNGWriter {
    /// Red, green and blue, 0 to 255 each.
    public struct Ink: Hashable, Sendable {
        public var red: UInt8
        public var green: UInt8
        public var blue: UInt8

        public init(red: UInt8, green: UInt8, blue: UInt8) {
            self.red = red
            self.green = green
            self.blue = blue
        }

        public static let black = Ink(red: 0, green: 0, blue: 0)
    }

    /// - Parameters:
    ///   - modulePixels: pixels a side of one module, 1 to 64.
    ///   - quiet: modules of light margin on every side, 0 to 64; the standard asks for 4.
    /// - Returns: the file, or nothing when memory is short.
    public static func png(
        _ matrix: QRMatrix, modulePixels: Int = 8, quiet: Int = 4, ink: Ink = .black
    ) -> [UInt8]? {
        let scale = min(max(modulePixels, 1), 64)
        let margin = min(max(quiet, 0), 64)
        let modules = matrix.width + 2 * margin
        let side = modules * scale
        var pixels = [UInt8](repeating: 0, count: side * side)
        for row in 0..<side {
            let module = row / scale - margin
            for column in 0..<side where matrix.isDark(row: module, column: column / scale - margin) {
                pixels[row * side + column] = 1
            }
        }
        let colour = [ink.red, ink.green, ink.blue]
        let room = relink_png_write(pixels, UInt32(side), UInt32(side), colour, nil, 0)
        let file = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
            count = relink_png_write(pixels, UInt32(side), UInt32(side), colour, buffer.baseAddress, room)
        }
        return file.isEmpty ? nil : file
    }
}
