import Fleet
import FoundationEssentials

/// When a code ends, for those that print it once: the gateway's word, else what the vendors are known to do.
struct CodeExpiry: Hashable, Sendable {
    enum Source: String, Hashable, Sendable {
        case gateway
        /// A guess: shown as `est.`
        case policy
    }

    var at: Date
    var source: Source

    static func ofQR(_ lifetime: CodeLifetime, kind: GatewayKind, from issued: Date) -> CodeExpiry {
        // Engines renew a code every 20 s after the first one; Evolution was set to 45 s.
        of(lifetime, policy: kind == .evolution ? .seconds(45) : .seconds(20), from: issued)
    }

    static func ofPairingCode(_ lifetime: CodeLifetime, kind: GatewayKind, from issued: Date) -> CodeExpiry {
        // GREEN-API documents about two and a half minutes; for the others the shortest that was reported.
        of(lifetime, policy: kind == .greenAPI ? .seconds(150) : .seconds(60), from: issued)
    }

    private static func of(_ lifetime: CodeLifetime, policy: Duration, from issued: Date) -> CodeExpiry {
        switch lifetime {
        case .told(let duration): CodeExpiry(at: issued.addingTimeInterval(duration.inSeconds), source: .gateway)
        case .untold: CodeExpiry(at: issued.addingTimeInterval(policy.inSeconds), source: .policy)
        }
    }

    /// `about 20 s (est.)`, seen from `date`.
    func words(from date: Date) -> String {
        let seconds = max(0, Int(at.timeIntervalSince(date).rounded()))
        return source == .gateway ? "\(seconds) s" : "about \(seconds) s (est.)"
    }
}
