import Configuration
import Fleet

/// Why a command ended without doing what it was asked: an exit status and one sentence or a few lines.
struct CommandFailure: Error, Hashable, Sendable {
    var status: ShellStatus
    /// For standard error; empty when everything was said already.
    var message: String

    init(_ status: ShellStatus, _ message: String = "") {
        self.status = status
        self.message = message
    }

    init(_ problems: ConfigurationProblems) { self.init(.configuration, problems.description) }

    /// - Parameter subject: the instance or gateway that it is about.
    init(_ failure: GatewayFailure, about subject: String) {
        self.init(failure.exitStatus, "\(subject): \(failure.message)")
    }
}
