public import Fleet

/// The step after the scan that only a browser at WhatsApp's own page can do. Scanning again never helps, so the
/// code leaves the screen, and nothing is fetched but the state and what the passkey is asked for.
extension LinkFlow {
    /// A status says for the first time that a passkey is wanted.
    mutating func passkeyWanted(at now: Instant) -> [LinkAction] {
        guard policy.offersPasskey else { return end(.passkey) }
        phase = .passkey(.reading(since: now))
        holdUntil = nil
        trouble = nil
        return [.closeWindow, .openWindow(.passkey)]
    }

    /// Takes in a status while a passkey is wanted.
    mutating func observe(_ status: StatusReading, at stage: PasskeyStage, _ now: Instant) -> [LinkAction] {
        switch status.state {
        case .working:
            return [.closeWindow, .openWindow(method.window)] + linked(at: now)
        case .awaitingPasskey, .unknown:
            return []
        case .starting, .connecting, .disconnected:
            // Engines restart their socket right after pairing.
            if stage.isWithWhatsApp { return [] }
            if status.state == .disconnected { return end(.passkeyLapsed(answered: false)) }
            // It starts anew, so that what was asked is void.
            if case .wanted = stage { phase = .passkey(.reading(since: now)) }
            return []
        case .awaitingLink:
            // Some gateways say so between the answer and what follows it.
            return stage.isWithWhatsApp ? [] : end(.passkeyLapsed(answered: false))
        case .stopped, .failed, .loggedOut:
            return end(.passkeyLapsed(answered: stage.isWithWhatsApp))
        case .blocked: return end(.blocked)
        case .missing: return end(.missing)
        }
    }

    /// Takes in what the passkey is asked for.
    public mutating func observe(_ reading: PasskeyReading, at now: Instant) -> [LinkAction] {
        guard case .passkey(let stage) = phase else { return [] }
        trouble = nil
        switch (reading, stage) {
        case (.response(let new), .wanted(let old, _, _)) where new == old,
            (.response(let new), .answering(let old, _)) where new == old,
            (.response(let new), .answered(let old?, _)) where new == old:
            break
        case (.response(let challenge), _):
            phase = .passkey(.wanted(challenge, since: now, refusal: nil))
        case (.confirmation, .confirming), (.confirmation, .confirmed): break
        case (.confirmation(let new, _), .comparing(let old, _, _)) where new == old: break
        case (.confirmation(let code, let confirmsItself), _):
            phase = .passkey(.comparing(code, confirmsItself: confirmsItself, refusal: nil))
        // Taken back, or answered somewhere else: the state tells which.
        case (.nothing, .wanted): phase = .passkey(.reading(since: now))
        case (.nothing, .comparing): phase = .passkey(.confirmed(since: now))
        case (.nothing, _): break
        }
        return []
    }

    /// A person pasted the answer to the challenge that is shown.
    public mutating func answerPasskey(_ assertion: PasskeyAssertion, at now: Instant) -> [LinkAction] {
        guard case .passkey(.wanted(let challenge, let since, _)) = phase else { return [] }
        phase = .passkey(.answering(challenge, since: since))
        return [.answerPasskey(assertion)]
    }

    /// Takes in whether the gateway took the answer.
    public mutating func passkeyAnswered(_ failure: GatewayFailure?, at now: Instant) -> [LinkAction] {
        guard case .passkey(.answering(let challenge, let since)) = phase else { return [] }
        phase =
            failure == nil
            ? .passkey(.answered(challenge, since: now))
            : .passkey(.wanted(challenge, since: since, refusal: failure))
        return []
    }

    /// A person says that the phone shows the same code.
    public mutating func confirmPasskey(at now: Instant) -> [LinkAction] {
        guard case .passkey(.comparing(let code, _, _)) = phase else { return [] }
        phase = .passkey(.confirming(code))
        return [.confirmPasskey]
    }

    /// Takes in whether the gateway took that.
    public mutating func passkeyConfirmed(_ failure: GatewayFailure?, at now: Instant) -> [LinkAction] {
        guard case .passkey(.confirming(let code)) = phase else { return [] }
        phase =
            failure == nil
            ? .passkey(.confirmed(since: now))
            : .passkey(.comparing(code, confirmsItself: false, refusal: failure))
        return []
    }

    /// Nothing came of it in time.
    mutating func passkeyWaited(_ stage: PasskeyStage) -> [LinkAction] {
        end(.passkeyLapsed(answered: stage.isWithWhatsApp))
    }
}
