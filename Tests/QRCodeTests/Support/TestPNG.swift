/// Writes PNG files of every form by hand, so that the reader is not tested against its own library.
struct TestPNG {
    enum Form: UInt8 {
        case grey = 0
        case rgb = 2
        case palette = 3
        case greyAlpha = 4
        case rgba = 6

        var channels: Int {
            switch self {
            case .grey, .palette: 1
            case .greyAlpha: 2
            case .rgb: 3
            case .rgba: 4
            }
        }
    }

    /// One value a channel, of as many bits as the depth says.
    typealias Sample = [UInt16]

    var form: Form
    var depth: Int
    var width: Int
    var height: Int
    var interlaced = false
    /// Red, green, blue of each entry.
    var palette: [[UInt8]] = []
    /// Opacity of the first entries of the palette.
    var paletteAlpha: [UInt8] = []
    var pixel: (_ column: Int, _ row: Int) -> Sample

    var file: [UInt8] {
        var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        let head = big(UInt32(width)) + big(UInt32(height)) + [UInt8(depth), form.rawValue, 0, 0, interlaced ? 1 : 0]
        file += chunk("IHDR", head)
        if form == .palette { file += chunk("PLTE", palette.flatMap(\.self)) }
        if !paletteAlpha.isEmpty { file += chunk("tRNS", paletteAlpha) }
        return file + chunk("IDAT", zlib(interlaced ? passes() : lines(0, 0, 1, 1))) + chunk("IEND", [])
    }

    /// A head that promises a size, and nothing after it.
    static func promise(width: UInt32, height: UInt32) -> [UInt8] {
        let one = TestPNG(form: .grey, depth: 8, width: 1, height: 1) { _, _ in [0] }
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
            + one.chunk("IHDR", one.big(width) + one.big(height) + [8, 0, 0, 0, 0])
            + one.chunk("IDAT", one.zlib([0, 0])) + one.chunk("IEND", [])
    }

    /// The seven passes of Adam7.
    private func passes() -> [UInt8] {
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
            .flatMap { lines($0.0, $0.1, $0.2, $0.3) }
    }

    private func lines(_ left: Int, _ top: Int, _ across: Int, _ down: Int) -> [UInt8] {
        guard left < width, top < height else { return [] }
        return stride(from: top, to: height, by: down).flatMap { row in
            [0] + packed(stride(from: left, to: width, by: across).flatMap { pixel($0, row) })
        }
    }

    private func packed(_ samples: Sample) -> [UInt8] {
        if depth == 16 { return samples.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] } }
        var bytes: [UInt8] = []
        var bits = 0
        for sample in samples {
            if bits % 8 == 0 { bytes.append(0) }
            bytes[bytes.count - 1] |= UInt8(Int(sample) << (8 - depth - bits % 8))
            bits += depth
        }
        return bytes
    }

    private func big(_ value: UInt32) -> [UInt8] {
        [UInt8(value >> 24), UInt8(value >> 16 & 255), UInt8(value >> 8 & 255), UInt8(value & 255)]
    }

    private func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
        let body = Array(name.utf8) + data
        return big(UInt32(data.count)) + body + big(crc(body))
    }

    /// Stored blocks: nothing is packed, and nothing can go wrong in packing.
    private func zlib(_ data: [UInt8]) -> [UInt8] {
        var out: [UInt8] = [0x78, 0x01]
        var start = 0
        repeat {
            let end = min(start + 65535, data.count)
            let count = UInt16(end - start)
            out.append(end == data.count ? 1 : 0)
            out += [UInt8(count & 255), UInt8(count >> 8), UInt8(~count & 255), UInt8(~count >> 8)]
            out += data[start..<end]
            start = end
        } while start < data.count
        var low: UInt32 = 1
        var high: UInt32 = 0
        for byte in data {
            low = (low + UInt32(byte)) % 65521
            high = (high + low) % 65521
        }
        return out + big(high << 16 | low)
    }

    private func crc(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~0) { $0 >> 8 ^ Self.crcs[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] }
    }

    private static let crcs: [UInt32] = (0..<256).map { first in
        (0..<8).reduce(UInt32(first)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
    }
}
