/// Reads JSON from bytes. A status answer is read many times a second; this takes a small part of what
/// `JSONDecoder` needs for it, and keeps what the document says instead of what a type expects.
struct JSONReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0

    /// Deeper documents are refused: nobody sends them in good faith, and reading them costs stack.
    private static let deepest = 64

    /// `nil` when the bytes are no JSON document. A byte order mark and blanks around it are fine.
    static func read(_ bytes: [UInt8]) -> JSONValue? {
        bytes.withUnsafeBufferPointer { buffer in
            var reader = JSONReader(bytes: buffer)
            if buffer.starts(with: [0xef, 0xbb, 0xbf]) { reader.position = 3 }
            guard let value = reader.value(depth: 0) else { return nil }
            reader.skipBlanks()
            return reader.position == buffer.count ? value : nil
        }
    }

    static func read(_ text: String) -> JSONValue? { read(Array(text.utf8)) }

    private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipBlanks() {
        while let byte = next, byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 { position += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        position += 1
        return true
    }

    private mutating func take(word: StaticString) -> Bool {
        let end = position + word.utf8CodeUnitCount
        guard end <= bytes.count,
            bytes[position..<end].elementsEqual(
                UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
        else { return false }
        position = end
        return true
    }

    private mutating func value(depth: Int) -> JSONValue? {
        skipBlanks()
        switch next {
        case UInt8(ascii: "{"): return depth < Self.deepest ? object(depth: depth) : nil
        case UInt8(ascii: "["): return depth < Self.deepest ? array(depth: depth) : nil
        case UInt8(ascii: "\""): return string().map(JSONValue.string)
        case UInt8(ascii: "t"): return take(word: "true") ? .bool(true) : nil
        case UInt8(ascii: "f"): return take(word: "false") ? .bool(false) : nil
        case UInt8(ascii: "n"): return take(word: "null") ? .null : nil
        default: return number()
        }
    }

    private mutating func object(depth: Int) -> JSONValue? {
        position += 1
        var members: [JSONMember] = []
        skipBlanks()
        if take(UInt8(ascii: "}")) { return .object(members) }
        repeat {
            skipBlanks()
            guard next == UInt8(ascii: "\""), let name = string() else { return nil }
            skipBlanks()
            guard take(UInt8(ascii: ":")), let value = value(depth: depth + 1) else { return nil }
            members.append(JSONMember(name: name, value: value))
            skipBlanks()
        } while take(UInt8(ascii: ","))
        return take(UInt8(ascii: "}")) ? .object(members) : nil
    }

    private mutating func array(depth: Int) -> JSONValue? {
        position += 1
        var items: [JSONValue] = []
        skipBlanks()
        if take(UInt8(ascii: "]")) { return .array(items) }
        repeat {
            guard let value = value(depth: depth + 1) else { return nil }
            items.append(value)
            skipBlanks()
        } while take(UInt8(ascii: ","))
        return take(UInt8(ascii: "]")) ? .array(items) : nil
    }

    private mutating func number() -> JSONValue? {
        let start = position
        _ = take(UInt8(ascii: "-"))
        guard digits() else { return nil }
        if take(UInt8(ascii: ".")), !digits() { return nil }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            guard digits() else { return nil }
        }
        return .number(text(start..<position))
    }

    private mutating func digits() -> Bool {
        let start = position
        while let byte = next, byte >= 0x30, byte <= 0x39 { position += 1 }
        return position > start
    }

    private func text(_ range: Range<Int>) -> String {
        String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
    }

    private mutating func string() -> String? {
        position += 1
        let start = position
        while let byte = next {
            if byte == UInt8(ascii: "\"") {
                position += 1
                return text(start..<(position - 1))
            }
            if byte == UInt8(ascii: "\\") { return escapedString(from: start) }
            position += 1
        }
        return nil
    }

    /// The slow way, from the first backslash on.
    private mutating func escapedString(from start: Int) -> String? {
        var found = text(start..<position)
        var plain = position
        while let byte = next {
            guard byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else {
                position += 1
                continue
            }
            found += text(plain..<position)
            position += 1
            if byte == UInt8(ascii: "\"") { return found }
            guard let scalar = escape() else { return nil }
            found.unicodeScalars.append(scalar)
            plain = position
        }
        return nil
    }

    private mutating func escape() -> Unicode.Scalar? {
        guard let byte = next else { return nil }
        position += 1
        switch byte {
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{c}"
        case UInt8(ascii: "u"): return unicodeEscape()
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        default: return nil
        }
    }

    /// Half a surrogate pair stands for nothing: it becomes the replacement character.
    private mutating func unicodeEscape() -> Unicode.Scalar? {
        guard let unit = hexUnit() else { return nil }
        guard unit >> 10 == 0xd800 >> 10 else { return Unicode.Scalar(unit) ?? "\u{fffd}" }
        let afterFirst = position
        guard take(word: "\\u"), let second = hexUnit(), second >> 10 == 0xdc00 >> 10 else {
            position = afterFirst
            return "\u{fffd}"
        }
        return Unicode.Scalar(0x10000 + ((unit & 0x3ff) << 10 | (second & 0x3ff)))
    }

    private mutating func hexUnit() -> UInt32? {
        guard position + 4 <= bytes.count else { return nil }
        var unit: UInt32 = 0
        for byte in bytes[position..<(position + 4)] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else { return nil }
            unit = unit << 4 | UInt32(digit)
        }
        position += 4
        return unit
    }
}
