import Fleet
import Grid
import Linking

/// What is settled before a window opens, and the count of pairing codes.
extension State {
    /// Everything the board knows that could speak against a window.
    func gate(_ key: InstanceKey, _ method: LinkMethod) -> LinkGate {
        let row = fleet[key]
        var gate = LinkGate(method, expected: row?.configured.phone)
        gate.deviceName = row?.status?.value.deviceName
        if case .pairing(let number) = method {
            gate.codeElsewhere = livingCode(for: number, besides: key)
            // Where the expected number is linked, triage has asked already.
            if gate.expected?.canonicalKey != number.canonicalKey {
                gate.linkedElsewhere = fleet.row(linkedTo: number, besides: key)?.name
            }
            let fingerprint = NumberFingerprint(of: number, key: settings.fingerprints)
            gate.ledger = ledger.verdict(for: fingerprint, on: key, at: wall.date(of: now))
        }
        return gate
    }

    private func livingCode(for number: PhoneNumber, besides key: InstanceKey) -> LinkGate.LivingCode? {
        for (other, session) in links where other != key {
            guard case .pairing(let shown) = session.flow.phase,
                session.flow.method.number?.canonicalKey == number.canonicalKey
            else { continue }
            return LinkGate.LivingCode(name: fleet[other]?.name ?? other.id, until: wall.date(of: shown.expiresAt))
        }
        return nil
    }

    mutating func pressInGate(_ key: Key, _ form: GateForm) -> [Effect] {
        var form = form
        let gate = gate(form.key, form.method)
        switch key {
        case .escape:
            dialog = nil
            return []
        case .enter where gate.weight < .typed || (gate.weight == .typed && isTyped(form)):
            dialog = nil
            return admit(form.key, by: form.method)
        case .character("r") where gate.weight == .closed && LinkGate(.qr).weight < .typed:
            dialog = nil
            return openLink(form.key, by: .qr)
        default:
            if gate.weight == .typed { _ = form.typed.edit(key) }
        }
        dialog = .gate(form)
        return []
    }

    /// What was typed is the name of the instance.
    func isTyped(_ form: GateForm) -> Bool {
        form.typed.text.lowercased() == fleet[form.key]?.name.lowercased()
    }

    /// Counts a pairing code that is being asked for.
    mutating func book(_ phone: PhoneNumber, on key: InstanceKey) -> PairingAttempt {
        let attempt = PairingAttempt(
            at: wall.date(of: now), key: key, number: NumberFingerprint(of: phone, key: settings.fingerprints))
        ledger.add(attempt)
        links[key]?.attempt = attempt
        jotPairing(key, phone)
        return attempt
    }

    /// What became of a pairing code that was asked for.
    mutating func take(
        _ result: Result<PairingReading, GatewayFailure>, of attempt: PairingAttempt
    ) -> [Effect] {
        var withdrawn: [Effect] = []
        if case .failure(let failure) = result, failure.madeNoCode {
            ledger.withdraw(attempt)
            withdrawn = [.withdraw(attempt)]
        }
        // An answer that comes after its window was closed is no answer to the next one's question.
        guard links[attempt.key]?.attempt == attempt else { return withdrawn }
        return withdrawn + advance(attempt.key) { flow, now in flow.pairing(result, at: now) }
    }

    /// Says it loudly when a link that had held is lost while it is still looked after.
    mutating func watch(_ key: InstanceKey, _ status: StatusReading, at: Instant) -> [Effect] {
        guard let after = watches[key]?.lost(by: status, at: at) else { return [] }
        watches[key] = nil
        jot(.outcome(LinkOutcome(.dropped, after: after)), about: key, at: at)
        let name = fleet[key]?.name ?? key.id
        tell("\(name) was linked and dropped again after \(Ages.words(after))", .broken)
        write(
            LogLine(
                at: at, name: name, text: "did not hold: lost \(Ages.words(after)) after it was linked", role: .broken))
        drop(key)
        return [.bell]
    }
}
