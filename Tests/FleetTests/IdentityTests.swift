import Fleet
import FoundationEssentials
import Testing

@Suite("Names, states and times")
struct IdentityTests {
    @Test("Two gateways may use one id, and keys sort by gateway first")
    func keys() {
        let one = InstanceKey(gateway: "a", id: "7")
        let other = InstanceKey(gateway: "b", id: "7")
        #expect(one != other)
        #expect([other, InstanceKey(gateway: "a", id: "8"), one].sorted().map(\.description) == ["a/7", "a/8", "b/7"])
    }

    @Test("Each state has a word of its own that fits its column")
    func words() {
        #expect(Set(LinkState.allCases.map(\.word)).count == LinkState.allCases.count)
        #expect(LinkState.allCases.allSatisfy { $0.word.count <= 8 && $0.word == $0.word.uppercased() })
    }

    @Test("What nobody has to mend is no problem")
    func problems() {
        #expect(LinkState.allCases.filter { !$0.isProblem } == [.working, .starting, .connecting, .stopped])
    }

    @Test("Instants and durations agree to the nanosecond")
    func instants() {
        let start = Instant.seconds(1.5)
        #expect(start + .milliseconds(250) - .seconds(1) == Instant(nanoseconds: 750_000_000))
        #expect(start.duration(to: .seconds(4)) == .seconds(2.5))
        #expect(Duration.seconds(-3.25).nanoseconds == -3_250_000_000)
    }

    @Test("Dates follow from one known pair")
    func dates() {
        let wall = WallClock(date: Date(timeIntervalSince1970: 1000), at: .seconds(10))
        #expect(wall.date(of: .seconds(4)) == Date(timeIntervalSince1970: 994))
    }

    @Test("Only failures of the whole gateway are blamed on it")
    func failures() {
        #expect(GatewayFailure(.unreachable, "").concernsGateway)
        #expect(!GatewayFailure(.notReady(status: nil), "").concernsGateway)
        #expect("\(GatewayFailure(.quota, "the plan allows five"))" == "the plan allows five")
    }
}
