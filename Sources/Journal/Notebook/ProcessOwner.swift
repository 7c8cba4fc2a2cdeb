import Glibc

/// Names one process on this machine, and no later one that is given its number again.
public struct ProcessOwner: Hashable, Sendable {
    /// `boot/pid/start`: which boot of the machine, the number, and the clock tick it started at.
    public let text: String

    public init(text: String) { self.text = text }

    /// `nil` when there is no such process.
    init?(pid: pid_t) {
        guard let start = Self.start(of: pid) else { return nil }
        text = "\(Self.boot)/\(pid)/\(start)"
    }

    public static let current = ProcessOwner(pid: getpid()) ?? ProcessOwner(text: "\(boot)/\(getpid())/0")

    /// Whether the process has ended, or the machine was started anew since.
    public var isGone: Bool {
        let parts = text.split(separator: "/")
        guard parts.count == 3, let pid = pid_t(parts[1]) else { return true }
        return self != Self.current && ProcessOwner(pid: pid) != self
    }

    private static let boot = (read("/proc/sys/kernel/random/boot_id") ?? "-").filter { !$0.isWhitespace }

    /// The 22nd word of `/proc/PID/stat`; words are counted after the name, which may hold blanks and brackets.
    private static func start(of pid: pid_t) -> String? {
        guard let stat = read("/proc/\(pid)/stat"), let name = stat.lastIndex(of: ")") else { return nil }
        let words = stat[stat.index(after: name)...].split(separator: " ")
        // A process that ended and is not yet taken note of by its parent does nothing any more.
        guard words.count > 19, words[0] != "Z", words[0] != "X" else { return nil }
        return String(words[19])
    }

    private static func read(_ path: String) -> String? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = Glibc.read(file, &bytes, bytes.count)
        return count > 0 ? String(decoding: bytes.prefix(count), as: UTF8.self) : nil
    }
}
