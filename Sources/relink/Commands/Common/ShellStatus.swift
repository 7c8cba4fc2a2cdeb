import Fleet

/// What a command says to the shell; the numbers are a contract and follow `sysexits.h`.
enum ShellStatus: Int32, CaseIterable, Hashable, Sendable {
    case done = 0
    /// The thing asked for did not happen.
    case failed = 1
    case usage = 64
    /// A gateway could not be reached.
    case unavailable = 69
    case timedOut = 75
    /// Credentials refused.
    case credentials = 77
    case configuration = 78

    /// Of several outcomes, the one whose cause stands in the way of most others.
    static func worst(_ statuses: some Sequence<ShellStatus>) -> ShellStatus {
        let order: [ShellStatus] = [.configuration, .credentials, .unavailable, .timedOut, .usage, .failed]
        let met = Set(statuses)
        return order.first(where: met.contains) ?? .done
    }
}

extension GatewayFailure {
    var exitStatus: ShellStatus {
        switch kind {
        case .unreachable, .server: .unavailable
        case .credentials: .credentials
        case .notReady, .throttled, .notFound, .quota, .alreadyLinked, .refused, .unexpected, .unsupported, .cancelled:
            .failed
        }
    }
}
