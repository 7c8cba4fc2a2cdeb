/// JSON to be written, its members in the order in which they are given.
indirect enum JSONText: Sendable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral
{
    case object([(String, JSONText)])
    case array([JSONText])
    case text(String)
    case integer(Int64)
    case decimal(Double)
    case flag(Bool)
    case null

    init(stringLiteral value: String) { self = .text(value) }
    init(integerLiteral value: Int64) { self = .integer(value) }
    init(booleanLiteral value: Bool) { self = .flag(value) }
    init(dictionaryLiteral elements: (String, JSONText)...) { self = .object(elements) }
    init(arrayLiteral elements: JSONText...) { self = .array(elements) }

    /// An object without the members that are `nil`.
    static func members(_ members: (String, JSONText?)...) -> JSONText {
        .object(members.compactMap { name, value in value.map { (name, $0) } })
    }

    /// `null` where there is no text.
    static func optional(_ text: String?) -> JSONText { text.map(JSONText.text) ?? .null }

    var rendered: String {
        var text = ""
        write(to: &text)
        return text
    }

    private func write(to text: inout String) {
        switch self {
        case .object(let members):
            text += "{"
            for (index, (name, value)) in members.enumerated() {
                text += index == 0 ? "" : ","
                Self.quote(name, to: &text)
                text += ":"
                value.write(to: &text)
            }
            text += "}"
        case .array(let elements):
            text += "["
            for (index, value) in elements.enumerated() {
                text += index == 0 ? "" : ","
                value.write(to: &text)
            }
            text += "]"
        case .text(let value): Self.quote(value, to: &text)
        case .integer(let value): text += String(value)
        case .decimal(let value): text += String(value)
        case .flag(let value): text += value ? "true" : "false"
        case .null: text += "null"
        }
    }

    /// A JSON string, which is a YAML double-quoted string too.
    static func quoted(_ value: String) -> String {
        var text = ""
        quote(value, to: &text)
        return text
    }

    private static func quote(_ value: String, to text: inout String) {
        text += "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\u{0}"..."\u{1f}", "\u{7f}"..."\u{9f}", "\u{2028}", "\u{2029}":
                let hex = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}
