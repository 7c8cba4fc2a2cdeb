import Configuration
import Fleet
import Foundation
import Journal
import Linking

/// What a command does to instances, written down like what is done in the application.
struct CommandJournal: Sendable {
    private let journal: Journal?
    private let connection: FleetConnection
    private let context: CommandContext

    init(_ context: CommandContext, _ connection: FleetConnection) {
        journal = context.openJournal(connection.configuration.defaults.journal)
        self.connection = connection
        self.context = context
    }

    /// What was not even tried is not written down.
    func record(_ result: ActResult) {
        switch result.outcome {
        case .planned, .skipped: return
        case .accepted, .failed: break
        }
        write(.act(result.act, failure: result.outcome.failure.map { CleanText($0.message) }), about: result.key)
    }

    /// A pairing code that is about to be asked for: a line, and an entry in the ledger that all processes share.
    ///
    /// A script that asks for a second code at once has its reasons; the fourth within ten minutes wants to be insisted
    /// on.
    /// - Returns: when the next one is free; `nil` when this one may be asked for.
    func record(pairing number: PhoneNumber, of key: InstanceKey, anyway: Bool) async -> Date? {
        guard let journal else { return nil }
        let now = context.time.date
        let fingerprint = NumberFingerprint(of: number, key: journal.fingerprintKey())
        let attempt = PairingAttempt(at: now, key: key, number: fingerprint)
        let known = await journal.attempts(since: now.addingTimeInterval(-PairingLedger.Rules().age))
        let isFree = await journal.claim(attempt) { attempts in
            if anyway { return true }
            if case .exhausted = PairingLedger(attempts).verdict(for: fingerprint, on: key, at: now) { return false }
            return true
        }
        guard isFree else {
            if case .exhausted(let until) = PairingLedger(known).verdict(for: fingerprint, on: key, at: now) {
                return until
            }
            return now.addingTimeInterval(PairingLedger.Rules().age)
        }
        write(.attempt(LinkAttempt(.pairing, number: number)), about: key)
        return nil
    }

    func record(refusal: GatewayFailure, of key: InstanceKey) {
        write(.outcome(LinkOutcome(.refused, reason: refusal.message)), about: key)
    }

    /// Once everything is written; what stood in the way is told.
    func close() async {
        guard let journal else { return }
        await journal.flush()
        if let alarm = journal.alarm { context.console.remark(alarm.text) }
        await journal.close()
    }

    private func write(_ event: JournalEvent, about key: InstanceKey) {
        let label = connection.gateways[key.gateway]?.configured(key.id)?.label
        journal?.record(
            JournalEntry(at: context.time.date, key: key, name: label ?? CleanText(key.id), event: event))
    }
}
