public import Fleet

/// The numbers of a link flow, and where each comes from.
public struct LinkPolicy: Hashable, Sendable {
    /// A code whose gateway tells no expiry: engines rotate every 20 s after the first code.
    public var codeLifetime: Duration = .seconds(20)
    /// How long a repeated sight of such a code is worth: one fetch every 6 s and the floor of 2 s.
    public var renewal: Duration = .seconds(8)
    /// `Date` headers and expiries are whole seconds, so two answers may differ by that much and some jitter.
    public var clockRounding: Duration = .milliseconds(1500)
    /// A pairing code without a told expiry: the engine's window is 60 s + 5 × 20 s.
    public var pairingLifetime: Duration = .seconds(160)
    public var pairingCoolDown: Duration = .seconds(30)
    /// After a start the vendor asks for five seconds before the next look.
    public var startPause: Duration = .seconds(5)
    /// An engine that has not come up by then will not without help (STARTING over 60 s: restart).
    public var preparation: Duration = .seconds(90)
    /// Links that are lost again go within 10 to 15 s; one that stood for 20 s is believed.
    public var settling: Duration = .seconds(20)
    /// While a wrong phone is being logged out, it is looked after this often whether it has gone.
    public var evictionLook: Duration = .seconds(5)
    /// Links have been lost two to three minutes after they came up; one that stood for five is old news.
    public var watch: Duration = .seconds(300)
    /// How many codes the gateway shows before it gives up, and for how long; `nil` where nobody says.
    public var codesPerWindow: Int?
    public var window: Duration?
    /// The life of one code. A gateway's window that ends sooner after it came in sight here was all but over before: by
    /// then nobody has had a chance to scan.
    public var fairChance: Duration = .seconds(20)
    /// The phone needs up to a minute to confirm.
    public var hold: Duration = .seconds(60)
    /// After so long a person is asked whether they are still there, and nothing is fetched until they say so.
    public var attention: Duration?
    /// Asking for a code is what opens the link: an instance that is logged out needs no act before.
    public var codeOpensLink = false
    /// The gateway hands a passkey's answer on.
    public var offersPasskey = false
    /// A request for a passkey that says nothing, and an answer of which nothing comes, are given up after this: all
    /// that follows an answer is the phone's minute to confirm.
    public var passkeyPatience: Duration = .seconds(60)
    /// The same for pairing codes alone: a QR is there only after an act.
    public var pairingOpensLink = false

    public init() {}

    /// Whether an instance that is logged out is asked for its code at once.
    public func opensLink(byPairing: Bool) -> Bool { codeOpensLink || pairingOpensLink && byPairing }

    /// What differs from vendor to vendor, with the pause that is configured for the gateway, if one is.
    public static func standard(for kind: GatewayKind, pausingAfter pause: Duration? = nil) -> LinkPolicy {
        var policy = LinkPolicy()
        policy.attention = pause ?? Pacing.standard(for: kind).linkPause
        switch kind {
        case .greenAPI:
            // The vendor's own "about two and a half minutes".
            policy.pairingLifetime = .seconds(150)
        case .evolution:
            // This gateway sets its engine to 45 s for each code.
            policy.codeLifetime = .seconds(45)
            // QRCODE_LIMIT, as it is delivered.
            policy.codesPerWindow = 30
            // The number counts only where nothing is open: what a restart opens would have to be closed first.
            policy.pairingOpensLink = true
        case .gowa:
            policy.codeOpensLink = true
            policy.offersPasskey = true
        case .wawp, .waha:
            // Sixty seconds for the first code and twenty for each of five more.
            policy.codesPerWindow = 6
            policy.window = .seconds(160)
            policy.offersPasskey = kind == .waha
        }
        return policy
    }
}

/// The waits after "not ready": 10 s, 20 s, 40 s, then 60 s each time.
public enum Backoff {
    public static func notReady(after refusals: Int) -> Duration {
        .seconds([10, 20, 40][safe: refusals] ?? 60)
    }

    /// Between two logouts of a wrong phone; `attempts` counts those that were sent.
    public static func eviction(after attempts: Int) -> Duration {
        .seconds([5, 10, 20, 40][safe: attempts - 1] ?? 60)
    }
}

extension Array {
    fileprivate subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
