import Fleet
import FoundationEssentials
import Synchronization
import Testing

@testable import Gateways

@Suite("Two seconds inside of calls")
struct RequestSpacingTests {
    @Test("A call that begins while another one waits for its second request comes two seconds after that")
    func together() async throws {
        let time = Standstill()
        let spacing = RequestSpacing(time)
        time.meanwhile { try await spacing.first(about: "shop") }
        try await spacing.second(about: "shop", after: .zero, isAutomatic: true)
        #expect(time.sleeps == [.seconds(2), .seconds(4)])
        time.meanwhile { try await spacing.second(about: "shop", after: .seconds(1), isAutomatic: true) }
        try await spacing.first(about: "shop")
        #expect(time.sleeps == [.seconds(2), .seconds(4), .seconds(6), .seconds(8)])
    }

    @Test("An instance that nobody asked twice waits for nothing")
    func alone() async throws {
        let time = Standstill()
        let spacing = RequestSpacing(time)
        try await spacing.first(about: "shop")
        try await spacing.second(about: "shop", after: .zero, isAutomatic: true)
        try await spacing.first(about: "office")
        #expect(time.sleeps == [.seconds(2)])
    }
}

/// A clock that stands still: everything asks at the same time. The first sleep lets something happen meanwhile.
private final class Standstill: TimeSource {
    private let taken = Mutex<[Instant]>([])
    private let hook = Mutex<(@Sendable () async throws -> Void)?>(nil)

    var now: Instant { .zero }
    var date: Date { Date(timeIntervalSince1970: 0) }
    var sleeps: [Instant] { taken.withLock { $0 } }

    func meanwhile(_ body: @escaping @Sendable () async throws -> Void) { hook.withLock { $0 = body } }

    func sleep(until deadline: Instant) async throws {
        taken.withLock { $0.append(deadline) }
        let body = hook.withLock { hook in
            defer { hook = nil }
            return hook
        }
        try await body?()
    }
}
