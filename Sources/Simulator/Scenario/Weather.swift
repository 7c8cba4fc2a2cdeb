import Fleet

/// What befalls a whole gateway: slow answers, and times in which nothing behind its door answers.
struct Weather: Hashable, Sendable {
    /// A time in which every request gets a 502 page of the edge, counted from the start of the simulation.
    struct Outage: Hashable, Sendable {
        var from: Duration
        var to: Duration
    }

    /// Seconds from a request to its answer.
    var answerDelay: ClosedRange<Double>?
    var outages: [Outage] = []
    /// After this long the outages come again.
    var period: Duration?

    static let fair = Weather()

    func isOut(at age: Duration) -> Bool {
        var age = age
        if let period, period > .zero { age -= period * Int(age / period) }
        return outages.contains { $0.from <= age && age < $0.to }
    }

    /// How long the answer to request number `serial` takes.
    func delay(of serial: UInt64, seed: UInt64) -> Duration {
        guard let answerDelay else { return .zero }
        var random = SplitMix64(seed, Purpose.weather, serial)
        return random.seconds(answerDelay)
    }
}
