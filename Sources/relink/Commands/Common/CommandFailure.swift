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

    /// - Parameter gateway: its name begins the sentence, if the sentence does not begin with it anyway.
    init(_ failure: GatewayFailure, of gateway: String) {
        let names = failure.message.text.hasPrefix(gateway)
        self.init(failure.exitStatus, names ? failure.message.text : "\(gateway): \(failure.message)")
    }

    init(_ failure: GatewayFailure, about key: InstanceKey) {
        let names = failure.message.text.hasPrefix(key.gateway)
        self.init(failure.exitStatus, names ? failure.message.text : "\(key): \(failure.message)")
    }
}
