import Fleet
import FoundationEssentials
import Grid

/// The facts of one instance, a line each, and which of them give way when there are few rows.
struct DetailFacts {
    var name: String
    var value: String
    var aside = ""
    var worth: Worth
    /// A sentence that is broken rather than cut, as far as there are rows.
    var isSentence = false

    /// The least first.
    enum Worth: Int, Comparable {
        case gateway, note, owner, device, code, account, alerts, past, instance, expected, holder, status, reason

        static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    static func all(_ row: InstanceRow, _ state: State) -> [DetailFacts] {
        let configured = row.configured
        let linked = row.account?.value
        let number = configured.phone.map { state.shown($0, besides: row.isMismatched ? linked?.phone : nil) }
        let account = linked.map { $0.phone.map { state.shown($0, besides: configured.phone) } ?? "no number told" }
        var facts = [
            DetailFacts(
                name: "Instance", value: CleanText(row.key.id, limit: 64).text,
                aside: "on \(row.key.gateway) (\(row.kind.rawValue))", worth: .instance),
            DetailFacts(
                name: "Status says", value: row.status?.value.raw.text ?? "nothing yet",
                aside: told(row.status, next: row.nextStatus, state), worth: .status),
            DetailFacts(
                name: "QR says", value: row.codeSays?.value.words ?? "not asked",
                aside: told(row.codeSays, next: row.nextCode, state), worth: .code),
            DetailFacts(
                name: "Account", value: account ?? "unknown", aside: linked?.name?.text ?? "", worth: .account),
            DetailFacts(
                name: "Expected", value: number ?? "any number", aside: expectation(row), worth: .expected),
        ]
        if let name = row.deviceName {
            facts.append(
                DetailFacts(
                    name: "Device name", value: name.text, aside: "its own: pairing codes may be refused",
                    worth: .device))
        }
        if let holder = configured.holder {
            facts.append(DetailFacts(name: "Holder", value: holder.text, worth: .holder))
        }
        if let owner = configured.owner { facts.append(DetailFacts(name: "Owner", value: owner.text, worth: .owner)) }
        if let note = configured.note { facts.append(DetailFacts(name: "Note", value: note.text, worth: .note)) }
        if !row.reason.isEmpty {
            facts.append(DetailFacts(name: "Reason", value: row.reason, worth: .reason, isSentence: true))
        }
        if let past = past(row, state) {
            facts.append(DetailFacts(name: past.title, value: past.when, aside: past.drops, worth: .past))
        }
        if let mute = state.muteWords(row.key) {
            facts.append(DetailFacts(name: "Alerts", value: mute, worth: .alerts))
        }
        for trait in state.gateways.first(where: { $0.name == row.key.gateway })?.traits ?? [] {
            facts.append(DetailFacts(name: "Gateway", value: trait.text, worth: .gateway, isSentence: true))
        }
        return facts
    }

    /// As many as `rows` take, in their order. Sentences get more than one row where no fact has to go for that.
    static func draw(_ facts: [DetailFacts], rows: Int, _ pen: inout Pen) {
        let kept = Set(facts.indices.sorted { facts[$0].worth > facts[$1].worth }.prefix(max(0, rows)))
        var spare = rows - kept.count
        for (index, fact) in facts.enumerated() where kept.contains(index) {
            guard fact.isSentence else {
                pen.fact(fact.name, fact.value, fact.aside)
                continue
            }
            let columns = pen.area.columns - Pen.nameColumns
            let lines = Wrapping.lines(fact.value, columns: columns)
            let whole = lines.prefix(1 + max(0, spare))
            // What finds no row stands cut at the end of the last one.
            let rest = lines.dropFirst(whole.count - 1).joined(separator: " ")
            pen.block(Span(fact.name, .muted), whole.dropLast() + [rest])
            spare -= whole.count - 1
        }
    }

    private static func told<Value>(_ fact: Fact<Value>?, next: Instant?, _ state: State) -> String {
        var parts: [String] = []
        if let fact { parts.append("\(Ages.short(fact.observedAt.duration(to: state.now))) ago") }
        if let next, next > state.now { parts.append("next in \(Ages.words(state.now.duration(to: next)))") }
        return parts.joined(separator: ", ")
    }

    /// Since when it has not been linked, and how often it dropped: this session and the journal together.
    private static func past(_ row: InstanceRow, _ state: State) -> (title: String, when: String, drops: String)? {
        guard let memory = row.memory else { return nil }
        let clock = LocalClock(utcOffset: state.settings.utcOffset)
        let now = state.wall.date(of: state.now)
        let count = row.drops(before: now)
        let drops = count > 0 ? "\(count) \(count == 1 ? "drop" : "drops")/h" : ""
        guard row.state != .working else {
            return memory.drops.last.flatMap { last in
                count > 0 ? ("Last drop", clock.time(last, besides: now), drops) : nil
            }
        }
        guard let since = memory.downSince else { return nil }
        let length = Ages.words(.seconds(now.timeIntervalSince(since)))
        return ("Down since", "\(clock.time(since, besides: now)), \(length)", drops)
    }

    private static func expectation(_ row: InstanceRow) -> String {
        guard row.configured.phone != nil else { return "" }
        guard row.account?.value.phone != nil, row.state == .working else { return "" }
        return row.isMismatched ? "NOT the linked one" : "the linked one"
    }
}
