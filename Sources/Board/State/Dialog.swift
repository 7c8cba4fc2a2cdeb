public import Fleet
public import Linking

/// What lies over a screen and takes the keys.
public enum Dialog: Hashable, Sendable {
    case help(scroll: Int)
    case filter
    case palette(PaletteInput)
    case confirm(Confirmation)
    case number(NumberForm)
    case gate(GateForm)
    case round(RoundForm)
    case assertion(AssertionForm)
    case mute(MuteForm)
    case unlock(Unlock)
}

/// A question before an act.
public struct Confirmation: Hashable, Sendable {
    public var act: Act
    /// Taken when the key was pressed: what the list does meanwhile changes nothing.
    public var keys: [InstanceKey]
    /// How many of them the filter hides.
    public var hidden: Int
    public var agrees = false
    /// The instance's name, where that has to be typed.
    public var name: String?
    /// Above ten instances the number must be typed.
    public var typed = TextField()

    public var mustType: Bool { name != nil || keys.count > 10 }
    public var isArmed: Bool { mustType ? typed.text.lowercased() == word.lowercased() : agrees }
    /// What has to be typed.
    var word: String { name ?? "\(keys.count)" }
}

/// The number for which a pairing code is asked, as far as it is typed. Never described: it is somebody's.
public struct NumberForm: Hashable, Sendable, Redacted {
    public var key: InstanceKey
    public var field: TextField
    /// Set when Enter was pressed on something that is no number yet.
    public var insisted = false

    public var number: Result<PhoneNumber, PhoneNumber.Problem> {
        Result { () throws(PhoneNumber.Problem) in try PhoneNumber(typed: field.text) }
    }
}

/// A link window that something speaks against.
public struct GateForm: Hashable, Sendable {
    public var key: InstanceKey
    public var method: LinkMethod
    /// The instance's name, where it has to be typed.
    public var typed = TextField()
}

/// A round about to begin, or one that stands still.
public struct RoundForm: Hashable, Sendable {
    /// Taken when the key was pressed, as those of a confirmation.
    public var members: [InstanceKey]
    public var hidden: Int
    /// So many are FAILED and left out: no code comes before they are restarted.
    public var failed = 0
    public var isOnWall: Bool
    public var isUnderWay: Bool
}

/// What is typed after `:`.
public struct PaletteInput: Hashable, Sendable {
    public var field = TextField()
    public var selected = 0
}
