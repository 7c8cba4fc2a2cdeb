public import Fleet
public import FoundationEssentials

/// Goes through the lines of a journal in their order and keeps account of who is down.
struct OutageWalk {
    private(set) var outages: [Outage] = []
    private(set) var gateways: [GatewayOutage] = []
    private(set) var people: [Person: PersonWork] = [:]
    /// Places in `outages` and `gateways` of what is open.
    private var open: [InstanceKey: Int] = [:]
    private var away: [String: Int] = [:]
    /// Instances whose last line said that they are linked.
    private var linked: Set<InstanceKey> = []
    /// Who opened the last link window of an instance.
    private var tried: [InstanceKey: Person] = [:]
    /// Instances that had a line of their own.
    private(set) var known: Set<InstanceKey> = []

    /// - Parameter counts: whether people's work in this line is counted; earlier lines only set the scene.
    mutating func take(_ entry: JournalEntry, counts: Bool) {
        switch entry.event {
        case .state(let from, let to, let reason, _):
            guard let key = entry.key else { return }
            change(key, entry, from, to, reason)
        case .gateway(let reachable, let reason): change(entry.gateway, reachable, reason, at: entry.at)
        case .act(let act, let failure):
            guard counts, let person = entry.person, failure == nil else { return }
            people[person, default: PersonWork()].acts[act, default: 0] += 1
        case .attempt(let attempt):
            if let key = entry.key, let place = open[key] {
                outages[place].attempt = Outage.Attempt(at: entry.at, method: attempt.method, person: entry.person)
                tried[key] = entry.person
            }
            if counts, let person = entry.person { people[person, default: PersonWork()].attempts += 1 }
        case .outcome(let outcome):
            end(outcome, entry, counts: counts)
        case .acknowledged, .note: break
        }
    }

    /// What the lines do not tell of, because it began before them.
    mutating func take(_ memory: InstanceMemory, of key: InstanceKey, named name: CleanText) {
        guard !known.contains(key), let state = memory.state, state != .working, state != .stopped,
            let seen = memory.downSince ?? memory.since
        else { return }
        outages.append(
            Outage(
                key: key, name: name, began: memory.downSince, seen: seen, state: state, reason: nil, ending: .open,
                wasProblem: state.isProblem))
    }

    private mutating func change(
        _ key: InstanceKey, _ entry: JournalEntry, _ from: LinkState?, _ to: LinkState, _ reason: CleanText?
    ) {
        known.insert(key)
        let wasLinked = linked.contains(key)
        if to == .working { linked.insert(key) } else { linked.remove(key) }
        guard let place = open[key] else {
            guard to != .working else {
                // It came back from what no line tells the beginning of.
                if let from, from != .stopped, !wasLinked {
                    outages.append(
                        Outage(
                            key: key, name: entry.name, began: nil, seen: entry.at, state: from, reason: nil,
                            ending: .back(entry.at), wasProblem: from.isProblem))
                }
                return
            }
            guard to != .stopped else { return }
            open[key] = outages.count
            outages.append(
                Outage(
                    key: key, name: entry.name, began: from == .working ? entry.at : nil, seen: entry.at, state: to,
                    reason: reason, ending: .open, wasProblem: to.isProblem))
            return
        }
        // Whoever is linked to a wrong number stays it through a restart, until that is unlinked.
        if outages[place].isWrongNumber {
            switch to {
            case .awaitingLink, .loggedOut, .awaitingPasskey: outages[place].isWrongNumber = false
            case .working:
                outages[place].state = to
                return
            default: break
            }
        }
        switch to {
        case .working: outages[place].ending = .back(entry.at)
        case .stopped: outages[place].ending = .stopped(entry.at)
        default:
            outages[place].state = to
            outages[place].reason = reason ?? (to.isProblem ? outages[place].reason : nil)
            outages[place].wasProblem = outages[place].wasProblem || to.isProblem
            return
        }
        open[key] = nil
    }

    /// A window that ends while the instance is still down did not bring it back.
    private mutating func end(_ outcome: LinkOutcome, _ entry: JournalEntry, counts: Bool) {
        guard let key = entry.key else { return }
        switch outcome.kind {
        case .mismatch: reopen(key, entry, outcome)
        case .evicted: if let place = open[key] { outages[place].isWrongNumber = false }
        case .held, .unproven:
            if let place = open[key], outages[place].isWrongNumber, outages[place].state == .working {
                outages[place].isWrongNumber = false
                outages[place].ending = .back(entry.at)
                open[key] = nil
            }
        default: break
        }
        if let place = open[key], outcome.kind != .held, outcome.kind != .unproven {
            outages[place].attempt?.hasEnded = true
        }
        if counts, outcome.kind == .mismatch, let person = tried[key] {
            people[person, default: PersonWork()].wrongNumbers += 1
        }
    }

    /// Linked to the wrong phone is as good as not linked: what had ended with it goes on.
    private mutating func reopen(_ key: InstanceKey, _ entry: JournalEntry, _ outcome: LinkOutcome) {
        known.insert(key)
        let place = open[key] ?? outages.lastIndex { $0.key == key && $0.isBack } ?? outages.count
        if place == outages.count {
            outages.append(
                Outage(
                    key: key, name: entry.name, began: nil, seen: entry.at, state: .working, reason: nil,
                    ending: .open, wasProblem: true))
        }
        open[key] = place
        outages[place].ending = .open
        outages[place].isWrongNumber = true
        outages[place].wasProblem = true
        outages[place].state = .working
        outages[place].reason = outcome.number.map { CleanText("linked to \($0.masked.text)") }
    }

    private mutating func change(_ name: String, _ reachable: Bool, _ reason: CleanText?, at: Date) {
        if reachable {
            guard let place = away.removeValue(forKey: name) else { return }
            gateways[place].until = at
        } else if away[name] == nil {
            away[name] = gateways.count
            gateways.append(GatewayOutage(gateway: name, began: at, until: nil, reason: reason))
        }
    }
}

/// One time that a gateway did not answer.
public struct GatewayOutage: Hashable, Sendable {
    public var gateway: String
    public var began: Date
    /// `nil` while it is still away.
    public var until: Date?
    public var reason: CleanText?
}

/// What one person did.
public struct PersonWork: Hashable, Sendable {
    /// Acts that the gateway took.
    public var acts: [Act: Int] = [:]
    /// Link windows opened and pairing codes asked for.
    public var attempts = 0
    public var wrongNumbers = 0
}
