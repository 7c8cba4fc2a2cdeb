import QRCode

/// A grey baseline JPEG whose blocks of 8 x 8 pixels are of one colour each: one block a module.
enum TestJPEG {
    static func file(_ matrix: QRMatrix, quiet: Int) -> [UInt8] {
        let modules = matrix.width + 2 * quiet
        let side = modules * 8
        var file: [UInt8] = [0xFF, 0xD8]
        // Quantization by 8 for all: the first coefficient then counts in grey levels.
        file += segment(0xDB, [0] + [UInt8](repeating: 8, count: 64))
        let size = [UInt8(side >> 8), UInt8(side & 255)]
        file += segment(0xC0, [8] + size + size + [1, 1, 0x11, 0])
        // Differences of up to eight bits: nine categories, codes of four bits. For the rest only "end of block".
        file += segment(0xC4, [0x00, 0, 0, 0, 9] + [UInt8](repeating: 0, count: 12) + Array(0...8))
        file += segment(0xC4, [0x10, 1] + [UInt8](repeating: 0, count: 15) + [0])
        file += segment(0xDA, [1, 1, 0x00, 0, 63, 0])
        var bits = Bits()
        var previous = 0
        for row in 0..<modules {
            for column in 0..<modules {
                let level = matrix.isDark(row: row - quiet, column: column - quiet) ? -128 : 127
                bits.difference(level - previous)
                previous = level
            }
        }
        return file + bits.finished + [0xFF, 0xD9]
    }

    private static func segment(_ marker: UInt8, _ data: [UInt8]) -> [UInt8] {
        let count = data.count + 2
        return [0xFF, marker, UInt8(count >> 8), UInt8(count & 255)] + data
    }

    private struct Bits {
        private var bytes: [UInt8] = []
        private var pending = 0
        private var count = 0

        private mutating func put(_ value: Int, _ length: Int) {
            for bit in (0..<length).reversed() {
                pending = pending << 1 | (value >> bit & 1)
                count += 1
                if count == 8 {
                    bytes.append(UInt8(pending))
                    // A byte of ones is a marker unless a zero follows.
                    if pending == 255 { bytes.append(0) }
                    pending = 0
                    count = 0
                }
            }
        }

        mutating func difference(_ value: Int) {
            let category = Int.bitWidth - abs(value).leadingZeroBitCount
            put(category, 4)
            put(value < 0 ? value + (1 << category) - 1 : value, category)
            put(0, 1)
        }

        var finished: [UInt8] {
            var whole = self
            while whole.count != 0 { whole.put(1, 1) }
            return whole.bytes
        }
    }
}
