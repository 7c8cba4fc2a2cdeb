public import Fleet

/// One step of the ladder from "it dropped" to "it is linked", cheapest first. Each is taken once.
public enum Rung: Int, CaseIterable, Comparable, Hashable, Sendable {
    /// It was stopped; nothing else is wrong with it.
    case start
    /// Keeps the pairing: a reconnect, restart or reboot, as the vendor calls it.
    case restart
    case restartAgain
    /// Removes the link and comes up without one. Nothing else is left of a session that is paired and dead.
    case freshStart
    case relink

    public static func < (left: Rung, right: Rung) -> Bool { left.rawValue < right.rawValue }

    /// What is asked of the gateway, in this order; empty for a link, which has a window of its own.
    public func acts(_ kind: GatewayKind) -> [Act] {
        switch self {
        case .start: [.start]
        case .restart, .restartAgain: [.restart]
        case .freshStart: kind.canStart ? [.logout, .start] : [.logout]
        case .relink: []
        }
    }

    /// As the vendor calls it, as an instruction.
    public func verb(_ kind: GatewayKind) -> String {
        let again = kind.restartVerb
        return switch self {
        case .start: "start"
        case .restart: again
        case .restartAgain: "\(again) once more"
        case .freshStart: kind.canStart ? "log out and start" : "log out"
        case .relink: "relink"
        }
    }

    /// What it does to the instance.
    public var consequence: String {
        switch self {
        case .start: "The engine comes up; a paired account links by itself."
        case .restart, .restartAgain: "The connection drops for some seconds; the pairing is kept."
        case .freshStart: "The phone's link is REMOVED; it has to be linked again."
        case .relink: "Somebody with the phone scans a QR or types a code."
        }
    }
}

extension GatewayKind {
    /// What the vendor calls bringing an instance up again without touching its pairing.
    public var restartVerb: String {
        switch self {
        case .gowa: "reconnect"
        case .greenAPI: "reboot"
        case .wawp, .waha, .evolution: "restart"
        }
    }

    /// Whether an instance can be started by an act of its own.
    var canStart: Bool {
        switch self {
        case .wawp, .waha, .evolution: true
        case .gowa, .greenAPI: false
        }
    }

    /// Whether its server says for how long it has been running.
    public var tellsUptime: Bool { self == .waha }
}
