import Fleet
import FoundationEssentials
import Linking

/// When a code ends, for those that print it once: the gateway's word, else the policy of the link flow.
struct CodeExpiry: Hashable, Sendable {
    enum Source: String, Hashable, Sendable {
        case gateway
        /// A guess: shown as `est.`
        case policy
    }

    var at: Date
    var source: Source

    static func ofQR(_ lifetime: CodeLifetime, of kind: GatewayKind, from issued: Date) -> CodeExpiry {
        of(lifetime, policy: LinkPolicy.standard(for: kind).codeLifetime, from: issued)
    }

    static func ofPairingCode(_ lifetime: CodeLifetime, of kind: GatewayKind, from issued: Date) -> CodeExpiry {
        of(lifetime, policy: LinkPolicy.standard(for: kind).pairingLifetime, from: issued)
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
