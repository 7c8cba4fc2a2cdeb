import Fleet
import Foundation
import QRCode

/// Files that somebody asked for: the picture of a code, or a passkey's challenge. Both are secrets: each file is for its
/// owner alone, and goes with its window.
struct SavedPictures: Sendable {
    private var paths: [InstanceKey: [String]] = [:]

    struct Problem: Error, CustomStringConvertible {
        var description: String
    }

    /// Writes the code of an instance into the temporary folder, in place of an earlier one.
    mutating func save(_ matrix: QRMatrix, of key: InstanceKey) throws(Problem) -> String {
        remove(key)
        guard let bytes = PNGWriter.png(matrix) else { throw Problem(description: "the code has no picture") }
        return try write(bytes, of: key, to: Self.path(key) + ".png")
    }

    /// Writes what a browser is to sign, and beside it the line for a browser's console, in place of earlier files.
    ///
    /// - Returns: the path of the first without its ending `.json`; the second ends in `.js`.
    mutating func save(_ challenge: PasskeyChallenge, of key: InstanceKey) throws(Problem) -> String {
        remove(key)
        let path = Self.path(key)
        _ = try write(Array(challenge.reveal().utf8), of: key, to: path + ".json")
        _ = try write(Array(challenge.consoleLine().utf8), of: key, to: path + ".js")
        return path
    }

    private static func path(_ key: InstanceKey) -> String {
        let name = key.id.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
        return "\(NSTemporaryDirectory())/relink-\(name.prefix(32))-\(UInt32.random(in: 0...UInt32.max))"
            .replacingOccurrences(of: "//", with: "/")
    }

    private mutating func write(_ bytes: [UInt8], of key: InstanceKey, to path: String) throws(Problem) -> String {
        // Created as 0600 and never over something that is there: the folder is shared by everybody on the machine.
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw Problem(description: "\(path): \(String(cString: strerror(errno)))") }
        defer { close(file) }
        guard Foundation.write(file, bytes, bytes.count) == bytes.count else {
            unlink(path)
            throw Problem(description: "\(path): \(String(cString: strerror(errno)))")
        }
        paths[key, default: []].append(path)
        return path
    }

    mutating func remove(_ key: InstanceKey) {
        for path in paths.removeValue(forKey: key) ?? [] { unlink(path) }
    }

    mutating func removeAll() {
        for key in paths.keys { remove(key) }
    }
}
