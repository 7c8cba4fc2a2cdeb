import Fleet
import FoundationEssentials

/// The four words of the list. Which of them mean what depends on whether there is a `jid` beside them.
extension SimulatedInstance {
    mutating func gowaWord(at now: Instant) -> String {
        if let foreignWord { return foreignWord }
        return switch state(at: now) {
        case .working: "logged_in"
        case .awaitingScan, .awaitingPasskey, .connecting: "connected"
        case .starting: account == nil ? "disconnected" : "connected"
        case .stopped, .disconnected, .loggedOut, .blocked, .failed: "disconnected"
        }
    }

    /// Some accounts are named with the number of their device, some without.
    var jid: String? { account.map { "\($0.digits)\(seed % 2 == 0 ? "" : ":12")@s.whatsapp.net" } }

    /// When the device was created: the same at every question.
    var gowaBirthday: Date { Date(timeIntervalSince1970: 1_780_000_000 + Double(seed % 10_000_000)) }
}

extension EngineState {
    func isGowaConnected(_ account: SimulatedAccount?) -> Bool {
        account != nil && (self == .working || self == .connecting || self == .starting)
    }
}
