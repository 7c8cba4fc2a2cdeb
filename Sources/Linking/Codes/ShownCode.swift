public import Fleet

/// A QR code on the screen, and until when it may stay there.
public struct ShownCode: Hashable, Sendable {
    public let content: CodeContent
    /// Counts the distinct codes of this window from 1.
    public let number: Int
    public let firstSeenAt: Instant
    public private(set) var expiresAt: Instant
    /// The lifetime is a guess; the screen says `est.`
    public private(set) var isEstimate: Bool

    init(_ reading: CodeReading, number: Int, policy: LinkPolicy, at now: Instant) {
        content = reading.content
        self.number = number
        firstSeenAt = now
        switch reading.lifetime {
        case .told(let remaining):
            expiresAt = now + remaining
            isEstimate = false
        case .untold:
            expiresAt = now + policy.codeLifetime
            isEstimate = true
        }
    }

    /// The same code came again. Its clock goes on, with two exceptions: a gateway whose own number moved by
    /// more than the rounding of its clock is believed, and a guess is drawn out a little, because the gateway
    /// just said that this is still its current code.
    mutating func seenAgain(_ reading: CodeReading, policy: LinkPolicy, at now: Instant) {
        switch reading.lifetime {
        case .told(let remaining):
            let told = now + remaining
            let moved = expiresAt.duration(to: told)
            if isEstimate || moved > policy.clockRounding || moved < .zero - policy.clockRounding {
                expiresAt = told
                isEstimate = false
            }
        case .untold:
            if isEstimate { expiresAt = max(expiresAt, now + policy.renewal) }
        }
    }
}

/// A pairing code on the screen.
public struct ShownPairing: Hashable, Sendable {
    public let code: PairingCode
    public let requestedAt: Instant
    public let expiresAt: Instant
    public let isEstimate: Bool
    /// Asking again before then only wears out the number's allowance.
    public let renewableAt: Instant

    init(_ reading: PairingReading, policy: LinkPolicy, at now: Instant) {
        code = reading.code
        requestedAt = now
        renewableAt = now + policy.pairingCoolDown
        switch reading.lifetime {
        case .told(let remaining):
            expiresAt = now + remaining
            isEstimate = false
        case .untold:
            expiresAt = now + policy.pairingLifetime
            isEstimate = true
        }
    }
}
