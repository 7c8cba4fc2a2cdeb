import Fleet
import Foundation
import Logging

/// The application's log: a file of its own, since the terminal is taken. For its owner alone.
///
/// What goes in is text that was cleaned already: states, sentences, names. Payloads, codes and secrets describe
/// themselves as redacted wherever they are printed, and numbers as masked. Numbers within sentences and names are
/// masked here, whoever wrote them: the words of a gateway come along without anybody having read them.
struct LogFile: Sendable {
    let logger: Logger
    private let ids = LoggedIDs()

    /// - Parameter folder: made where it is missing; `nil` logs nothing.
    init(folder: String?, level: LogLevel) {
        guard let folder, let sink = Self.open(folder) else {
            logger = Logger(label: "relink") { _ in SwiftLogNoOpLogHandler() }
            return
        }
        var logger = Logger(label: "relink") { [ids] _ in Handler(sink: sink, ids: ids) }
        logger.logLevel = Logger.Level(rawValue: level.rawValue) ?? .notice
        self.logger = logger
    }

    /// From now on these ids stay readable in it, be they digits alone.
    func know(_ ids: [String]) { self.ids.insert(ids) }

    /// Past this size the file begins anew, the last one kept beside it.
    private static let largest = 4 << 20

    private static func open(_ folder: String) -> FileHandle? {
        try? FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let path = "\(folder)/relink.log"
        let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
        if size > largest { rename(path, "\(path).1") }
        let descriptor = Foundation.open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
        return descriptor >= 0 ? FileHandle(fileDescriptor: descriptor, closeOnDealloc: true) : nil
    }

    private struct Handler: LogHandler {
        /// Characters of one line.
        private static let longest = 500

        let sink: FileHandle
        let ids: LoggedIDs
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.notice

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let time = Date().ISO8601Format()
            // Cleaned first, since an invisible character could split a number, and cut last, since a cut could too.
            let whole = CleanText(event.message.description, limit: 2 * Self.longest).text
            let text = CleanText(NumberMask.mask(whole, keeping: ids.contains), limit: Self.longest)
            let line = "\(time) \(event.level) \(text)\n"
            try? sink.write(contentsOf: Data(line.utf8))
        }
    }
}
