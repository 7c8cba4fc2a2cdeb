import Dispatch
import Glibc

/// Waits for the signals that end a server: INT, TERM and HUP. From its making on they no longer end the process.
final class Signals {
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

    /// Returns at the first signal.
    func first() async {
        for await _ in stream { return }
    }
}
