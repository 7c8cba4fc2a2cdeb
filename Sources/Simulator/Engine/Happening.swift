import Fleet

/// Something that befalls an instance at a moment, with nobody asking for it.
struct Happening: Hashable, Sendable {
    enum What: Hashable, Sendable {
        /// The phone's owner removes the linked device: back to the QR code.
        case drop
        /// The engine dies and keeps its link.
        case crash
        /// The engine comes back: with its link when it has one.
        case recover
        /// The engine restarts by itself.
        case restart
    }

    var at: Instant
    var what: What
    /// Happens again this long after, for ever.
    var every: Duration?
}
