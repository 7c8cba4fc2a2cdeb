import Fleet

extension ConfigurationText {
    /// One line for each key that stands for something at this gateway.
    static func lines(of pacing: Pacing) -> [String] {
        PacingKey.allCases.compactMap { key in value(of: key, in: pacing).map { "\(key.rawValue): \($0)" } }
    }

    private static func value(of key: PacingKey, in pacing: Pacing) -> String? {
        switch key {
        case .idleStatus: seconds(pacing.idleStatus)
        case .focusedStatus: seconds(pacing.focusedStatus)
        case .linkStatus: seconds(pacing.linkStatus)
        case .linkCode: pacing.linkCode.map(seconds)
        case .linkPause: pacing.linkPause.map(seconds)
        case .answerLimit: seconds(pacing.answerLimit)
        case .loginLimit: pacing.loginLimit.map(seconds)
        case .throttleSteps: list(pacing.throttleSteps)
        case .troubleSteps: list(pacing.troubleSteps)
        case .concurrency: "\(pacing.concurrency)"
        }
    }

    private static func list(_ steps: BackoffSteps) -> String {
        "[\(steps.all.map(seconds).joined(separator: ", "))]"
    }
}
