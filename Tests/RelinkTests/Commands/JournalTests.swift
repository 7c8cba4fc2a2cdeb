import ArgumentParser
import Fleet
import Foundation
import Journal
import Testing

@testable import relink

@Suite("relink journal")
struct JournalTests {
    private let bench = Bench()
    private let home: TemporaryHome
    private let ana = Person(user: "ana", origin: "10.0.0.7")
    private let shop = InstanceKey(gateway: "waha-1", id: "shop")
    private let clinic = InstanceKey(gateway: "wawp-eu", id: "4F1A")

    init() throws { home = try TemporaryHome() }

    private var folder: String { "\(home.path)/.local/state/relink" }

    private func journal() -> Journal { Journal(folder: folder, person: ana, tidies: false, time: bench.time) }

    /// 2026-11-21 at this time, UTC.
    private func at(_ hours: Double) -> Date { Date(timeIntervalSince1970: 1_795_219_200 + hours * 3600) }

    private func context() -> CommandContext {
        var context = bench.context()
        context.environment = ["HOME": home.path]
        context.timeZone = TimeZone(secondsFromGMT: 3600)!
        let journal = journal
        context.openJournal = { _ in journal() }
        return context
    }

    private func run(_ words: [String]) async throws -> (status: ShellStatus, message: String) {
        let command = try #require(try Relink.parseAsRoot(["journal"] + words) as? JournalCommand)
        do {
            try await command.run(in: context())
            return (.done, "")
        } catch let failure as CommandFailure {
            return (failure.status, failure.message)
        }
    }

    /// A night with something of every kind.
    private func write() async {
        let journal = journal()
        journal.record([
            JournalEntry(
                at: at(-1.5), key: shop, name: "Shop",
                event: .state(from: .working, to: .loggedOut, reason: "phone logged out", source: .list)),
            JournalEntry(at: at(1), gateway: "gowa-1", event: .gateway(reachable: false, reason: "no answer")),
            JournalEntry(
                at: at(2), key: clinic, name: "Clinic North",
                event: .attempt(LinkAttempt(.pairing, number: try? PhoneNumber(typed: "201145202826")))),
            JournalEntry(
                at: at(2.01), key: clinic, name: "Clinic North",
                event: .outcome(LinkOutcome(.held, after: .milliseconds(41_300)))),
            JournalEntry(at: at(2.5), key: shop, name: "Shop", event: .act(.restart, failure: "not now")),
        ])
        await journal.close()
    }

    @Test("one line each, aligned, in local time, oldest first")
    func plain() async throws {
        await write()
        #expect(try await run([]).status == .done)
        #expect(
            bench.output == """
                2026-11-20 23:30:00  waha-1/shop   Shop          LINKED → UNLINKED: phone logged out
                2026-11-21 02:00:00  gowa-1                      cannot be reached: no answer
                2026-11-21 03:00:00  wawp-eu/4F1A  Clinic North  pairing code requested for +20 ··· 2826  (ana@10.0.0.7)
                2026-11-21 03:00:36  wawp-eu/4F1A  Clinic North  relinked, and it held after 41 s  (ana@10.0.0.7)
                2026-11-21 03:30:00  waha-1/shop   Shop          restart refused: not now  (ana@10.0.0.7)

                """)
    }

    @Test(
        "an id with a terminal's command and a line break in it stays one harmless line",
        arguments: [[], ["--handover"]])
    func hostileID(words: [String]) async throws {
        let journal = journal()
        let key = InstanceKey(gateway: "waha-1", id: "x\u{1b}]0;title\u{7}y\nforged")
        journal.record([
            JournalEntry(
                at: at(1), key: key, name: "", event: .state(from: .working, to: .loggedOut, reason: nil, source: .list)
            )
        ])
        await journal.close()
        #expect(try await run(words).status == .done)
        #expect(bench.output.contains("waha-1/x ]0;title y forged"))
        #expect(!bench.output.contains("\u{1b}") && !bench.output.contains("\nforged"))
    }

    @Test("as JSON, one object a line, without facts that are not known")
    func json() async throws {
        await write()
        #expect(try await run(["--json"]).status == .done)
        #expect(
            bench.output == """
                {"at":"2026-11-20T22:30:00Z","gateway":"waha-1","id":"shop","name":"Shop","event":"state",\
                "from":"working","to":"loggedOut","reason":"phone logged out","source":"list"}
                {"at":"2026-11-21T01:00:00Z","gateway":"gowa-1","event":"gateway","to":"unreachable",\
                "reason":"no answer"}
                {"at":"2026-11-21T02:00:00Z","gateway":"wawp-eu","id":"4F1A","name":"Clinic North",\
                "event":"attempt","method":"pairing","number":"+20 ··· 2826","user":"ana","origin":"10.0.0.7"}
                {"at":"2026-11-21T02:00:36Z","gateway":"wawp-eu","id":"4F1A","name":"Clinic North",\
                "event":"outcome","outcome":"held","after":41,"user":"ana","origin":"10.0.0.7"}
                {"at":"2026-11-21T02:30:00Z","gateway":"waha-1","id":"shop","name":"Shop","event":"act",\
                "act":"restart","reason":"not now","user":"ana","origin":"10.0.0.7"}

                """)
    }

    @Test(
        "what is asked for, and nothing else",
        arguments: [
            (["--since", "1h"], ["act"]), (["--since", "03:00"], ["attempt", "outcome", "act"]),
            (["--until", "2026-11-21"], ["state"]), (["--since", "yesterday", "--until", "today"], ["state"]),
            (["--instance", "shop"], ["state", "act"]), (["--instance", "clinic north"], ["attempt", "outcome"]),
            (["--instance", "waha-1/shop", "--kind", "act"], ["act"]), (["--gateway", "gowa-1"], ["gateway"]),
            (["--kind", "gateway", "--kind", "outcome"], ["gateway", "outcome"]),
            (["--limit", "2"], ["outcome", "act"]),
        ])
    func filters(words: [String], events: [String]) async throws {
        await write()
        #expect(try await run(words + ["--json"]).status == .done)
        let told = bench.output.split(separator: "\n").compactMap { line in
            line.firstMatch(of: /"event":"(\w+)"/).map { String($0.1) }
        }
        #expect(told == events)
    }

    @Test("a handover, as text and as Markdown")
    func handover() async throws {
        await write()
        #expect(try await run(["--handover"]).status == .done)
        #expect(
            bench.output.hasPrefix(
                """
                Handover, 20 Nov 22:00 to 21 Nov 04:12
                since 22:00: 1 dropped, 0 back, 1 open

                Open
                  UNLINKED Shop (waha-1/shop); since 20 Nov 23:30, 4 h 42 min; phone logged out

                """))
        #expect(try await run(["--handover", "--markdown", "--since", "2h"]).status == .done)
        #expect(
            bench.output.contains("\n# Handover, 21 Nov 02:12 to 04:12\n\nsince 02:12: 0 dropped, 0 back, 0 open; 1"))
    }

    @Test("without a journal there is nothing to tell, and none is made")
    func none() async throws {
        #expect(try await run([]).status == .done)
        #expect(bench.output.isEmpty)
        #expect(bench.error == "relink: nothing was written down yet: there is no \(folder)/journal.sqlite\n")
        #expect(!FileManager.default.fileExists(atPath: folder))
    }

    @Test("what is no time and no instance is a usage error that says what would be")
    func mistakes() async throws {
        await write()
        let time = try await run(["--since", "soon"])
        #expect(time.status == .usage)
        #expect(
            time.message == "--since is no time: expected RFC 3339, 22:00 (the last one), 2h, 3d, today or yesterday, "
                + "found “soon”")
        let name = try await run(["--instance", "shpo"])
        #expect(name.status == .usage)
        #expect(name.message == "the journal knows no instance “shpo”; did you mean “shop”?")
    }

    @Test(
        "what does not go together is a usage error",
        arguments: [
            ["--limit", "0"], ["--markdown"], ["--handover", "--json"], ["--handover", "--limit", "3"],
            ["--handover", "--instance", "shop"], ["--kind", "weather"],
        ])
    func usage(words: [String]) {
        let error = #expect(throws: (any Error).self) { try Relink.parseAsRoot(["journal"] + words) }
        #expect(error.map { Relink.exitCode(for: $0).rawValue } == ShellStatus.usage.rawValue)
    }

    @Test("acts and pairing codes of commands are written down with who asked for them")
    func recorded() async throws {
        bench.gateway("wawp-eu").script {
            $0.acts["77B0"] = GatewayFailure(.refused, "not now")
            $0.pairing = .success(PairingReading(code: PairingCode("abcd1234"), lifetime: .untold))
        }
        let acts = try #require(
            try Relink.parseAsRoot(["restart", "wawp-eu/4F1A", "wawp-eu/77B0", "--yes"]) as? RestartCommand)
        await #expect(throws: CommandFailure.self) { try await acts.run(on: bench.connection, in: context()) }
        let pair = try #require(
            try Relink.parseAsRoot(["pair", "wawp-eu/4F1A", "--phone", "201145202826"]) as? PairCommand)
        try await pair.run(try pair.number(), on: bench.connection, in: context())
        let journal = journal()
        let read = await journal.entries(JournalFilter())
        #expect(
            read.map(\.event) == [
                .act(.restart, failure: nil), .act(.restart, failure: "not now"),
                .attempt(LinkAttempt(.pairing, number: .masked("+20 ··· 2826"))),
            ])
        #expect(read.allSatisfy { $0.person == ana })
        #expect(read.map(\.name) == ["Clinic North", "Depot", "Clinic North"])
        #expect(await journal.attempts(since: .distantPast).map(\.key) == [clinic])
    }
}
