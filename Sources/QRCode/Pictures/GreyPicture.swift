/// One byte of luminance a pixel, row by row from the top left: what decoders look at.
package struct GreyPicture: Hashable, Sendable {
    package let width: Int
    package let height: Int
    package private(set) var pixels: [UInt8]

    /// `pixels` must be `width` times `height` bytes.
    package init(width: Int, height: Int, pixels: [UInt8]) {
        precondition(width > 0 && height > 0 && pixels.count == width * height)
        self.width = width
        self.height = height
        self.pixels = pixels
    }

    package subscript(_ column: Int, _ row: Int) -> UInt8 { pixels[row * width + column] }

    /// Light for dark and dark for light.
    package var negative: GreyPicture {
        GreyPicture(width: width, height: height, pixels: pixels.map { 255 - $0 })
    }

    /// Each pixel as a square of `factor` by `factor`.
    package func enlarged(by factor: Int) -> GreyPicture {
        var large: [UInt8] = []
        large.reserveCapacity(pixels.count * factor * factor)
        for row in 0..<height {
            var line: [UInt8] = []
            line.reserveCapacity(width * factor)
            for pixel in pixels[row * width..<(row + 1) * width] {
                for _ in 0..<factor { line.append(pixel) }
            }
            for _ in 0..<factor { large.append(contentsOf: line) }
        }
        return GreyPicture(width: width * factor, height: height * factor, pixels: large)
    }

    /// The picture with a border of one colour around it.
    package func framed(by border: Int, _ colour: UInt8) -> GreyPicture {
        let wide = width + 2 * border
        var framed = [UInt8](repeating: colour, count: wide * (height + 2 * border))
        for row in 0..<height {
            let start = (row + border) * wide + border
            framed.replaceSubrange(start..<start + width, with: pixels[row * width..<(row + 1) * width])
        }
        return GreyPicture(width: wide, height: height + 2 * border, pixels: framed)
    }
}
