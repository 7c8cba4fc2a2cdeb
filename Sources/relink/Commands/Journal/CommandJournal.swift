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

    /// A QR that is asked for, to be shown to a phone.
    func recordQR(of key: InstanceKey) {
        let expected = connection.gateways[key.gateway]?.configured(key.id)?.phone
        write(.attempt(LinkAttempt(.qr, number: expected)), about: key)
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

/// The ledger of pairing codes, which all processes share.
extension CommandJournal {
    enum Claim {
        /// The code may be asked for; `nil` where no journal is kept.
        case counted(PairingAttempt?)
        case refused(PairingLedger.Verdict)
    }

    /// Whether one more code may be asked for; `nil` where no journal is kept.
    func verdict(on number: PhoneNumber, of key: InstanceKey) async -> PairingLedger.Verdict? {
        guard let journal else { return nil }
        let attempt = attempt(number, of: key, in: journal)
        let known = await journal.attempts(since: attempt.at.addingTimeInterval(-PairingLedger.Rules().age))
        return PairingLedger(known).verdict(on: attempt)
    }

    /// A pairing code that is about to be asked for: a line, and an entry in the ledger.
    ///
    /// - Parameter anyway: counts it whatever the ledger says.
    func claim(pairing number: PhoneNumber, of key: InstanceKey, anyway: Bool) async -> Claim {
        guard let journal else { return .counted(nil) }
        let attempt = attempt(number, of: key, in: journal)
        let isFree = await journal.claim(attempt) { anyway || PairingLedger($0).allows(attempt) }
        guard isFree else {
            // Another relink was faster, or nothing can be counted at all.
            let until = attempt.at.addingTimeInterval(PairingLedger.Rules().coolDown)
            return .refused(await verdict(on: number, of: key)?.objecting ?? .coolDown(until: until))
        }
        write(.attempt(LinkAttempt(.pairing, number: number)), about: key)
        return .counted(attempt)
    }

    private func attempt(_ number: PhoneNumber, of key: InstanceKey, in journal: Journal) -> PairingAttempt {
        PairingAttempt(
            at: context.time.date, key: key, number: NumberFingerprint(of: number, key: journal.fingerprintKey()))
    }

    /// The gateway said "wait" and made no code, so that asking again is no second one.
    func withdraw(_ attempt: PairingAttempt) async { await journal?.withdraw(attempt) }

    /// Until when a pairing code that was asked for may be typed on a phone; `nil` when none is alive.
    ///
    /// - Parameter lifetime: of a code at the gateway of this instance.
    func livingCode(of key: InstanceKey, lifetime: Duration) async -> Date? {
        guard let journal else { return nil }
        let now = context.time.date
        let attempts = await journal.attempts(since: now.addingTimeInterval(-lifetime.inSeconds))
        guard let last = attempts.last(where: { $0.key == key && $0.at <= now }) else { return nil }
        let since = await journal.entries(
            JournalFilter(since: last.at, instances: [key], kinds: [.outcome, .act, .state]))
        if since.contains(where: \.event.endsPairingCode) { return nil }
        let end = last.at.addingTimeInterval(lifetime.inSeconds)
        return end > now ? end : nil
    }
}

extension PairingLedger.Verdict {
    /// Itself, unless it has nothing against it.
    fileprivate var objecting: PairingLedger.Verdict? { if case .free = self { nil } else { self } }
}

extension JournalEvent {
    /// After this, nobody waits for a code to be typed.
    fileprivate var endsPairingCode: Bool {
        switch self {
        case .outcome, .act(_, failure: nil), .state(_, to: .working, _, _): true
        case .act, .state, .gateway, .attempt, .acknowledged, .note: false
        }
    }
}
