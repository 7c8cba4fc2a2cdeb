import Glibc
import QRCode

/// A picture of the code that is alive, at one path for a whole window: written anew with each code, for its owner alone.
struct CodeFile: Sendable {
    let path: String
    private var isOurs = false

    init(path: String) { self.path = path }

    /// - Throws: at the first code also when something is there already: it would be removed at the end.
    mutating func show(_ matrix: QRMatrix) throws(CommandFailure) {
        guard let picture = PNGWriter.png(matrix) else {
            throw CommandFailure(.failed, "\(path): there is not enough memory for the picture")
        }
        if !isOurs, access(path, F_OK) == 0 {
            throw CommandFailure(.failed, "\(path) is there already, and would be removed at the end: name another")
        }
        try PrivateFile.write(picture, to: path, replacing: isOurs)
        isOurs = true
    }

    /// The code is dead, or not needed any more.
    func remove() {
        if isOurs { unlink(path) }
    }
}
