import Fleet
import FoundationEssentials
import Synchronization
import Testing

@testable import Gateways

@Suite("Requests about one instance")
struct RequestSpacingTests {
    /// A clock that goes where it is slept to, and lets something happen meanwhile.
    private final class BusyTime: TimeSource {
        private let state = Mutex<(now: Instant, meanwhile: [@Sendable () -> Void])>((.zero, []))
        var now: Instant { state.withLock { $0.now } }
        var date: Date { Date(timeIntervalSince1970: 1_795_230_728) }

        func sleep(until deadline: Instant) async throws {
            let happens = state.withLock { state in
                state.now = max(state.now, deadline)
                return state.meanwhile.isEmpty ? nil : state.meanwhile.removeFirst()
            }
            happens?()
        }

        func meanwhile(_ happens: @escaping @Sendable () -> Void) { state.withLock { $0.meanwhile.append(happens) } }
    }

    @Test("automatic requests take turns, two seconds apart, each instance its own")
    func turns() async throws {
        let time = BusyTime()
        let spacing = RequestSpacing(time)
        try await spacing.automatic(about: "a")
        #expect(time.now == .zero)
        try await spacing.automatic(about: "a")
        #expect(time.now == .seconds(2))
        try await spacing.automatic(about: "a")
        #expect(time.now == .seconds(4))
        try await spacing.automatic(about: "b")
        #expect(time.now == .seconds(4))
    }

    @Test("what goes out while one waits moves it on, whoever asked for that")
    func overtaken() async throws {
        let time = BusyTime()
        let spacing = RequestSpacing(time)
        try await spacing.automatic(about: "a")
        time.meanwhile { spacing.person(about: "a") }
        try await spacing.automatic(about: "a")
        #expect(time.now == .seconds(4))
    }

    @Test("what a person asked for goes at once")
    func person() async throws {
        let time = BusyTime()
        let spacing = RequestSpacing(time)
        try await spacing.automatic(about: "a")
        spacing.person(about: "a")
        #expect(time.now == .zero)
        try await spacing.automatic(about: "a")
        #expect(time.now == .seconds(2))
    }
}
