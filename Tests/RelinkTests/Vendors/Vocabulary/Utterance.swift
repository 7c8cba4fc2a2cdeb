import Fleet
import Simulator

/// One thing that a vendor can say of an instance: how it comes to say so, and what is made of it.
struct Utterance: Sendable {
    /// What is done to an instance that is linked, unless it says otherwise.
    enum Cause: Sendable {
        case nothing
        /// Never linked, and nobody has asked it for a code.
        case neverLinked
        case befalls([InstanceEvent])
        /// The socket closes with a number.
        case closes(Int)
        /// The word of another version, or one that nobody knows.
        case says(String)
        /// Not linked, and says a word.
        case saysUnlinked(String)
        /// A link window is open, with its code.
        case window
        /// Scanned, and the account wants a passkey; or the code after it is to be compared.
        case passkey(compared: Bool)
        /// Deleted by somebody.
        case removed

        var isLinked: Bool {
            switch self {
            case .nothing, .befalls, .closes, .says, .removed: true
            case .neverLinked, .saysUnlinked, .window, .passkey: false
            }
        }
    }

    /// What a row of the JSON says.
    struct Row: Hashable, Sendable {
        var state: LinkState
        var raw: String?
        var reason: String?
        var flags: [String] = []
    }

    var cause: Cause
    /// Of the instance asked for by itself.
    var row: Row
    /// Of the list, where that says something else.
    var listed: Row

    init(
        _ cause: Cause, _ state: LinkState, _ raw: String?, _ reason: String? = nil, flags: [String] = [],
        listed: Row? = nil
    ) {
        self.cause = cause
        row = Row(state: state, raw: raw, reason: reason, flags: flags)
        self.listed = listed ?? row
    }
}
