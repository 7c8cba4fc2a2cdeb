import Foundation
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
