public import Fleet
import Glibc

/// The key of number fingerprints, in a file of its own beside the journal.
public enum LedgerKey {
    public static let fileName = "ledger.key"

    /// The folder's key, made on first use: 16 random bytes that only this account may read.
    ///
    /// Processes that come at once end with one key: whoever links its file into place first has made it, whole.
    /// - Returns: `nil` when there is none and none can be made, or when the file is no key.
    public static func inFolder(_ folder: String) -> NumberFingerprint.Key? {
        let path = "\(folder)/\(fileName)"
        if let key = read(path) { return key }
        make(path)
        return read(path)
    }

    private static func read(_ path: String) -> NumberFingerprint.Key? {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard file >= 0 else { return nil }
        defer { close(file) }
        // One more than a key has, so that a longer file is not taken for one.
        var bytes = [UInt8](repeating: 0, count: 17)
        let count = Glibc.read(file, &bytes, bytes.count)
        return NumberFingerprint.Key(bytes: bytes.prefix(max(0, count)))
    }

    private static func make(_ path: String) {
        let draft = "\(path).\(getpid()).\(UInt32.random(in: 0...UInt32.max))"
        let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { return }
        defer { unlink(draft) }
        let bytes = NumberFingerprint.Key.random().bytes
        let isWritten = write(file, bytes, bytes.count) == bytes.count && fsync(file) == 0
        close(file)
        // Fails where somebody else was faster, and theirs is the key then.
        if isWritten { link(draft, path) }
    }
}
