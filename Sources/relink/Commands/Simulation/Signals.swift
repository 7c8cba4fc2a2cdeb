import Dispatch
import Glibc

/// Waits for the signals that end a server: INT, TERM and HUP. From its making on they no longer end the process.
final class Signals: @unchecked Sendable {  // its sources are made once and only kept
    private let stream: AsyncStream<Int32>
    // Kept so that they keep delivering.
    private let sources: [any DispatchSourceSignal]

    init() {
        let (stream, continuation) = AsyncStream<Int32>.makeStream()
        self.stream = stream
        sources = [SIGINT, SIGTERM, SIGHUP].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { @Sendable in continuation.yield(number) }
            source.resume()
            return source
        }
    }

    /// Returns the first signal; `nil` when the task was cancelled before.
    @discardableResult
    func first() async -> Int32? {
        for await number in stream { return number }
        return nil
    }
}
