import Fleet
import Foundation
import QRCode

/// PNG files that somebody asked for. A code is a secret: each file is for its owner alone, and goes with its window.
struct SavedPictures: Sendable {
    private var paths: [InstanceKey: String] = [:]

    struct Problem: Error, CustomStringConvertible {
        var description: String
    }

    /// Writes the code of an instance into the temporary folder, in place of an earlier one.
    mutating func save(_ matrix: QRMatrix, of key: InstanceKey) throws(Problem) -> String {
        remove(key)
        let name = key.id.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
        let path = "\(NSTemporaryDirectory())/relink-\(name.prefix(32))-\(UInt32.random(in: 0...UInt32.max)).png"
            .replacingOccurrences(of: "//", with: "/")
        // Created as 0600 and never over something that is there: the folder is shared by everybody on the machine.
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw Problem(description: "\(path): \(String(cString: strerror(errno)))") }
        defer { close(file) }
        guard let bytes = PNGWriter.png(matrix), write(file, bytes, bytes.count) == bytes.count else {
            unlink(path)
            throw Problem(description: "\(path): \(String(cString: strerror(errno)))")
        }
        paths[key] = path
        return path
    }

    mutating func remove(_ key: InstanceKey) {
        if let path = paths.removeValue(forKey: key) { unlink(path) }
    }

    mutating func removeAll() {
        for key in paths.keys { remove(key) }
    }
}
