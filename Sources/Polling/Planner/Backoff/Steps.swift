import Fleet

/// How long to wait after the first, second, third … failure in a row.
enum Steps {
    /// What `Retry-After` may ask for; more is rather a mistake than a wish, and a person can always press.
    static let longestRetryAfter: Duration = .seconds(3600)

    /// 10, 20, 40, 60 s: the gateway answers and asks for patience (422).
    static func polite(_ failures: Int) -> Duration { BackoffSteps.polite[failures] }

    /// Up to a quarter more or less than the step, and no more than the last one: the gateway does not answer, or
    /// answers that it is broken. The spread keeps several clients from coming back together.
    static func trouble(_ failures: Int, _ steps: BackoffSteps, _ generator: inout SplitMix) -> Duration {
        let whole = steps[failures].nanoseconds
        let spread = Int64.random(in: -(whole / 4)...(whole / 4), using: &generator)
        return min(.nanoseconds(whole + spread), steps.longest)
    }

    /// As polite, and after those every ten minutes: an account that cannot be read is no reason to ask for ever.
    static func account(_ failures: Int) -> Duration { failures > 4 ? .seconds(600) : polite(failures) }
}
