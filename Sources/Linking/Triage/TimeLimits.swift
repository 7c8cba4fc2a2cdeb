public import Fleet

/// How long a transition is normal, for each vendor. What lasts longer is stuck.
public enum TimeLimits {
    /// - Returns: `nil` for a state that time alone does not change.
    public static func normal(_ state: LinkState, _ code: ReasonCode?, of kind: GatewayKind) -> Duration? {
        switch state {
        case .connecting: return reconnect
        case .starting: return code == .restart ? reconnect : start(of: kind)
        case .disconnected: return code == .restart ? reconnect : absence(of: kind)
        default: return nil
        }
    }

    /// The restart that WhatsApp asks for (515): about 30 s, as observed with the engines.
    static let reconnect = Duration.seconds(30)

    /// An engine that comes up.
    static func start(of kind: GatewayKind) -> Duration {
        switch kind {
        // Its waits after "not ready", three of them: 10 s, 20 s and 40 s.
        case .wawp: .seconds(70)
        // The vendor's own number for `starting`.
        case .greenAPI: .seconds(300)
        // A login blocks for at most 45 s before it gives up.
        case .gowa: .seconds(45)
        // STARTING over 60 s: restart.
        case .waha: .seconds(60)
        // `count: 0` is worth asking again for about 60 s.
        case .evolution: .seconds(60)
        }
    }

    /// A linked instance without a connection.
    private static func absence(of kind: GatewayKind) -> Duration {
        switch kind {
        // `sleepMode` ends within five minutes once the phone is back.
        case .greenAPI: .seconds(300)
        // Engines reconnect by themselves; sockets that are renewed are back within seconds.
        case .wawp, .gowa, .waha, .evolution: .seconds(60)
        }
    }

    /// After an act: by then its effect shows, or there is none.
    static func effect(on kind: GatewayKind) -> Duration { kind == .gowa ? reconnect : start(of: kind) }

    /// Right after an act the gateway may still tell what was before it.
    static let afterglow = Duration.seconds(5)

    /// A server that brings all its sessions up again: 90 sessions were seen to take 20 minutes on one worker.
    static func storm(of sessions: Int) -> Duration { max(.seconds(60), .seconds(20 * 60) * min(sessions, 90) / 90) }

    /// A server that has just started brings its sessions up from here on.
    static let freshStart = Duration.seconds(60)

    /// A link lost within a day: the sign of a restriction rather than of a phone that was tidied up.
    static let young = Duration.seconds(24 * 3600)

    /// An instance that worked for so long has begun anew: what was tried before counts no more.
    static let calm = Duration.seconds(600)
}
