import Configuration
import Fleet
import Gateways

/// Checks one gateway: its secrets, whether it answers, and what version it is. Nothing is changed there.
struct GatewayExamination: Sendable {
    let connection: FleetConnection
    let gateway: GatewayConfiguration

    func run() async -> [Diagnosis] {
        let open: OpenGateway
        do throws(CommandFailure) {
            open = try connection.gateway(gateway.name)
        } catch {
            let name = "\(gateway.name): "
            return error.message.split(separator: "\n").map { line in
                .failed(
                    error.status, "\(gateway.name) secrets",
                    line.hasPrefix(name) ? String(line.dropFirst(name.count)) : String(line))
            }
        }
        let reached = await reach(open)
        var diagnoses = [secrets, reached]
        // A gateway that does not answer is asked once, not twice.
        if reached.failure != .unavailable { diagnoses.append(await version(open)) }
        let notices = await open.gateway.notices() + open.gateway.traits()
        for notice in notices { diagnoses.append(.warning(gateway.name, notice.text)) }
        return diagnoses
    }

    private var secrets: Diagnosis {
        let own = gateway.instances.count { $0.secret != nil }
        let parts = [
            gateway.secret.map { _ in "one for the gateway" }, own > 0 ? "\(own) for single instances" : nil,
        ].compactMap(\.self)
        let subject = "\(gateway.name) secrets"
        if parts.isEmpty { return .warning(subject, "none is configured") }
        return .fine(subject, "read, " + parts.joined(separator: " and "))
    }

    private func reach(_ open: OpenGateway) async -> Diagnosis {
        let subject = "\(gateway.name) answers"
        if open.knowsMore {
            switch await open.list() {
            case .success(let rows): return .fine(subject, "it lists \(rows.count) instances")
            case .failure(let failure): return diagnosis(of: failure, subject)
            }
        }
        guard let first = gateway.instances.first else {
            return .warning(subject, "not asked: it has no list, and no instance is named")
        }
        switch await open.status(of: first.id) {
        case .success(let reading): return .fine(subject, "\(first.id) is \(reading.raw.text)")
        case .failure(let failure): return diagnosis(of: failure, subject)
        }
    }

    /// An answer that says no is an answer: the gateway is there, and took the secret.
    private func diagnosis(of failure: GatewayFailure, _ subject: String) -> Diagnosis {
        switch failure.kind {
        case .unreachable, .server, .credentials, .unexpected, .cancelled:
            .failed(failure.exitStatus, subject, failure.message.text)
        case .notReady, .throttled, .notFound, .quota, .alreadyLinked, .refused, .unsupported:
            .warning(subject, failure.message.text)
        }
    }

    private func version(_ open: OpenGateway) async -> Diagnosis {
        let subject = "\(gateway.name) version"
        switch await open.version() {
        case .success(let version?): return .fine(subject, version.text)
        case .success(nil): return .fine(subject, "not told by \(gateway.kind.rawValue)")
        case .failure(let failure): return .warning(subject, "not told: \(failure.message.text)")
        }
    }
}
