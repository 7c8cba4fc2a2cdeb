/// The door to the file system. `SystemFiles` is the real one; tests hand in their own.
public protocol FileDoor: Sendable {
    /// Reads a whole file of at most `limit` bytes.
    func read(_ path: String, limit: Int) throws(FileProblem) -> FileContents
}

/// What a file holds, and who may read it.
public struct FileContents: Sendable {
    public var bytes: [UInt8]
    /// The permission bits (`0o600`).
    public var mode: UInt32

    public init(bytes: [UInt8], mode: UInt32) {
        self.bytes = bytes
        self.mode = mode
    }

    /// Whether the group or everybody may read it.
    public var isReadableByOthers: Bool { mode & 0o044 != 0 }
}

/// Why a file could not be read.
public enum FileProblem: Error, Hashable, Sendable {
    case missing
    case notAllowed
    case folder
    case tooLarge(limit: Int)
    /// Anything else, in the words of the operating system.
    case other(String)

    /// The end of a sentence that begins with the path.
    public var reason: String {
        switch self {
        case .missing: "does not exist"
        case .notAllowed: "may not be read by this user"
        case .folder: "is a folder, not a file"
        case .tooLarge(let limit): "is larger than \(limit >= 1 << 20 ? "\(limit >> 20) MiB" : "\(limit >> 10) KiB")"
        case .other(let words): "cannot be read: \(words)"
        }
    }
}
