import Board
import Fleet
import FoundationEssentials
import Grid

/// A board with a fleet on it, and hands to make things happen.
struct SampleFleet {
    let keys: [InstanceKey]
    var state: State
    private var now = Instant.seconds(1000)

    init(instances: Int, size: Size) {
        keys = (0..<instances).map { InstanceKey(gateway: "wawp-1", id: "B\(String(100_000_000_000 + $0 * 7_919))") }
        let rows = keys.enumerated().map { index, key in
            InstanceRow(
                key: key, kind: .wawp,
                configured: InstanceConfiguration(
                    id: key.id, label: CleanText("\(Self.places[index % Self.places.count]) \(index)"),
                    phone: Self.phone(index), holder: "Front desk"))
        }
        state = State(
            rows: rows, gateways: [GatewayStatus(name: "wawp-1", kind: .wawp, idleStatus: .seconds(15))], size: size,
            settings: Settings(), wall: WallClock(date: Date(timeIntervalSince1970: 1_795_264_869), at: now))
    }

    /// Every instance has answered once; one of a hundred waits for a scan.
    mutating func answerAll() {
        for index in keys.indices { observe(index, index % 100 == 99 ? .awaitingLink : .working) }
        tick(by: .seconds(60))
    }

    /// A status comes in.
    mutating func observe(_ index: Int, _ linkState: LinkState) {
        now = now + .milliseconds(1)
        let account = linkState == .working ? Account(phone: Self.phone(index), name: "Front desk") : nil
        let reading = StatusReading(state: linkState, raw: CleanText(linkState.word), account: account)
        let observation = Observation(
            .instance(keys[index]), .status, .status(reading), startedAt: now, finishedAt: now)
        _ = reduce(
            &state, .observed(observation, drawn: nil, nextStatus: now + .seconds(15), nextCode: nil), at: now)
    }

    mutating func press(_ key: Key) { _ = reduce(&state, .key(key), at: now) }

    mutating func tick(by duration: Duration) {
        now = now + duration
        _ = reduce(&state, .tick(WallClock(date: state.wall.date(of: now), at: now)), at: now)
    }

    private static let places = ["Clinic North", "Bakery Nile", "Courier Hub", "Depot Lagos", "Hotel Front"]

    private static func phone(_ index: Int) -> PhoneNumber? { PhoneNumber(account: "4477009\(10_000 + index)") }
}
