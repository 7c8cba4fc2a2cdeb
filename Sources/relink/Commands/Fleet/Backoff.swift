import Fleet

/// Pauses of commands that wait by themselves.
enum Backoff {
    /// 422 and its kin: the code is being made. 10, 20, 40, then 60 s, as the vendors advise.
    static func notReady(after attempts: Int) -> Duration {
        let steps: [Duration] = [.seconds(10), .seconds(20), .seconds(40), .seconds(60)]
        return steps[min(max(attempts, 1), steps.count) - 1]
    }

    /// No answer, 5xx or 429 without a time: 2, 4, 8 … 60 s; nothing before the first failure.
    static func delay(after failures: Int) -> Duration {
        failures == 0 ? .zero : min(.seconds(60), .seconds(1 << min(failures, 6)))
    }
}
