import Board
import Fleet
import Foundation
import Grid
import Journal
import Linking

/// What the journal knows comes in as events, and what it is to keep goes out to it.
extension Application {
    /// Rounds of all processes, each under the name of the one that works on it.
    private static let rounds = "round/"

    private static var ownRound: String { rounds + ProcessOwner.current.text }

    /// What was known before, then what is wrong with the journal, whenever that changes.
    ///
    /// - Parameter only: the instance that all is about. Otherwise others are told of too, and a round that was left
    ///   behind is taken over.
    static func forward(
        _ journal: Journal, into inlet: AsyncStream<Inlet>.Continuation, at now: Date,
        beside fleet: ApplicationFleet, only: InstanceKey?
    ) async {
        await tellLedger(of: journal, into: inlet, at: now)
        await recall(from: journal, into: inlet, at: now, beside: fleet) { only == nil || $0 == only }
        if only == nil, let round = await roundLeftBehind(in: journal) { inlet.yield(.event(.roundFound(round))) }
        for await alarm in journal.alarms { inlet.yield(.event(.journalAlarm(alarm))) }
    }

    /// Gateways that were added to the configuration: theirs are remembered as all were at the start.
    func recall(_ gateways: Set<String>) {
        inJournal { [inlet, fleet, time] journal in
            await Self.recall(from: journal, into: inlet, at: time.date, beside: fleet) {
                gateways.contains($0.gateway)
            }
        }
    }

    private static func recall(
        from journal: Journal, into inlet: AsyncStream<Inlet>.Continuation, at now: Date,
        beside fleet: ApplicationFleet, _ isWanted: (InstanceKey) -> Bool
    ) async {
        let memories = await journal.memories(at: now).filter { isWanted($0.key) }
        let configured = Set(fleet.rows.map(\.key))
        let listing = fleet.listing
        let found = memories.keys.filter { listing.contains($0.gateway) && !configured.contains($0) }
        inlet.yield(.event(.remembered(memories, names: await journal.names(of: found))))
    }

    private static func tellLedger(
        of journal: Journal, into inlet: AsyncStream<Inlet>.Continuation, at now: Date
    ) async {
        let attempts = await journal.attempts(since: now.addingTimeInterval(-PairingLedger.Rules().age))
        inlet.yield(.event(.ledger(attempts)))
    }

    /// A round whose process is gone. Of several relinks that look, one gets it.
    private static func roundLeftBehind(in journal: Journal) async -> Round? {
        for left in await journal.recallAll(prefix: rounds) where left.owner.isGone {
            guard let note = await journal.claim(left.name) else { continue }
            await journal.forget(note.name)
            guard let round = try? JSONDecoder().decode(Round.self, from: note.value) else { continue }
            await journal.remember(ownRound, note.value)
            return round
        }
        return nil
    }

    func readJournal(_ page: JournalPage, _ filter: JournalFilter) {
        inJournal { [inlet] journal in
            var entries = await journal.entries(filter)
            if filter.order == .newestFirst { entries.reverse() }
            inlet.yield(.event(.journalRead(page, entries)))
        }
    }

    /// Beside the journal, or where the program was started when that folder cannot be written to.
    func save(_ text: String, as name: String) {
        let folders = [setup.stateFolder, FileManager.default.currentDirectoryPath].compactMap(\.self)
        let places = setup.settings.isDemo ? [NSTemporaryDirectory()] : folders
        var problem = "there is no folder for it"
        for place in places {
            let path = URL(filePath: place).appending(path: name).path
            do throws(CommandFailure) {
                try PrivateFile.write(Array(text.utf8), to: path, replacing: true)
                inlet.yield(.event(.told("saved \(path)", .good)))
                return
            } catch {
                problem = error.message
            }
        }
        inlet.yield(.event(.told("not saved: \(problem)", .broken)))
    }

    func keep(_ round: Round?) {
        let value = round.flatMap { try? JSONEncoder().encode($0) }
        inJournal { journal in
            guard let value else { return await journal.forget(Self.ownRound) }
            await journal.remember(Self.ownRound, value)
        }
    }

    /// Beside the loop, which never waits for a disk, and one after the other.
    func inJournal(_ work: @escaping @Sendable (Journal) async -> Void) {
        let journal = setup.journal
        let before = journalWork
        journalWork = Task {
            await before?.value
            await work(journal)
        }
    }

    /// Asks for a pairing code once it is counted: what the board knows of the ledger may be older than another
    /// relink's last request.
    func claim(_ attempt: PairingAttempt, for key: InstanceKey, _ phone: PhoneNumber, _ urgency: Urgency) {
        let journal = setup.journal
        Task { [inlet] in
            let since = attempt.at.addingTimeInterval(-PairingLedger.Rules().age)
            let isFree = await journal.claim(attempt, since: since) { PairingLedger($0).allows(attempt) }
            guard !isFree else { return startPairing(attempt, phone, urgency) }
            await Self.tellLedger(of: journal, into: inlet, at: attempt.at)
            let failure = GatewayFailure(.refused, "another relink has just asked for codes: wait, or take a QR")
            inlet.yield(.event(.paired(attempt, .failure(failure))))
        }
    }
}
