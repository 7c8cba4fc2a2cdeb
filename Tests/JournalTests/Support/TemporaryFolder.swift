import Foundation
import GRDB
import Testing

/// A place for a state folder that is gone when the test is.
final class TemporaryFolder {
    private let root: String
    /// Not there yet: the journal makes it.
    let path: String

    init() throws {
        root = "\(NSTemporaryDirectory())/relink-journal-\(UUID().uuidString)"
        path = root + "/state/relink"
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    var journal: String { path + "/journal.sqlite" }

    /// A file where the folder would be.
    func block() throws { try Data().write(to: URL(filePath: root + "/state")) }

    func unblock() throws { try FileManager.default.removeItem(atPath: root + "/state") }

    /// Overwrites one page: the first one of a table or an index.
    func damage(_ name: String) throws {
        var patient = Configuration()
        patient.busyMode = .timeout(60)
        let file = try DatabaseQueue(path: journal, configuration: patient)
        let page = try file.writeWithoutTransaction { db in
            // Into the file itself, where the page is.
            _ = try Row.fetchAll(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
            return try Int.fetchOne(db, sql: "SELECT rootpage FROM sqlite_master WHERE name = ?", arguments: [name])
        }
        try file.close()
        let handle = try FileHandle(forUpdating: URL(filePath: journal))
        try handle.seek(toOffset: UInt64((#require(page) - 1) * 4096))
        try handle.write(contentsOf: Data(repeating: 0x5a, count: 4096))
        try handle.close()
    }

    func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }

    func mode(_ name: String) throws -> Int {
        let facts = try FileManager.default.attributesOfItem(atPath: name.isEmpty ? path : "\(path)/\(name)")
        return try #require(facts[.posixPermissions] as? Int)
    }

    /// Everything that lies in the folder, as raw bytes.
    func bytes() throws -> Data {
        try names().reduce(into: Data()) { $0 += try Data(contentsOf: URL(filePath: "\(path)/\($1)")) }
    }
}
