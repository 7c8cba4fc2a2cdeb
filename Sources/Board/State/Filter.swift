import Fleet

/// What was typed after `/`: words that must all be found, `!word` that must not, `gw:` and `state:` for one column.
/// Capitals are told apart only where the word has one.
struct Filter: Hashable, Sendable {
    private struct Term: Hashable {
        var field: Field
        var needle: Needle
        var isInverse: Bool
    }

    private enum Field: Hashable { case any, gateway, state }

    private let terms: [Term]

    init(_ text: String) {
        terms = text.split(separator: " ").compactMap { word in
            var word = word
            let isInverse = word.hasPrefix("!")
            if isInverse { word.removeFirst() }
            var field = Field.any
            for (prefix, named) in [("gw:", Field.gateway), ("state:", .state)] where word.hasPrefix(prefix) {
                field = named
                word.removeFirst(prefix.count)
            }
            guard !word.isEmpty else { return nil }
            let minds = word.contains { $0.isUppercase } && field != .state
            return Term(field: field, needle: Needle(String(word), mindsCapitals: minds), isInverse: isInverse)
        }
    }

    var isEmpty: Bool { terms.isEmpty }

    func passes(_ row: InstanceRow) -> Bool {
        terms.allSatisfy { term in
            let needle = term.needle
            let found =
                switch term.field {
                case .gateway: needle.isIn(row.key.gateway)
                case .state:
                    // Named from its beginning: who looks for LINKED does not mean UNLINKED.
                    // A wrong number is not what somebody looks for who looks for LINKED.
                    (row.isMismatched
                        ? needle.begins(row.word)
                        : needle.begins(row.state?.word) || needle.begins(row.state?.rawValue))
                        || row.riders.contains { needle.begins($0.rawValue) }
                case .any:
                    needle.isIn(row.name) || needle.isIn(row.key.id) || needle.isIn(row.key.gateway)
                        || needle.isIn(row.state?.word) || needle.isIn(row.configured.holder?.text)
                }
            return found != term.isInverse
        }
    }
}

/// A piece of text to look for. With each letter typed it is looked for in every row of the fleet, so that plain ASCII
/// is compared byte by byte; only other text needs the rules of Unicode.
private struct Needle: Hashable {
    private let text: String
    private let bytes: [UInt8]
    private let mindsCapitals: Bool

    init(_ text: String, mindsCapitals: Bool) {
        self.text = mindsCapitals ? text : text.lowercased()
        self.mindsCapitals = mindsCapitals
        bytes = Array(self.text.utf8)
    }

    func isIn(_ hay: String?) -> Bool {
        guard let hay else { return false }
        if let known = hay.utf8.withContiguousStorageIfAvailable(isInASCII), let known { return known }
        return (mindsCapitals ? hay : hay.lowercased()).contains(text)
    }

    func begins(_ hay: String?) -> Bool {
        guard let hay else { return false }
        return (mindsCapitals ? hay : hay.lowercased()).hasPrefix(text)
    }

    /// `nil` when the bytes are more than ASCII.
    private func isInASCII(_ hay: UnsafeBufferPointer<UInt8>) -> Bool? {
        guard hay.allSatisfy({ $0 < 0x80 }) else { return nil }
        guard bytes.count <= hay.count else { return false }
        return (0...hay.count - bytes.count).contains { start in
            bytes.indices.allSatisfy { bytes[$0] == folded(hay[start + $0]) }
        }
    }

    private func folded(_ byte: UInt8) -> UInt8 {
        !mindsCapitals && (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }
}
