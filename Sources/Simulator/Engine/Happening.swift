import Fleet

/// Something that befalls an instance at a moment, with nobody asking for it.
struct Happening: Hashable, Sendable {
    typealias What = InstanceEvent

    var at: Instant
    var what: What
    /// Happens again this long after, for ever.
    var every: Duration?
}

/// What can befall an instance. The raw value is the word of the control routes.
public enum InstanceEvent: String, Hashable, Sendable, CaseIterable {
    /// The phone's owner removes the linked device.
    case drop
    /// The engine dies and keeps its link.
    case crash
    /// The engine comes back from a crash or an unloading: with its link when it has one.
    case recover
    /// The engine restarts by itself.
    case restart
    /// The phone, or its network, goes off; the link is kept.
    case sleep
    case wake
    /// WhatsApp bans the account.
    case ban
    /// WhatsApp limits what the account may send.
    case restrict
    case unrestrict
    /// WhatsApp refuses the version of the engine: restarting never helps.
    case outdate
    /// The engine's software is brought up to date.
    case upgrade
    /// The next logout is accepted and not obeyed.
    case cling
    /// Another session takes the place of this one.
    case replace
    /// The gateway forgets the running engine and keeps the record of it.
    case unload
    /// An engine that tries again after a refusal.
    case retry
}
