import Fleet

/// The state, the settings and the acts of one instance.
extension GreenAPIFace {
    func account(_ method: GreenAPIMethod, of instance: inout SimulatedInstance, at now: Instant) -> JSONText {
        switch method {
        case .reboot:
            instance.restart(at: now)
            return ["isReboot": true]
        case .logout:
            instance.logout(at: now)
            return ["isLogout": true]
        case .getWaSettings: return waSettings(of: &instance, at: now)
        case .getSettings: return settings(of: &instance, at: now)
        default:
            let word = instance.greenAPIWord(at: now)
            return .members(("stateInstance", word.isEmpty ? nil : .text(word)))
        }
    }

    /// Empty values for an instance that is not linked, blocked or starting.
    private func waSettings(of instance: inout SimulatedInstance, at now: Instant) -> JSONText {
        let word = instance.greenAPIWord(at: now)
        let isTold = ["authorized", "yellowCard", "sleepMode"].contains(word)
        let digits = isTold ? instance.account?.digits ?? "" : ""
        return [
            "avatar": "", "phone": .text(digits), "stateInstance": .text(word),
            "deviceId": .text(digits.isEmpty ? "" : "\(digits):12@s.whatsapp.net"),
            "chatId": .text(digits.isEmpty ? "" : digits + "@c.us"),
        ]
    }

    private func settings(of instance: inout SimulatedInstance, at now: Instant) -> JSONText {
        instance.settle(at: now)
        var random = SplitMix64(instance.seed, Purpose.secret, 1)
        return [
            "wid": .text(instance.account.map { $0.digits + "@c.us" } ?? ""), "countryInstance": "",
            "typeAccount": "", "webhookUrl": "", "webhookUrlToken": .text(random.text(24, of: "0123456789abcdef")),
            "delaySendMessagesMilliseconds": 500, "markIncomingMessagesReaded": "no", "outgoingWebhook": "no",
            "stateWebhook": "yes", "incomingWebhook": "no", "deviceWebhook": "no",
        ]
    }
}

extension SimulatedInstance {
    fileprivate mutating func greenAPIWord(at now: Instant) -> String {
        if let foreignWord { return foreignWord }
        return switch state(at: now) {
        case .working: isRestricted ? "yellowCard" : "authorized"
        case .awaitingScan, .awaitingPasskey, .loggedOut, .stopped: "notAuthorized"
        case .starting, .connecting, .failed: "starting"
        case .disconnected: "sleepMode"
        case .blocked: "blocked"
        }
    }
}
