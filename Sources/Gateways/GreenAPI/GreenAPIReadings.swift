import Fleet

/// Finds what an answer of GREEN-API says about an instance.
enum GreenAPIReadings {
    /// `nil` when the answer has no place for a state.
    static func status(in json: JSONValue?) -> StatusReading? {
        guard let json else { return nil }
        if json == .null { return GreenAPIState.untold }
        switch json.member("stateInstance") {
        case .null: return GreenAPIState.untold
        case .string(let word) where !word.trimmed.isEmpty: return GreenAPIState.reading(of: word)
        default: return nil
        }
    }

    struct Settings {
        /// `nil` when no phone is linked: then everything in the answer is empty.
        var account: Account?
    }

    /// `nil` when the answer is something else.
    static func settings(in json: JSONValue?) -> Settings? {
        guard let json else { return nil }
        if json == .null { return Settings() }
        guard ["phone", "deviceId", "stateInstance"].contains(where: { json.member($0) != nil }) else { return nil }
        let names = ["phone", "deviceId", "chatId"].compactMap { json[$0]?.text }.filter { !$0.isEmpty }
        guard !names.isEmpty else { return Settings() }
        return Settings(account: Account(phone: names.lazy.compactMap(PhoneNumber.init(account:)).first, name: nil))
    }

    /// `{"status":true,"code":"GAPI2015"}`; with `false` there is no code, and the rest is not looked at.
    static func pairingCode(in json: JSONValue?) -> PairingCode? {
        guard json?["status"]?.truth != false, let text = json?["code"]?.text else { return nil }
        let code = PairingCode(text)
        // Eight characters today. Shorter ones are the numbers of errors.
        return (6...12).contains(code.plain.utf8.count) ? code : nil
    }
}
