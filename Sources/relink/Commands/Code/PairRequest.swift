import Fleet
import FoundationEssentials
import Gateways
import Linking

/// Asks for one pairing code, with the care that the application takes: the rules are those of its gate.
struct PairRequest: Sendable {
    let key: InstanceKey
    let number: PhoneNumber
    /// Whether somebody insists: what speaks against it is said then, and stops nothing.
    let anyway: Bool
    let open: OpenGateway
    let connection: FleetConnection
    let journal: CommandJournal
    let context: CommandContext

    /// - Returns: the code, and when it was asked for.
    func run() async throws(CommandFailure) -> (PairingReading, requested: Date) {
        var gate = LinkGate(.pairing(number), expected: open.configured(key.id)?.phone)
        gate.ledger = await journal.verdict(on: number, of: key)
        // What the ledger forbids costs no request.
        try check(gate)
        let sight = await NumberSearch(connection: connection, number: number, key: key).run()
        sight.unasked.forEach(context.console.remark)
        gate.linkedElsewhere = sight.owner?.description
        gate.deviceName = sight.deviceName
        try check(gate)
        for objection in gate.objections { context.console.remark(words(objection)) }
        return try await ask(gate)
    }

    private func ask(_ gate: LinkGate) async throws(CommandFailure) -> (PairingReading, requested: Date) {
        let attempt: PairingAttempt?
        switch await journal.claim(pairing: number, of: key, anyway: anyway) {
        case .counted(let counted): attempt = counted
        case .refused(let verdict):
            var gate = gate
            gate.ledger = verdict
            throw refusal(gate)
        }
        let requested = context.time.date
        switch await open.pairingCode(for: key.id, phone: number) {
        case .success(let reading): return (reading, requested)
        case .failure(let failure):
            journal.record(refusal: failure, of: key)
            if failure.madeNoCode, let attempt { await journal.withdraw(attempt) }
            throw Self.failure(failure, key)
        }
    }

    // MARK: - What speaks against it

    private func check(_ gate: LinkGate) throws(CommandFailure) {
        if !anyway, gate.weight >= .typed { throw refusal(gate) }
    }

    private func refusal(_ gate: LinkGate) -> CommandFailure {
        let reasons = gate.objections.filter { $0.weight >= .typed }
        let isSpent = reasons.contains { if case .exhausted = $0 { true } else { false } }
        let advice =
            isSpent
            ? "a QR costs nothing (relink qr \(key)), and --anyway asks all the same" : "--anyway asks all the same"
        return CommandFailure(.failed, (reasons.map(words) + [advice]).joined(separator: "; "))
    }

    private func words(_ objection: Objection) -> String {
        switch objection {
        case .duplicate(let name):
            "\(key): \(number.masked) is linked in \(name) already, and linking it here can end that link"
        case .exhausted(let until):
            "\(key): three codes in ten minutes are enough for \(number.masked), the next one in "
                + "\(Int((seconds(until) / 60).rounded(.up))) min"
        case .coolDown(let until):
            "\(key): the last code for \(number.masked) is too young, the next one in \(Int(seconds(until))) s"
        case .codeAlive(let name, let until):
            "\(key): \(name) has a code for \(number.masked), which ends in \(Int(seconds(until))) s"
        case .otherNumber:
            otherNumber
        case .deviceName(let name):
            "\(key): its device name “\(name)” is no browser's, and WhatsApp is likely to refuse the code: "
                + "relink qr \(key) takes a QR"
        }
    }

    private var otherNumber: String {
        guard let expected = open.configured(key.id)?.phone else { return "\(key) belongs to another number" }
        let (mine, other) = (expected.masked(besides: number), number.masked(besides: expected))
        return "\(key) belongs to \(mine), and the code is for \(other)"
    }

    private func seconds(_ until: Date) -> Double {
        max(0, until.timeIntervalSince(context.time.date)).rounded(.up)
    }

    /// Asking again is a person's decision: every request makes a new code.
    private static func failure(_ failure: GatewayFailure, _ key: InstanceKey) -> CommandFailure {
        switch failure.kind {
        case .notReady(let reading?) where ![.awaitingLink, .unknown].contains(reading.state):
            CodeWait.refusal(for: reading, key)
                ?? CommandFailure(
                    .failed, "\(key) is not ready for a code (\(reading.state.word)): relink wait \(key) --for SCAN")
        case .notReady:
            CommandFailure(.failed, "\(key) is between two codes: ask again in some seconds")
        case .alreadyLinked: CommandFailure(.failed, "\(key) is linked: there is nothing to pair")
        default: CommandFailure(failure, about: key)
        }
    }
}
