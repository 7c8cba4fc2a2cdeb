import Foundation

/// Tells when a file was written, replaced, moved into place or given other rights, and when the process gets SIGUSR2.
enum FileWatch {
    enum News: Sendable {
        /// The file may have changed. It need not: whoever closes it late, such as a program that inherited it open,
        /// looks like a writer.
        case changed
        /// Somebody sent SIGUSR2 and wants it read, changed or not.
        case asked
    }

    /// One element for each change. Editors replace files rather than write them, so the folder is watched.
    /// Rights count, because a file that others can read is refused until somebody mends that.
    ///
    /// - Parameter stamp: of the file when it was read. What happened to it before the watch began counts too.
    static func changes(of path: String, since stamp: FileStamp?) -> AsyncStream<News> {
        AsyncStream { (continuation: AsyncStream<News>.Continuation) in
            // Dispatch sources may be cancelled from anywhere.
            nonisolated(unsafe) let signals = userSignal { continuation.yield(.asked) }
            let descriptor = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
            guard descriptor >= 0 else {
                continuation.onTermination = { _ in signals.cancel() }
                return
            }
            let folder = (path as NSString).deletingLastPathComponent
            let name = (path as NSString).lastPathComponent
            inotify_add_watch(
                descriptor, folder.isEmpty ? "." : folder, UInt32(IN_CLOSE_WRITE | IN_MOVED_TO | IN_ATTRIB))
            // Dispatch sources may be cancelled from anywhere.
            nonisolated(unsafe) let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: .global())
            source.setEventHandler { @Sendable in
                if namesChanged(in: descriptor).contains(name) { continuation.yield(.changed) }
            }
            source.setCancelHandler { @Sendable in close(descriptor) }
            source.activate()
            if FileStamp(path) != stamp { continuation.yield(.changed) }
            continuation.onTermination = { _ in
                source.cancel()
                signals.cancel()
            }
        }
    }

    private static func userSignal(_ handler: @escaping @Sendable () -> Void) -> any DispatchSourceSignal {
        signal(SIGUSR2, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: SIGUSR2, queue: .global())
        source.setEventHandler { @Sendable in handler() }
        source.activate()
        return source
    }

    /// The file names in the events that wait on an inotify descriptor.
    private static func namesChanged(in descriptor: Int32) -> Set<String> {
        var names: Set<String> = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = read(descriptor, &buffer, buffer.count)
        var offset = 0
        let head = MemoryLayout<inotify_event>.size
        while offset + head <= count {
            let length = buffer.withUnsafeBytes { Int($0.load(fromByteOffset: offset + 12, as: UInt32.self)) }
            let name = buffer[(offset + head)..<min(count, offset + head + length)].prefix { $0 != 0 }
            names.insert(String(decoding: name, as: UTF8.self))
            offset += head + length
        }
        return names
    }
}
