import Fleet
import FoundationEssentials
import Synchronization
import Testing

@testable import Gateways

@Suite("Second requests within one call")
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

    @Test("two calls under way at once take turns, two seconds apart, and the next call waits for the last of them")
    func turns() async throws {
        let time = BusyTime()
        let spacing = RequestSpacing(time)
        try await spacing.second(about: "a", after: .zero, isAutomatic: true)
        #expect(time.now == .seconds(2))
        try await spacing.second(about: "a", after: .zero, isAutomatic: true)
        #expect(time.now == .seconds(4))
        try await spacing.second(about: "b", after: .zero, isAutomatic: true)
        #expect(time.now == .seconds(4), "another instance has its own two seconds, and they are over")
        try await spacing.first(about: "a")
        #expect(time.now == .seconds(6))
    }

    @Test("what a person has done while a call was under way moves its second request")
    func moved() async throws {
        let time = BusyTime()
        let spacing = RequestSpacing(time)
        time.meanwhile { spacing.person(about: "a") }
        try await spacing.second(about: "a", after: .zero, isAutomatic: true)
        #expect(time.now == .seconds(4))
    }

    @Test("a call that began while another was under way moves the other's second request")
    func overtaken() async throws {
        let time = BusyTime()
        let spacing = RequestSpacing(time)
        try await spacing.first(about: "a")
        time.meanwhile { spacing.begin("a") }
        try await spacing.second(about: "a", after: .zero, isAutomatic: true)
        #expect(time.now == .seconds(4))
    }

    @Test("what a person asked for goes at once")
    func person() async throws {
        let time = BusyTime()
        try await RequestSpacing(time).second(about: "a", after: .zero, isAutomatic: false)
        #expect(time.now == .zero)
    }
}
