import Fleet
import FoundationEssentials

/// What a client can do about a passkey.
extension SimulatedInstance {
    /// What is wanted now; `nil` when no passkey is.
    mutating func passkeyWish(at now: Instant) -> PasskeyWish? {
        settle(at: now)
        guard case .passkey(let gate) = phase else { return nil }
        return gate.asks(at: now)
    }

    /// The challenge of this link window: 32 bytes, as base64url writes them.
    var passkeyNonce: String {
        var random = SplitMix64(seed, Purpose.reference, .max, windows)
        return Self.base64URL(random.bytes(32))
    }

    /// What is to be signed, as WhatsApp words it.
    var passkeyChallenge: JSONText {
        var random = SplitMix64(seed, Purpose.deviceKeys, .max)
        let credential = Self.base64URL(random.bytes(33))
        return [
            "challenge": .text(passkeyNonce), "timeout": 60_000, "rpId": "web.whatsapp.com",
            "allowCredentials": [
                ["id": .text(credential), "type": "public-key", "transports": ["internal", "hybrid"]]
            ],
            "userVerification": "required", "extensions": .null,
        ]
    }

    /// What is compared with the phone at the end.
    var passkeyCode: String {
        var random = SplitMix64(seed, Purpose.pairing, .max, windows)
        return random.text(4, of: PairingRule.openEngines) + "-" + random.text(4, of: PairingRule.openEngines)
    }

    /// What a browser with the right passkey makes of the challenge; `nil` when there is none to answer.
    mutating func signPasskey(at now: Instant) -> JSONText? {
        guard passkeyWish(at: now) == .answer else { return nil }
        var random = SplitMix64(seed, Purpose.deviceKeys, .max, windows)
        let id = Self.base64URL(random.bytes(33))
        let signed: JSONText = [
            "type": "webauthn.get", "challenge": .text(passkeyNonce), "origin": "https://web.whatsapp.com",
            "crossOrigin": false,
        ]
        return [
            "authenticatorAttachment": "platform", "clientExtensionResults": [:], "id": .text(id),
            "rawId": .text(id), "type": "public-key",
            "response": [
                "authenticatorData": .text(Self.base64URL(random.bytes(37))),
                "clientDataJSON": .text(Self.base64URL(Array(signed.rendered.utf8))),
                "signature": .text(Self.base64URL(random.bytes(71))), "userHandle": .text(Self.base64URL([1, 2, 3])),
            ],
        ]
    }

    private static func base64URL(_ bytes: [UInt8]) -> String {
        String(
            Data(bytes).base64EncodedString().compactMap { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 == "=" ? nil : $0 })
    }

    /// Takes an answer; `false` for one that WhatsApp refuses, because it is one to another challenge.
    mutating func answerPasskey(_ assertion: WebAuthnAssertion, at now: Instant) -> Bool {
        settle(at: now)
        guard case .passkey(var gate) = phase, gate.asks(at: now) == .answer,
            assertion.challenge == passkeyNonce
        else { return false }
        gate.answer(at: now)
        phase = .passkey(gate)
        return true
    }

    /// Somebody compared; `false` when there is nothing to compare.
    mutating func confirmPasskey(at now: Instant) -> Bool {
        settle(at: now)
        guard case .passkey(var gate) = phase, case .comparison = gate.asks(at: now) else { return false }
        gate.confirm(at: now)
        phase = .passkey(gate)
        return true
    }

    /// The owner gives the passkey in a browser; `false` when none is wanted now.
    mutating func givePasskey(at now: Instant) -> Bool {
        settle(at: now)
        guard case .passkey(let gate) = phase else { return false }
        link(to: gate.digits, at: now)
        return true
    }

    /// A moment came that the gate waited for.
    mutating func passkeyTurns(_ gate: PasskeyGate, at moment: Instant) {
        guard moment < gate.closes else { return windowCloses(lastFetch: nil, at: moment) }
        var gate = gate
        switch gate.step {
        case .answered(let until):
            guard let handOff = habits.passkey.handOff else {
                guard needsComparison else { return link(to: gate.digits, at: moment) }
                gate.compare(byItself: nil)
                break
            }
            let isQuick = gate.opened.duration(to: until) - PasskeyGate.thinking < handOff
            gate.compare(byItself: isQuick ? moment.advanced(by: PasskeyGate.thinking) : nil)
        case .challenged, .comparing, .confirmed:
            return link(to: gate.digits, at: moment)
        }
        phase = .passkey(gate)
    }

    private var needsComparison: Bool { habits.passkey.compares ?? (seed >> 8 & 1 == 0) }
}
