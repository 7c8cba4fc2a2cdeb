import Glibc

/// The machine's file system.
public struct SystemFiles: FileDoor {
    public init() {}

    public func read(_ path: String, limit: Int) throws(FileProblem) -> FileContents {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.problem(errno) }
        defer { close(descriptor) }
        var facts = stat()
        guard fstat(descriptor, &facts) == 0 else { throw Self.problem(errno) }
        guard facts.st_mode & S_IFMT != S_IFDIR else { throw .folder }

        // Read to the end rather than by size: pipes and /proc files have none.
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        var count = Glibc.read(descriptor, &chunk, chunk.count)
        while count != 0 {
            if count < 0 {
                guard errno == EINTR else { throw Self.problem(errno) }
            } else {
                bytes.append(contentsOf: chunk.prefix(count))
                guard bytes.count <= limit else { throw .tooLarge(limit: limit) }
            }
            count = Glibc.read(descriptor, &chunk, chunk.count)
        }
        return FileContents(bytes: bytes, mode: facts.st_mode & 0o7777)
    }

    private static func problem(_ code: Int32) -> FileProblem {
        switch code {
        case ENOENT, ENOTDIR: .missing
        case EACCES, EPERM: .notAllowed
        case EISDIR: .folder
        default: .other(String(cString: strerror(code)))
        }
    }
}
