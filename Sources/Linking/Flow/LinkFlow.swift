public import Fleet

/// One guided link of one instance, from the first look to "it held": a state machine without clock or network.
///
/// Observations and ticks go in with the instant they belong to; actions come out and somebody else performs
/// them. The flow follows the vendor's advice: look first, start what is stopped, show a code only in the one
/// state that takes it, and believe a link only after it has held for a while.
public struct LinkFlow: Hashable, Sendable {
    public let instance: InstanceKey
    public let method: LinkMethod
    /// The number that belongs here, as far as anybody said; without one, whatever links is taken for right.
    public let expected: PhoneNumber?
    public internal(set) var phase: LinkPhase
    /// Codes seen in this window, the shown one included. The gateway may have shown others before.
    public internal(set) var codesSeen = 0
    public let openedAt: Instant
    /// What stands in the way right now, though the flow goes on: a gateway without answer, a refusal.
    public internal(set) var trouble: GatewayFailure?
    /// Nothing is asked until then, because the phone is confirming.
    public internal(set) var holdUntil: Instant?
    /// Read after the link came up.
    public internal(set) var account: Account?
    public internal(set) var accountWasRead = false

    let policy: LinkPolicy
    /// Whose it was before this window: tells about a link that is found standing, and nothing about a new one.
    let accountBefore: Account?
    /// The payload that stands on the screen or stood there last; a repeated sight does not restart its clock.
    var lastCode: ShownCode?
    var firstCodeAt: Instant?
    var pairingsSeen = 0
    /// How often in a row a request for a pairing code was answered with "wait".
    var refusals = 0
    var broughtUp: BringUp?
    /// A window of the gateway that ended as ours opened was passed over; the next one counts, however short.
    var hasPassedOver = false
    var proof = Proof(seenAt: .zero)

    /// The one act that was done to bring the instance up. Acts happen once: there is no second one.
    struct BringUp: Hashable {
        var act: Act
        var at: Instant
    }

    /// What is known of a link while it settles.
    struct Proof: Hashable {
        /// The last status still said that it is linked.
        var isUp = true
        /// When it said so.
        var seenAt: Instant
        /// When the state is looked at again, because no look came when the time was over.
        var nextLook: Instant?
        /// When the account is asked for again, because no answer has come.
        var nextAsk: Instant?
        var asks = 0
        /// After so many asks a gateway that does not tell whose account it is will not.
        static let mostAsks = 5
        /// A look that old says nothing about now any more.
        static let freshness = Duration.seconds(5)
        /// Between two looks that are asked for beside the rounds.
        static let lookPause = Duration.seconds(10)
    }

    /// Opens a flow and tells what to do first.
    ///
    /// - Parameters:
    ///   - account: whose it is so far, as far as that was read.
    ///   - expected: the number that belongs here; a pairing code's own number stands in for it.
    public static func open(
        _ instance: InstanceKey, by method: LinkMethod, known: LinkState?, account: Account? = nil,
        expected: PhoneNumber? = nil, policy: LinkPolicy = LinkPolicy(),
        at now: Instant
    ) -> (LinkFlow, [LinkAction]) {
        var flow = LinkFlow(
            instance: instance, method: method, account: account, expected: expected, policy: policy, at: now)
        var actions: [LinkAction] = [.openWindow(method.window)]
        if known == .awaitingLink {
            actions += flow.ready(at: now, byKey: true)
        } else {
            actions.append(.askNow(.status))
        }
        return (flow, actions)
    }

    private init(
        instance: InstanceKey, method: LinkMethod, account: Account?, expected: PhoneNumber?, policy: LinkPolicy,
        at now: Instant
    ) {
        self.instance = instance
        self.method = method
        accountBefore = account
        self.expected = expected ?? method.number
        self.policy = policy
        phase = .auditing
        openedAt = now
    }

    /// The next instant at which something changes by itself, for the one timer that drives all flows.
    public var deadline: Instant? {
        [phaseDeadline, attentionEnds, holdEnds].compactMap(\.self).min()
    }

    /// When a code is asked for again that died while nothing was to be asked.
    var holdEnds: Instant? {
        guard case .qr = method, case .waitingForCode = phase else { return nil }
        return holdUntil
    }

    /// When a person is asked whether they are still there. Only a QR is fetched again and again.
    public var attentionEnds: Instant? {
        guard case .qr = method, let attention = policy.attention else { return nil }
        switch phase {
        case .waitingForCode, .showing: return openedAt + attention
        default: return nil
        }
    }

    private var phaseDeadline: Instant? {
        switch phase {
        case .showing(let code): code.expiresAt
        case .pairing(let code): code.expiresAt
        case .settling(let since): proof.nextLook ?? proof.nextAsk ?? since + policy.settling
        case .mismatched(let mismatch): mismatch.eviction?.nextLook
        case .pairingRefused(let retryAt): retryAt
        case .passkey(let stage): stage.waitsSince.map { $0 + policy.passkeyPatience }
        case .auditing, .preparing, .waitingForCode, .askingForPairing, .pairingExpired, .held, .ended: nil
        }
    }

    /// How many codes the gateway shows in one window, where its vendor says so.
    public var codesPerWindow: Int? { policy.codesPerWindow }

    /// When the gateway will stop showing codes: counted from the first one seen here, so it may well be earlier.
    public var windowEndsAt: Instant? {
        guard let window = policy.window, let firstCodeAt else { return nil }
        return firstCodeAt + window
    }

    public var isOver: Bool {
        switch phase {
        case .held, .ended: true
        default: false
        }
    }

    /// A code, of either kind, stood on the screen: when the gateway gives up after that, nobody scanned.
    var codeWasShown: Bool { codesSeen > 0 || pairingsSeen > 0 }

    mutating func end(_ ending: LinkEnding) -> [LinkAction] {
        phase = .ended(ending)
        return [.closeWindow]
    }
}
