import Fleet

/// Finds what an answer of GOWA says about a device.
enum GOWAReadings {
    /// The rows of a list; `nil` when this is none. No devices are `null`, or nothing at all.
    static func rows(in answer: Answer) -> [ListedInstance]? {
        guard answer.isSuccess, let json = answer.json else { return nil }
        if let items = json["results"]?.items { return items.compactMap(row) }
        let isEmpty = json["results"] == nil || json["results"]?.members?.isEmpty == true
        return isEmpty && json["code"]?.text == "SUCCESS" ? [] : nil
    }

    /// One row of a list, or the one device that an answer is about.
    static func row(_ json: JSONValue?) -> ListedInstance? {
        guard let json, let id = json["id"]?.text, !id.isEmpty, let word = json["state"]?.text else { return nil }
        let jid = json["jid"]?.text.flatMap { $0.isEmpty ? nil : $0 }
        let name = json["display_name"]?.text.map { CleanText($0) }
        let shown = name?.isEmpty == true ? nil : name
        let account = jid.map { Account(phone: PhoneNumber(account: $0), name: shown) }
        let status = StatusReading(
            state: state(of: word, isPaired: jid != nil), raw: CleanText(word, limit: 40), account: account)
        return ListedInstance(id: id, label: shown, status: status)
    }

    /// Version 7's answer about its one device, which has no name: `device_id` is the account.
    static func single(_ json: JSONValue?) -> StatusReading? {
        guard let json, let isConnected = json["is_connected"]?.truth, let isLoggedIn = json["is_logged_in"]?.truth
        else { return nil }
        let jid = [json["jid"]?.text, json["device_id"]?.text].lazy.compactMap(\.self).first { $0.contains("@") }
        let word = isLoggedIn && isConnected ? "logged_in" : isConnected || isLoggedIn ? "connected" : "disconnected"
        return StatusReading(
            state: isLoggedIn && !isConnected ? .connecting : state(of: word, isPaired: jid != nil),
            raw: CleanText(word), account: jid.map { Account(phone: PhoneNumber(account: $0), name: nil) })
    }

    static func pairingCode(in results: JSONValue?) -> PairingCode? {
        guard let code = results?["pair_code"]?.text.map({ PairingCode($0) }) else { return nil }
        // Eight characters today, and a few more or less tomorrow; a sentence is none.
        return (6...12).contains(code.plain.utf8.count) ? code : nil
    }

    /// A session that is kept makes the difference: with one it is a matter of waiting, without one of linking.
    private static func state(of word: String, isPaired: Bool) -> LinkState {
        switch word.trimmed.lowercased() {
        case "logged_in": .working
        case "connected": isPaired ? .connecting : .awaitingLink
        case "connecting": .connecting
        case "disconnected": isPaired ? .disconnected : .loggedOut
        default: .unknown
        }
    }
}
