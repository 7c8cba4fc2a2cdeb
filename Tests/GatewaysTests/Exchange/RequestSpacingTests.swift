import Fleet
import FoundationEssentials
import Synchronization
import Testing

@testable import Gateways

@Suite("Second requests within one call")
struct RequestSpacingTests {
    /// A clock that stands still however long somebody sleeps: all calls are under way at once.
    private final class StandingTime: TimeSource {
        private let deadlines = Mutex<[Instant]>([])
        var slept: [Instant] { deadlines.withLock { $0 } }
        var now: Instant { .zero }
        var date: Date { Date(timeIntervalSince1970: 1_795_230_728) }
        func sleep(until deadline: Instant) async throws { deadlines.withLock { $0.append(deadline) } }
    }

    @Test("two calls under way at once take turns, two seconds apart, and the next call waits for the last of them")
    func turns() async throws {
        let time = StandingTime()
        let spacing = RequestSpacing(time)
        try await spacing.second(about: "a", after: .zero, isAutomatic: true)
        try await spacing.second(about: "a", after: .zero, isAutomatic: true)
        try await spacing.first(about: "a")
        try await spacing.second(about: "b", after: .zero, isAutomatic: true)
        #expect(time.slept == [.seconds(2), .seconds(4), .seconds(6), .seconds(2)])
    }

    @Test("what a person asked for goes at once")
    func person() async throws {
        let time = StandingTime()
        try await RequestSpacing(time).second(about: "a", after: .zero, isAutomatic: false)
        #expect(time.slept.isEmpty)
    }
}
