public import Fleet
public import Grid
public import Linking
public import QRCode

/// What the board wants done outside of itself.
public enum Effect: Hashable, Sendable {
    case quit
    case suspend
    case redraw
    case bell
    case reload
    /// Puts text on the person's clipboard.
    case copy(ClipboardText)
    case savePNG(QRMatrix, InstanceKey)
    case requestSize(Size)
    case focus(InstanceKey?)
    case visible([InstanceKey])
    /// Rows that were let go of: nobody asks about them any more, and the journal does not bring them back.
    case forget(Set<InstanceKey>)
    case openWindow(LinkWindow, InstanceKey)
    case closeWindow(InstanceKey)
    case askNow(Ask, InstanceKey)
    case expedite(Ask, InstanceKey, at: Instant)
    case hold(InstanceKey, until: Instant)
    case perform(Act, InstanceKey, Urgency = .atOnce)
    case requestPairing(InstanceKey, PhoneNumber, PairingAttempt, Urgency = .atOnce)
    /// Nothing came of it: the gateway said "wait".
    case withdraw(PairingAttempt)
    /// Writes down how the round stands, or that there is none.
    case keepRound(Round?)
    case answerPasskey(PasskeyAssertion, InstanceKey)
    case confirmPasskey(InstanceKey)
    /// Writes what is to be signed into files for their owner alone.
    case saveChallenge(PasskeyChallenge, InstanceKey)
    /// Writes lines into the journal, in this order.
    case record([JournalEntry])
    /// Reads what the journal remembers of the instances of these gateways, which comes as an event.
    case recall(Set<String>)
    /// Reads lines for a page of the journal.
    case readJournal(JournalPage, JournalFilter)
    /// Writes a text into a file of that name for its owner alone, and tells where.
    case saveText(String, name: String)
    /// Rings and asks for a desktop notification, as far as that is configured.
    case notify(Notice)
    /// Runs the configured hook.
    case hook(AlertFacts)
    /// The terminal's title. Without names of instances, since titles are logged and recorded.
    case title(String)
    /// Asks a gateway for the version of its software; the answer comes as an event.
    case askVersion(String)
    /// Asks a gateway for how long its server has been running, likewise.
    case askUptime(String)

    /// The same where no key was pressed for it.
    func inTurn(at now: Instant) -> Effect {
        switch self {
        case .askNow(let ask, let key): .expedite(ask, key, at: now)
        case .perform(let act, let key, _): .perform(act, key, .inTurn)
        case .requestPairing(let key, let phone, let attempt, _): .requestPairing(key, phone, attempt, .inTurn)
        default: self
        }
    }
}
