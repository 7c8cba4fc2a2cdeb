import Fleet

/// What befalls a whole gateway: slow answers, and times in which nothing behind its door answers.
struct Weather: Hashable, Sendable {
    /// A time without the gateway, counted from the start of the simulation.
    struct Outage: Hashable, Sendable {
        var from: Duration
        var to: Duration
    }

    /// Seconds from a request to its answer.
    var answerDelay: ClosedRange<Double>?
    var outages: [Outage] = []
    /// After this long the outages come again.
    var period: Duration?
    /// Whether an outage takes the whole server away, so that connections are refused. Otherwise every request gets
    /// the error page of a proxy that still stands.
    var closesDoor = false

    /// When the server behind a gateway starts anew, counted from the start of the simulation.
    struct Restarts: Hashable, Sendable {
        var first: Duration
        var every: Duration
    }

    /// Strikes all gateways, unlike the rest of the weather.
    var restarts: Restarts?

    static let fair = Weather()

    /// How long servers had been running when the simulation began.
    private static let longRun = Duration.seconds(9 * 86_400)

    /// What the gateways have that are spared.
    var elsewhere: Weather { Weather(restarts: restarts) }

    /// For how long the server has been running `age` after the start.
    func uptime(at age: Duration) -> Duration {
        var start = Duration.zero - Self.longRun
        if let restarts, restarts.first <= age {
            start = restarts.first + restarts.every * Int((age - restarts.first) / restarts.every)
        }
        if closesDoor {
            let past = past(age)
            let ends = outages.map(\.to)
            var last = ends.filter { $0 <= past }.max()
            if last == nil, let period, age >= period { last = ends.max().map { $0 - period } }
            if let last { start = max(start, age - past + last) }
        }
        return age - start
    }

    func isOut(at age: Duration) -> Bool { !closesDoor && isDark(at: age) }

    /// Whether the door is shut `age` after the start.
    func isDoorShut(at age: Duration) -> Bool { closesDoor && isDark(at: age) }

    /// When the next outage begins or the present one ends; `nil` when nothing changes any more.
    func nextTurn(after age: Duration) -> Duration? {
        let turns = outages.flatMap { [$0.from, $0.to] }
        let past = past(age)
        if let next = turns.filter({ $0 > past }).min() { return age - past + next }
        guard let period, period > .zero, let first = turns.min() else { return nil }
        return age - past + period + first
    }

    /// How long the answer to request number `serial` takes.
    func delay(of serial: UInt64, seed: UInt64) -> Duration {
        guard let answerDelay else { return .zero }
        var random = SplitMix64(seed, Purpose.weather, serial)
        return random.seconds(answerDelay)
    }

    private func isDark(at age: Duration) -> Bool {
        let past = past(age)
        return outages.contains { $0.from <= past && past < $0.to }
    }

    private func past(_ age: Duration) -> Duration {
        guard let period, period > .zero else { return age }
        return age - period * Int(age / period)
    }
}
