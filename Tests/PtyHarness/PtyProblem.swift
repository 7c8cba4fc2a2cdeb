/// Why a test's terminal did not get as far as it should.
public enum PtyProblem: Error, CustomStringConvertible {
    case system(call: String, error: Int32)
    /// What was waited for did not come; with the screen as it was then.
    case waitedInVain(description: String, why: String, screen: Screen)

    public var description: String {
        switch self {
        case .system(let call, let error): "\(call) failed with errno \(error)"
        case .waitedInVain(let description, let why, let screen):
            "waited for “\(description)” in vain: \(why)\nexit: \(screen.exit.map { "\($0)" } ?? "still running")\n"
                + "screen \(screen.columns)x\(screen.rows)\(screen.isAlternate ? ", alternate" : ""):\n\(screen.text)"
        }
    }
}
