public import Fleet
import Linking

/// Rows and fleets in one line each.
extension State {
    /// What is known of an instance: `Bakery Nile, waha-1/store-7: SCAN. Expects +20 ··· 2826. Holder Mona.`
    public func plainFacts(of key: InstanceKey) -> String {
        guard let row = fleet[key] else { return "\(key): not known." }
        var facts = ["\(row.name), \(key): \(row.word)\(row.reason.isEmpty ? "" : ", \(row.reason)")."]
        if let phone = row.configured.phone { facts.append("Expects \(shown(phone)).") }
        if let holder = row.configured.holder { facts.append("Holder \(holder.sentence)") }
        if let note = row.configured.note { facts.append("Note: \(note.sentence)") }
        return facts.joined(separator: " ")
    }
}
