public import Fleet

/// Rows and fleets in one line each.
extension State {
    /// What is known of an instance: `Bakery Nile, waha-1/store-7: SCAN. Expects +20 ··· 2826. Holder Mona.`
    public func plainFacts(of key: InstanceKey) -> String {
        guard let row = fleet[key] else { return "\(key): not known." }
        var facts = ["\(row.name), \(key): \(row.word)\(row.reason.isEmpty ? "" : ", \(row.reason)")."]
        let linked = row.isMismatched ? row.account?.value.phone : nil
        if let phone = row.configured.phone { facts.append("Expects \(shown(phone, besides: linked)).") }
        if let holder = row.configured.holder { facts.append("Holder \(holder.sentence)") }
        if let note = row.configured.note { facts.append("Note: \(note.sentence)") }
        return facts.joined(separator: " ")
    }

    /// In a numbered list: `Bakery Nile, waha-1: SCAN for 41 s, phone logged out`.
    func plainRow(_ key: InstanceKey) -> String {
        guard let row = fleet[key] else { return "\(key), gone" }
        // Since when something has been so that began before, nobody here knows.
        let since = row.since == nil || row.beganBefore ? "" : " \(Ages.sinceWords(row, at: now))"
        return "\(row.name), \(row.key.gateway): \(row.word)\(since)\(row.reason.isEmpty ? "" : ", \(row.reason)")"
    }

    /// `240 instances: 3 need a link, 1 failed, 236 linked. DEMO`
    public var plainSummary: String {
        let totals = fleet.totals
        func count(_ states: LinkState...) -> Int { states.reduce(0) { $0 + (totals.byState[$1] ?? 0) } }
        let parts = [
            (count(.awaitingLink, .loggedOut, .awaitingPasskey), "need a link"), (count(.failed), "failed"),
            (totals.mismatched, "linked to a wrong number"), (count(.blocked), "banned"), (count(.missing), "missing"),
            (count(.disconnected), "offline"),
            (count(.unknown), "in a state that relink does not know"), (count(.starting, .connecting), "coming up"),
            (count(.stopped), "stopped"), (totals.linked, "linked"), (totals.byState[nil] ?? 0, "not asked yet"),
        ].filter { $0.0 > 0 }.map { "\($0.0) \($0.0 == 1 && $0.1 == "need a link" ? "needs a link" : $0.1)" }
        let marks = (settings.isDemo ? " DEMO" : "") + (settings.isReadOnly ? " READ-ONLY" : "")
        return "\(totals.all) instances\(parts.isEmpty ? "" : ": ")\(parts.joined(separator: ", ")).\(marks)"
    }
}
