/// Base64 as gateways write it: with line breaks, in the URL-safe alphabet, without its padding.
enum LooseBase64 {
    /// `nil` when there is anything else in the text.
    static func decode(_ text: String) -> [UInt8]? {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(text.utf8.count * 3 / 4)
        var bits: UInt32 = 0
        var held = 0
        var isPadded = false
        for byte in text.utf8 {
            if byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 { continue }
            if byte == UInt8(ascii: "=") {
                isPadded = true
                continue
            }
            let value = values[Int(byte)]
            guard value < 64, !isPadded else { return nil }
            bits = bits << 6 | UInt32(value)
            held += 6
            guard held >= 8 else { continue }
            held -= 8
            decoded.append(UInt8(truncatingIfNeeded: bits >> UInt32(held)))
        }
        // One character alone holds six bits, which are no byte.
        return held == 6 ? nil : decoded
    }

    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 64, count: 256)
        for (index, byte) in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8.enumerated() {
            values[Int(byte)] = UInt8(index)
        }
        values[Int(UInt8(ascii: "-"))] = 62
        values[Int(UInt8(ascii: "_"))] = 63
        return values
    }()
}
