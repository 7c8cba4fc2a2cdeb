/// Reads the modules of an upright, undistorted code by where they must be, without decoding what they say.
///
/// It is for codes that are drawn clearly and still cannot be decoded: a logo over too much of it, or bytes that are no
/// text. Everything a code must have is checked, so that a picture of something else is never taken for one.
enum ModuleSampler {
    static func sample(_ picture: GreyPicture) -> QRMatrix? {
        guard let lowest = picture.pixels.min(), let highest = picture.pixels.max(), highest - lowest > 64 else {
            return nil
        }
        let threshold = UInt8((Int(lowest) + Int(highest)) / 2)
        guard let frame = inkFrame(picture, threshold) else { return nil }
        for width in stride(from: 21, through: 177, by: 4) where isPlausible(width, frame) {
            let modules = modules(picture, threshold, frame, width)
            if let matrix = QRMatrix(width: width, modules: modules), isCode(matrix) { return matrix }
        }
        return nil
    }

    /// The smallest rectangle around everything dark, in pixels: the code without its quiet zone.
    private struct Frame {
        var left: Int
        var top: Int
        var width: Int
        var height: Int
    }

    private static func inkFrame(_ picture: GreyPicture, _ threshold: UInt8) -> Frame? {
        var left = Int.max
        var right = -1
        var top = Int.max
        var bottom = -1
        for row in 0..<picture.height {
            for column in 0..<picture.width where picture[column, row] < threshold {
                left = min(left, column)
                right = max(right, column)
                top = min(top, row)
                bottom = row
            }
        }
        guard right >= left, bottom >= top else { return nil }
        let frame = Frame(left: left, top: top, width: right - left + 1, height: bottom - top + 1)
        // Square but for rounding.
        return abs(frame.width - frame.height) * 50 <= frame.width ? frame : nil
    }

    private static func isPlausible(_ width: Int, _ frame: Frame) -> Bool {
        frame.width >= width && frame.height >= width
    }

    private static func modules(
        _ picture: GreyPicture, _ threshold: UInt8, _ frame: Frame, _ width: Int
    ) -> [Bool] {
        var modules: [Bool] = []
        modules.reserveCapacity(width * width)
        for row in 0..<width {
            let y = frame.top + (2 * row + 1) * frame.height / (2 * width)
            for column in 0..<width {
                let x = frame.left + (2 * column + 1) * frame.width / (2 * width)
                modules.append(picture[x, y] < threshold)
            }
        }
        return modules
    }

    /// Three whole finders with their light edge, and both timing lines.
    private static func isCode(_ matrix: QRMatrix) -> Bool {
        let far = matrix.width - 7
        return hasFinder(matrix, 0, 0) && hasFinder(matrix, 0, far) && hasFinder(matrix, far, 0)
            && (8..<matrix.width - 8).allSatisfy {
                matrix.isDark(row: 6, column: $0) == ($0 % 2 == 0) && matrix.isDark(row: $0, column: 6) == ($0 % 2 == 0)
            }
    }

    private static func hasFinder(_ matrix: QRMatrix, _ top: Int, _ left: Int) -> Bool {
        (-1...7).allSatisfy { row in
            (-1...7).allSatisfy { column in
                // Rings around the middle: dark core, light ring, dark ring, light edge.
                let ring = max(abs(row - 3), abs(column - 3))
                return matrix.isDark(row: top + row, column: left + column) == (ring != 2 && ring != 4)
            }
        }
    }
}
