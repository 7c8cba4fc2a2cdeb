import Fleet

/// Finds what an answer of WAHA says about a session.
enum WAHAReadings {
    /// State and account as the answer tells them; `nil` when it tells no state. `me` comes along in every state:
    /// beside `SCAN_QR_CODE` it says that the state lies, or that the phone has just been scanned with.
    static func status(in session: JSONValue?) -> StatusReading? {
        // In an error body `status` may be the HTTP status, which is a number.
        guard let session, case .string(let text)? = session["status"] else { return nil }
        let word = text.trimmed
        guard !word.isEmpty, Double(word) == nil else { return nil }
        return StatusReading(
            state: WAHAState.state(of: word) ?? .unknown, raw: CleanText(word, limit: 40),
            account: account(in: session["me"]), reason: WAHAState.reason(for: word),
            deviceName: session["config"]?["client"].flatMap(deviceName))
    }

    /// As the phone lists it: `Chrome (TEST)`. Only what a session's own settings say; a server's settings for all of
    /// its sessions are told nowhere.
    private static func deviceName(in client: JSONValue) -> CleanText? {
        let (browser, device) = (client["browserName"]?.text?.trimmed ?? "", client["deviceName"]?.text?.trimmed ?? "")
        guard !browser.isEmpty || !device.isEmpty else { return nil }
        return CleanText(browser.isEmpty ? device : device.isEmpty ? browser : "\(browser) (\(device))", limit: 60)
    }

    /// Whose phone it is; `nil` when the value names nobody.
    static func account(in value: JSONValue?) -> Account? {
        guard let value else { return nil }
        // Some engines give the id in parts.
        let id = value["id"].flatMap { $0.text ?? $0["_serialized"]?.text ?? $0["user"]?.text }
        let name = (value["pushName"] ?? value["pushname"] ?? value["name"])?.text.map { CleanText($0) }
        let shown = name?.isEmpty == true ? nil : name
        guard id?.isEmpty == false || shown != nil else { return nil }
        // Newer engines name an identity (`…@lid`) and give the number beside it.
        let phone = id.flatMap(PhoneNumber.init(account:)) ?? value["jid"]?.text.flatMap(PhoneNumber.init(account:))
        return Account(phone: phone, name: shown)
    }

    /// Whether a 2xx answer to an act says that it was done: a session, or nothing at all. WAHA says nothing after
    /// a deletion, and `null` for a session that is gone.
    static func isDone(_ answer: Answer) -> Bool {
        guard let json = answer.json else { return VendorMessage(answer).form == .empty }
        if json == .null { return true }
        if json["error"] != nil || json["message"] != nil || json["success"]?.truth == false { return false }
        return json.members != nil
    }
}

/// Remembers who was linked: WAHA says `STARTING` also of a session that lost its connection. And who is at which of
/// the two steps of a passkey, because each has a route of its own.
struct WAHAMemory: Sendable {
    private var linked: Set<String> = []
    private var comparing: Set<String> = []

    /// The last word was that a code waits to be compared.
    func isComparing(_ id: String) -> Bool { comparing.contains(id) }

    /// The reading in the light of what came before it.
    mutating func refine(_ reading: StatusReading, of id: String) -> StatusReading {
        if reading.state == .awaitingPasskey, WAHAState.asksToCompare(reading.raw.text) {
            comparing.insert(id)
        } else if !comparing.isEmpty {
            comparing.remove(id)
        }
        switch reading.state {
        case .working:
            linked.insert(id)
        case .starting:
            guard reading.account != nil || linked.contains(id) else { return reading }
            var refined = reading
            refined.state = .connecting
            return refined
        default:
            linked.remove(id)
        }
        return reading
    }
}
