import Fleet
import FoundationEssentials
import Synchronization

/// One simulated gateway at work: its face, its fleet, its weather and its log, safe to ask from any thread.
final class GatewayStage: Sendable {
    private struct State: Sendable {
        var face: any VendorFace
        var fleet: SimulatedFleet
        var log: RequestLog
        var requests: UInt64 = 0
    }

    let name: String
    private let seed: UInt64
    let opened: Instant
    let weather: Weather
    private let labels: [String: String]
    private let time: any TimeSource
    private let state: Mutex<State>

    init(
        name: String, seed: UInt64, opened: Instant, weather: Weather, labels: [String: String],
        time: any TimeSource, face: any VendorFace, fleet: SimulatedFleet, logCapacity: Int
    ) {
        self.name = name
        self.seed = seed
        self.opened = opened
        self.weather = weather
        self.labels = labels
        self.time = time
        state = Mutex(State(face: face, fleet: fleet, log: RequestLog(capacity: logCapacity)))
    }

    /// Answers a client, as late as the weather wants it.
    func answer(_ request: FaceRequest) async throws -> FaceAnswer {
        let arrived = time.now
        let date = time.date
        let serial = state.withLock { state in
            state.requests += 1
            return state.requests
        }
        let delay = weather.delay(of: serial, seed: seed)
        if delay > .zero { try await time.sleep(until: arrived.advanced(by: delay)) }
        var request = request
        while true {
            let now = time.now
            let isOut = weather.isOut(at: opened.duration(to: now))
            let reply = state.withLock { state in
                let moment = Moment(
                    instant: now, date: time.date.addingTimeInterval(state.face.clockSkew.inSeconds),
                    uptime: weather.uptime(at: opened.duration(to: now)))
                var reply =
                    isOut ? state.face.outage(of: request) : state.face.answer(request, of: &state.fleet, at: moment)
                guard reply.again == nil else { return reply }
                state.log.append(
                    LoggedRequest(
                        age: opened.duration(to: arrived), date: date, gateway: name, instance: reply.instance,
                        method: request.method, route: reply.route, status: reply.answer.status,
                        secretPlace: reply.secretPlace))
                reply.answer.headers["Date"] = WireDate.http(moment.date)
                return reply
            }
            guard let again = reply.again else { return reply.answer }
            request.askedFirst = request.askedFirst ?? now
            try await time.sleep(until: again)
        }
    }

    var requests: [LoggedRequest] { state.withLock { $0.log.requests } }

    /// Asks the instance with this id at this moment; `nil` when there is none.
    func with<Result: Sendable>(
        _ id: String, _ body: (inout SimulatedInstance, Instant) -> Result
    ) -> Result? {
        let now = time.now
        return state.withLock { state in state.fleet.with(id) { body(&$0, now) } }
    }

    func remove(_ id: String) -> Bool { state.withLock { $0.fleet.delete(id) } }

    /// The id of the first instance that says `true`.
    func first(where body: (inout SimulatedInstance, Instant) -> Bool) -> String? {
        let now = time.now
        return state.withLock { state in state.fleet.first { body(&$0, now) } }
    }

    /// All instances as the control routes show them: states, no codes.
    var roster: [JSONText] {
        let now = time.now
        return state.withLock { state in
            state.fleet.ids.compactMap { id in
                state.fleet.with(id) { instance in
                    [
                        "gateway": .text(name), "id": .text(id), "label": .optional(labels[id]),
                        "state": .text(instance.state(at: now).rawValue),
                        "linkedTo": .optional(instance.account?.digits),
                        "phone": .text(instance.phone.digits),
                        "phoneIsOff": .flag(instance.phone.habits == .off),
                        "ending": .optional(instance.ending?.reason.rawValue),
                        "restricted": .flag(instance.isRestricted),
                    ]
                }
            }
        }
    }
}
