import Fleet
import Foundation
import GRDB
import Testing

@testable import Journal

@Suite("Files of earlier versions")
struct MigrationTests {
    /// A file as version 1 of the tables left it.
    private static let versionOne = """
        CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
        INSERT INTO grdb_migrations VALUES ('1: entries, memories, attempts');
        CREATE TABLE entry (
            id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, gateway TEXT NOT NULL, instance TEXT,
            name TEXT NOT NULL, event TEXT NOT NULL, fromState TEXT, toState TEXT, reason TEXT, source TEXT,
            reachable INTEGER, act TEXT, method TEXT, number TEXT, outcome TEXT, after INTEGER, user TEXT, origin TEXT);
        CREATE INDEX entryByTime ON entry (at);
        CREATE INDEX entryByInstance ON entry (gateway, instance, at);
        CREATE TABLE memory (
            gateway TEXT NOT NULL, instance TEXT NOT NULL, state TEXT NOT NULL, since INTEGER NOT NULL,
            lastGood INTEGER, downSince INTEGER, PRIMARY KEY (gateway, instance)) WITHOUT ROWID;
        CREATE TABLE attempt (
            id INTEGER PRIMARY KEY, at INTEGER NOT NULL, gateway TEXT NOT NULL, instance TEXT NOT NULL,
            number INTEGER NOT NULL);
        CREATE INDEX attemptByTime ON attempt (at);
        INSERT INTO entry (at, gateway, instance, name, event, fromState, toState, reason, source)
            VALUES (1795230728000, 'gowa-1', 'store-7', 'Store 7', 'state', 'working', 'loggedOut', 'gone', 'list');
        INSERT INTO entry (at, gateway, instance, name, event) VALUES (1795230729000, 'g', 'i', '', 'of tomorrow');
        INSERT INTO memory VALUES
            ('gowa-1', 'store-7', 'loggedOut', 1795230728000, 1795230728000, 1795230728000);
        INSERT INTO attempt (at, gateway, instance, number) VALUES (1795230728000, 'gowa-1', 'store-7', -1);
        """

    @Test("one of version 1 is brought up to date and loses nothing")
    func versionOne() async throws {
        let desk = try Desk()
        try FileManager.default.createDirectory(atPath: desk.folder.path, withIntermediateDirectories: true)
        let file = try DatabaseQueue(path: desk.folder.journal)
        try await file.writeWithoutTransaction { try $0.execute(sql: Self.versionOne) }
        try file.close()

        let journal = desk.open()
        #expect(
            await journal.entries(JournalFilter()) == [change(.working, .loggedOut, at: 0, reason: "gone")],
            "a line whose event this version has no word for is passed over")
        #expect(
            await journal.memories(at: start)[store]
                == InstanceMemory(
                    state: .loggedOut, since: start, lastGood: start, downSince: start, drops: [start]))
        #expect(await journal.attempts(since: start).map(\.number.value) == [.max])
        await journal.remember("view", Data([1]))
        #expect(await journal.recall("view")?.value == Data([1]))
        #expect(journal.alarm == nil)
    }
}
