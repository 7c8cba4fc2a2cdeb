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
        case .delete: if cursor < text.count { remove(cursor) }
        case .left, .control("b"): cursor = max(0, cursor - 1)
        case .right, .control("f"): cursor = min(text.count, cursor + 1)
        case .home, .control("a"): cursor = 0
        case .end, .control("e"): cursor = text.count
        case .control("u"):
            text.removeSubrange(text.startIndex..<index(cursor))
            cursor = 0
        case .control("k"):
            text.removeSubrange(index(cursor)...)
            cursor = min(cursor, text.count)
        case .control("w"):
            while cursor > 0, text[index(cursor - 1)] == " " { remove(cursor - 1) }
            while cursor > 0, text[index(cursor - 1)] != " " { remove(cursor - 1) }
        default: return false
        }
        return true
    }

    public mutating func insert(_ more: String) {
        let kept = more.filter { !$0.isNewline && TextWidth.of($0) > 0 }.prefix(max(0, Self.limit - text.count))
        // Counted in the joined text: what was typed may have become one cluster with its neighbours.
        let before = text[..<index(cursor)] + kept
        text.insert(contentsOf: kept, at: index(cursor))
        cursor = min(before.count, text.count)
    }

    private mutating func remove(_ place: Int) {
        text.remove(at: index(place))
        cursor = min(place, text.count)
    }

    private func index(_ place: Int) -> String.Index {
        text.index(text.startIndex, offsetBy: place, limitedBy: text.endIndex) ?? text.endIndex
    }
}
