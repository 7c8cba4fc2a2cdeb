public import Fleet

/// The field for a passkey's signed answer. What is in it is never shown, only how much it is and whether it is whole.
public struct AssertionForm: Hashable, Sendable {
    public var key: InstanceKey
    public private(set) var content = Secret("")
    /// Set when Enter was pressed on something that is no answer.
    public var insisted = false

    init(key: InstanceKey) { self.key = key }

    public var count: Int { content.reveal().count }

    var assertion: Result<PasskeyAssertion, PasskeyAssertion.Problem> {
        Result { () throws(PasskeyAssertion.Problem) in try PasskeyAssertion(pasted: content.reveal()) }
    }

    /// A paste that begins like a document takes the place of what was there; any other one goes on where it ended.
    mutating func paste(_ text: String) {
        let start = text.first { !$0.isWhitespace }
        let begins = start.map { "{\"'`".contains($0) } ?? false
        content = Secret(cut(begins ? text : content.reveal() + text))
        insisted = false
    }

    /// Terminals that do not mark pastes send them like typing.
    mutating func type(_ character: Character) {
        content = Secret(cut(content.reveal() + String(character)))
        insisted = false
    }

    mutating func erase() { content = Secret(String(content.reveal().dropLast())) }

    mutating func clear() { content = Secret("") }

    /// A byte more than an answer may have is enough to know that it is too long.
    private func cut(_ text: String) -> String {
        let limit = PasskeyAssertion.longest + 1
        return text.utf8.count <= limit ? text : String(decoding: text.utf8.prefix(limit), as: UTF8.self)
    }
}
