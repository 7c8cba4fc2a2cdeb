import Fleet

/// One row of `fetchInstances`: a few of its members, and none of its tokens and passwords.
struct EvolutionRow: Hashable, Sendable {
    let name: String
    /// The state as the gateway has it on record (version 2) or right now (version 1); `nil` when it does not tell.
    let word: String?
    /// Whose phone it is or was: version 2 keeps it after a logout.
    let owner: Account?
    /// The last reason to close for good. Version 2 keeps it after the next link.
    let closingCode: Int?
    /// When that was, as it was written; only compared.
    let closedAt: String?
    /// When anything of the record was written last, as it was written; only compared. An instance that has come back
    /// shows by nothing else.
    let writtenAt: String?
    /// Version 1 puts everything under `instance`, and the owner only beside `open`.
    let isNested: Bool

    init?(_ json: JSONValue) {
        let nested = json["instance"]
        isNested = nested != nil
        let row = nested ?? json
        guard let name = (isNested ? row["instanceName"] : row["name"])?.text, !name.isEmpty else { return nil }
        self.name = name
        word = (isNested ? row["status"] : row["connectionStatus"])?.text.map(\.trimmed)
        owner = Self.owner(id: row[isNested ? "owner" : "ownerJid"]?.text, name: row["profileName"]?.text)
        closingCode = row["disconnectionReasonCode"]?.number.flatMap { Int(exactly: $0) }
        closedAt = row["disconnectionAt"]?.text
        writtenAt = row["updatedAt"]?.text
    }

    private static func owner(id: String?, name: String?) -> Account? {
        guard let id, !id.isEmpty else { return nil }
        // What version 1 writes for a name that it does not have yet.
        let name = name.flatMap { $0.isEmpty || $0 == "not loaded" ? nil : CleanText($0) }
        return Account(phone: PhoneNumber(account: id), name: name)
    }

    /// The rows of an answer; `nil` when it holds none and is not an empty list either.
    static func rows(in json: JSONValue?) -> [EvolutionRow]? {
        switch json {
        case .array(let items)?:
            let rows = items.compactMap(EvolutionRow.init)
            return rows.isEmpty && !items.isEmpty ? nil : rows
        // One instance that was asked for by name.
        case .object?: return json.flatMap(EvolutionRow.init).map { [$0] }
        default: return nil
        }
    }
}
