public import Fleet
import FoundationEssentials

/// The sentences of a handover.
struct HandoverWords {
    let handover: Handover
    let clock: LocalClock
    /// Kept: each time it is asked for, a handover looks through all of its outages.
    private let down: [Outage]
    /// The mass drop that an instance was in; its last outage is in one at most.
    private let massDrops: [InstanceKey: Int]

    init(handover: Handover, clock: LocalClock) {
        self.handover = handover
        self.clock = clock
        down = handover.open
        massDrops = handover.massDrops.enumerated().reduce(into: [:]) { places, drop in
            for key in drop.element.keys { places[key] = drop.offset }
        }
    }

    /// What is told in one line.
    private struct Together: Hashable {
        var massDrop: Int
        var state: LinkState
    }

    var title: String {
        "Handover, \(clock.day(handover.since)) \(clock.time(handover.since)) to "
            + clock.time(handover.until, besides: handover.since)
    }

    var summary: String {
        let dropped = handover.dropped
        let back = dropped.filter(\.isBack)
        let relinked = Dictionary(grouping: back.filter(\.isRelinked)) { $0.attempt?.person }
        var how = relinked.sorted { ($1.value.count, $0.key.words) < ($0.value.count, $1.key.words) }
            .map { "\($0.value.count) relinked by \($0.key.words)" }
        let alone = back.count { !$0.isRelinked }
        if alone > 0 { how.append("\(alone) by themselves") }
        var parts = ["\(dropped.count) dropped"]
        parts.append("\(back.count) back\(how.isEmpty ? "" : " (\(how.joined(separator: ", ")))")")
        let stopped = dropped.count { !$0.isBack && !$0.isOpen }
        if stopped > 0 { parts.append("\(stopped) stopped") }
        parts.append("\(dropped.count(where: \.isOpen)) open")
        let before = down.count { handover.drops[$0.key] == nil }
        let earlier = before > 0 ? "; \(before) open since before" : ""
        return "since \(clock.time(handover.since)): \(parts.joined(separator: ", "))\(earlier)"
    }

    /// Those that dropped together and are down together are one line.
    var open: [String] {
        down.gathered(atLeast: MassDrop.fewest) { outage in
            outage.isWrongNumber
                ? nil
                : massDrops[outage.key].map { Together(massDrop: $0, state: outage.state) }
        }.map { $0.count == 1 ? line(ofOpen: $0[0]) : line(ofOpen: $0) }
    }

    private func line(ofOpen outage: Outage) -> String {
        let since = outage.began ?? outage.seen
        let least = outage.began == nil ? "at least " : ""
        return [
            "\(outage.isWrongNumber ? "WRONG NR" : outage.state.word) \(outage.title)",
            "since \(least)\(clock.time(since, besides: handover.until)), "
                + Lengths.words(outage.length(until: handover.until)),
            outage.reason?.text, tried(outage),
        ].compactMap(\.self).joined(separator: "; ")
    }

    private func line(ofOpen outages: [Outage]) -> String {
        let names = outages.prefix(3).map(\.name.text).joined(separator: ", ")
        let reasons = Set(outages.compactMap(\.reason))
        return [
            "\(outages[0].state.word) \(outages.count) of \(outages[0].key.gateway) "
                + "(\(names) and \(outages.count - 3) more)",
            "since \(clock.time(outages[0].seen, besides: handover.until))",
            reasons.count == 1 ? reasons.first?.text : nil,
        ].compactMap(\.self).joined(separator: "; ")
    }

    private func tried(_ outage: Outage) -> String? {
        outage.attempt.map { "tried by \($0.person.words) at \(clock.time($0.at, besides: handover.until))" }
    }

    var together: [String] {
        let stillOpen = Dictionary(grouping: down.compactMap { massDrops[$0.key] }, by: \.self).mapValues(\.count)
        return handover.massDrops.enumerated().map { index, drop in
            let open = stillOpen[index, default: 0]
            return [
                "\(drop.gateway): \(drop.keys.count) at \(clock.time(drop.first, besides: handover.until))",
                drop.reason?.text, open == 0 ? "all back" : "\(open) of them open",
            ].compactMap(\.self).joined(separator: "; ")
        }
    }

    var relinked: [String] {
        handover.relinked.map { outage in
            let method = outage.attempt?.method == .pairing ? "a pairing code" : "a QR"
            let time = outage.timeToRelink.map { " in \(Lengths.words($0))" } ?? ""
            return "\(outage.title) by \((outage.attempt?.person).words) at "
                + "\(clock.time(outage.end(or: handover.until), besides: handover.until)) with \(method)\(time); "
                + length(outage)
        }
    }

    /// Those of a mass drop stand in its line.
    var backByThemselves: [String] {
        handover.backByThemselves.filter { massDrops[$0.key] == nil }.map { outage in
            "\(outage.title) at \(clock.time(outage.end(or: handover.until), besides: handover.until)); \(length(outage))"
        }
    }

    var stopped: [String] {
        handover.stopped.map {
            "\($0.title) at \(clock.time($0.end(or: handover.until), besides: handover.until)); \(length($0))"
        }
    }

    private func length(_ outage: Outage) -> String {
        let times = handover.drops[outage.key].flatMap { $0 > 1 ? ", \($0) drops" : nil } ?? ""
        guard outage.began != nil || outage.end(or: handover.until) > outage.seen else {
            return "down since before\(times)"
        }
        let least = outage.began == nil ? "at least " : ""
        return "down \(least)\(Lengths.words(outage.length(until: handover.until)))\(times)"
    }

    var gateways: [String] {
        handover.gateways.map { outage in
            let reason = outage.reason.map { ": \($0.text)" } ?? ""
            let from = clock.time(outage.began, besides: handover.until)
            guard let until = outage.until else { return "\(outage.gateway) since \(from)\(reason)" }
            let length = Lengths.words(.seconds(until.timeIntervalSince(outage.began)))
            return "\(outage.gateway) \(from) to \(clock.time(until, besides: handover.until)), \(length)\(reason)"
        }
    }

    var people: [String] {
        handover.people.map { person, work in
            var parts = Act.allCases.compactMap { act in
                work.acts[act].map { "\(act.rawValue)\($0 == 1 ? "" : " × \($0)")" }
            }
            if work.attempts > 0 { parts.append("\(work.attempts) link \(work.attempts == 1 ? "try" : "tries")") }
            if work.wrongNumbers > 0 {
                parts.append("\(work.wrongNumbers) linked to a wrong number")
            }
            return "\(person.words): \(parts.joined(separator: ", "))"
        }.sorted()
    }
}

extension Outage {
    /// `Store 7 (gowa-1/store-7)`, or the key alone where that is all there is.
    fileprivate var title: String {
        name.isEmpty || name.text == key.id ? key.shown.text : "\(name.text) (\(key.shown))"
    }
}

extension Person {
    /// `ana@10.0.0.7`
    public var words: String { origin.map { "\(user.text)@\($0.text)" } ?? user.text }
}

extension Person? {
    var words: String { self?.words ?? "somebody" }
}
