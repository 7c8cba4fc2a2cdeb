import Glibc

/// Writes files that hold a secret: readable by their owner only, whole or not at all.
enum PrivateFile {
    /// - Parameter replacing: takes the place of a file that is there; otherwise an existing one is a failure.
    static func write(_ bytes: [UInt8], to path: String, replacing: Bool) throws(CommandFailure) {
        guard replacing else { return try write(bytes, to: path) }
        let temporary = path + ".relink-\(getpid())"
        try write(bytes, to: temporary)
        guard rename(temporary, path) == 0 else {
            let failure = failure(path)
            unlink(temporary)
            throw failure
        }
    }

    private static func write(_ bytes: [UInt8], to path: String) throws(CommandFailure) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            if errno == EEXIST { throw CommandFailure(.failed, "\(path) is there already: --force replaces it") }
            throw failure(path)
        }
        defer { close(descriptor) }
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress! + sent, bytes.count - sent) }
            guard count > 0 || errno == EINTR else {
                let failure = failure(path)
                unlink(path)
                throw failure
            }
            sent += max(0, count)
        }
    }

    private static func failure(_ path: String) -> CommandFailure {
        CommandFailure(.failed, "\(path) cannot be written: \(String(cString: strerror(errno)))")
    }
}
