/// A JSON document read with the patience that gateways need: numbers may be texts and texts numbers, `null` is as
/// good as absent, and an array with one object in it is as good as the object.
enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    /// As it was written, because some ids are longer than a `Double` is exact.
    case number(String)
    case string(String)
    case array([JSONValue])
    case object([JSONMember])

    /// A member that is there and not null.
    subscript(name: String) -> JSONValue? {
        guard let value = member(name), value != .null else { return nil }
        return value
    }

    /// A member that is there, be it null: some gateways tell "not yet" that way. The last of several wins.
    func member(_ name: String) -> JSONValue? { members?.last { $0.name == name }?.value }

    /// What the object holds; `nil` when this is none.
    var members: [JSONMember]? {
        switch self {
        case .object(let members): members
        case .array(let items) where items.count == 1: items[0].members
        default: nil
        }
    }

    /// Of a text or a number.
    var text: String? {
        switch self {
        case .string(let text), .number(let text): text
        default: nil
        }
    }

    /// Of a number, or of a text that is one.
    var number: Double? {
        guard let text, let number = Double(text) ?? Double(text.trimmed) else { return nil }
        return number.isFinite ? number : nil
    }

    /// Of `true` and `false`, and of the ways to write them.
    var truth: Bool? {
        switch self {
        case .bool(let truth): truth
        case .string("true"), .number("1"), .string("1"): true
        case .string("false"), .number("0"), .string("0"): false
        default: nil
        }
    }

    var items: [JSONValue]? {
        guard case .array(let items) = self else { return nil }
        return items
    }
}

struct JSONMember: Hashable, Sendable {
    var name: String
    var value: JSONValue
}
