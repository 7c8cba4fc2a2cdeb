internal import Grid

/// One `CSI` sequence: parameters, private mark and final letter.
struct ControlSequence {
    /// `?`, `>`, `<` or `=` where there is one.
    let mark: UInt8?
    let parameters: [Int]
    let final: UInt8

    init(_ bytes: [UInt8], final: UInt8) {
        var rest = bytes[...]
        if let first = rest.first, (0x3c...0x3f).contains(first) {
            mark = first
            rest = rest.dropFirst()
        } else {
            mark = nil
        }
        parameters = rest.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map { digits in
            digits.reduce(0) { number, byte in
                (0x30...0x39).contains(byte) ? min(number * 10 + Int(byte - 0x30), 1_000_000) : number
            }
        }
        self.final = final
    }

    var isPasteStart: Bool { mark == nil && final == UInt8(ascii: "~") && parameters.first == 200 }

    var report: TerminalReport? {
        switch (final, mark) {
        case (UInt8(ascii: "c"), UInt8(ascii: "?")): return .primaryAttributes(parameters)
        case (UInt8(ascii: "c"), UInt8(ascii: ">")): return .secondaryAttributes(parameters)
        case (UInt8(ascii: "t"), nil) where parameters.count >= 3 && parameters[0] == 6:
            return .cellPixels(height: parameters[1], width: parameters[2])
        default: return nil
        }
    }

    /// The key, whatever is held with it: relink gives no meaning to Shift and an arrow.
    var key: Key? {
        guard mark == nil else { return nil }
        return final == UInt8(ascii: "~") ? KeySequences.numbered(parameters.first ?? 0) : KeySequences.lettered(final)
    }
}
