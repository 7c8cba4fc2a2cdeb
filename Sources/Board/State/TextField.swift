public import Grid

/// One line being typed: the text and where the cursor stands in it.
public struct TextField: Hashable, Sendable {
    public private(set) var text: String
    public private(set) var cursor: Int

    /// Longer than any filter, number or command; a paste beyond it is cut.
    private static let limit = 120

    public init(_ text: String = "") {
        self.text = text
        cursor = text.count
    }

    /// `false` when the key is not one that edits.
    public mutating func edit(_ key: Key) -> Bool {
        switch key {
        case .character(let character): insert(String(character))
        case .backspace, .control("h"): if cursor > 0 { remove(cursor - 1) }
        case .delete: if cursor < text.count { text.remove(at: index(cursor)) }
        case .left, .control("b"): cursor = max(0, cursor - 1)
        case .right, .control("f"): cursor = min(text.count, cursor + 1)
        case .home, .control("a"): cursor = 0
        case .end, .control("e"): cursor = text.count
        case .control("u"):
            text.removeSubrange(text.startIndex..<index(cursor))
            cursor = 0
        case .control("k"): text.removeSubrange(index(cursor)...)
        case .control("w"):
            while cursor > 0, text[index(cursor - 1)] == " " { remove(cursor - 1) }
            while cursor > 0, text[index(cursor - 1)] != " " { remove(cursor - 1) }
        default: return false
        }
        return true
    }

    public mutating func insert(_ more: String) {
        let kept = more.filter { !$0.isNewline && TextWidth.of($0) > 0 }.prefix(max(0, Self.limit - text.count))
        text.insert(contentsOf: kept, at: index(cursor))
        cursor += kept.count
    }

    private mutating func remove(_ place: Int) {
        text.remove(at: index(place))
        cursor = place
    }

    private func index(_ place: Int) -> String.Index { text.index(text.startIndex, offsetBy: place) }
}
