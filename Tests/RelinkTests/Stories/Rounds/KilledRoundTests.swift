import Fleet
import Foundation
import GRDB
import Glibc
import Journal
import PtyHarness
import Simulator
import Testing

@Suite("A round whose program is killed", .timeLimit(.minutes(15)))
struct KilledRoundTests {
    /// Five that are logged out, their phones in front of the screen and nowhere else.
    private func run(_ body: (ServedFleet) async throws -> Void) async throws {
        try await ServedFleet.run(SimulationPlan(instances: 5, scenario: "calm", seed: 11)) { fleet in
            for instance in fleet.instances {
                #expect(await fleet.simulation.drop(fleet.key(instance)))
                #expect(await fleet.simulation.turnPhone(of: fleet.key(instance), on: false))
            }
            try await body(fleet)
        }
    }

    private func open(_ fleet: ServedFleet) async throws -> Session {
        let session = try await fleet.open(columns: 120, rows: 44)
        try await session.wait("everybody's answer") { $0.contains("▲5 scan") }
        return session
    }

    @Test("Started again it offers the rest, paused; codes that were asked for count, and the journal is whole")
    func killed() async throws {
        try await run { fleet in
            let before = try await open(fleet)
            let asked = try await askPairingCode(before, fleet)
            before.press("b")
            try await before.waitFor("relink round: 5 instances")
            before.press(.enter)
            let (scanned, first) = try await before.scan(fleet) { $0.photographed }
            let payload = scanned.payload
            // The first one settles, the window of the second one is open.
            try await before.wait("the next window") { $0.payload != nil && $0.payload != payload }
            before.pty.signal(SIGKILL)
            #expect(try await before.pty.waitForExit() == .signal(SIGKILL))
            #expect(try await integrity(fleet) == ["ok"])

            let after = try await fleet.open(columns: 120, rows: 44)
            try await after.waitFor("a round was under way, 5 to go")
            let log = await fleet.simulation.requestLog().count { $0.asksForCode }
            try await after.wait("its rows") { $0.contains("▲4 scan") }
            #expect(await fleet.simulation.requestLog().count { $0.asksForCode } == log, "no window opens by itself")
            try await expectCounted(asked, after, fleet)
            after.press("b")
            try await after.waitFor("round: 5 to go")
            after.press(.enter)
            var linked: Set = [first]
            while linked.count < 5 { linked.insert(try await after.scan(fleet) { $0.photographed }.1) }
            try await after.waitFor("the round is over: 5 held")
            try await after.quit()
            #expect(try await integrity(fleet) == ["ok"])
            try await checkJournal(fleet, first)
        }
    }

    private func askPairingCode(_ session: Session, _ fleet: ServedFleet) async throws -> InstanceConfiguration {
        session.press("g")
        session.press("p")
        try await session.waitFor("digits: good")
        session.press(.enter)
        let screen = try await session.wait("the code") { $0.spelledCode != nil }
        let asked = fleet.instances.first { screen.contains($0.label?.text ?? $0.id) }
        session.press(.escape)
        try await session.waitFor("rows 1-")
        return try #require(asked)
    }

    /// The code that was asked for before counts: another one has to wait, or, when that time is over, is the second.
    private func expectCounted(_ asked: InstanceConfiguration, _ session: Session, _ fleet: ServedFleet) async throws {
        let journal = Journal(
            folder: "\(fleet.home.path)/.local/state/relink", person: Person(user: "test"), tidies: false,
            time: SystemTime())
        #expect(await journal.attempts(since: .distantPast).map(\.key) == [fleet.key(asked)])
        session.press("/\(asked.label?.text ?? asked.id)\r")
        session.press("p")
        try await session.waitFor("digits: good")
        session.press(.enter)
        let screen = try await session.wait("what becomes of it") {
            $0.contains("last code is too young") || $0.spelledCode != nil
        }
        // An engine that resets makes none, and that request does not count.
        let pairings = await fleet.simulation.requestLog().count {
            $0.route?.hasSuffix("/request-code") == true && $0.status == 200
        }
        #expect(pairings == (screen.spelledCode == nil ? 1 : 2))
        #expect(await journal.attempts(since: .distantPast).count == pairings)
        await journal.close()
        session.press(.escape)
        try await session.wait("the list") { !$0.contains("pairing code for") && $0.spelledCode == nil }
        session.press(.escape)
        try await session.wait("the whole list") { $0.contains("rows 1-5 of 5") && !$0.contains("filter Bakery") }
    }

    private func integrity(_ fleet: ServedFleet) async throws -> [String] {
        let file = try DatabaseQueue(path: "\(fleet.home.path)/.local/state/relink/journal.sqlite")
        return try await file.read { try String.fetchAll($0, sql: "PRAGMA integrity_check") }
    }

    private func checkJournal(_ fleet: ServedFleet, _ first: InstanceKey) async throws {
        let lines = try await fleet.command(["journal", "--json"]).output.split(separator: "\n")
        let record = try LinkRecord(json: lines.joined(separator: "\n"))
        let attempts = lines.filter { $0.contains(#""event":"attempt""#) && $0.contains(#""method":"qr""#) }
        // One for each, and once more for the two whose windows the killed program had open.
        #expect(attempts.count == 7)
        // Beside the pairing code that a person closed.
        let ended = record.windows.mapValues { $0.map(\.outcome).filter { $0 != .closed } }
        #expect(ended.values.allSatisfy { $0.count == 1 })
        #expect(ended[first] == [.alreadyLinked])
        #expect(record.count(.held) == 4)
        for instance in fleet.instances { #expect(await fleet.simulation.links(of: fleet.key(instance)) == 1) }
    }
}
