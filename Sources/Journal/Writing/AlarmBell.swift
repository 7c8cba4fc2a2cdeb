import Fleet
import Synchronization

/// The journal's one alarm: what is wrong now, told whenever that changes.
final class AlarmBell: Sendable {
    let changes: AsyncStream<CleanText?>
    private let told: AsyncStream<CleanText?>.Continuation
    private let current = Mutex<CleanText?>(nil)

    init() { (changes, told) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1)) }

    var now: CleanText? { current.withLock { $0 } }

    func tell(_ words: String?) {
        let text = words.map { CleanText($0, limit: 300) }
        let isNew = current.withLock { current in
            defer { current = text }
            return current != text
        }
        if isNew { told.yield(text) }
    }

    func end() { told.finish() }
}
