import Fleet
import FoundationEssentials
import Polling

/// What a watch has told so far: takes in what comes back, and gives out what is new.
struct WatchBoard {
    enum News: Hashable, Sendable {
        /// `before` is `nil` for the first sight of an instance.
        case change(InstanceReport, before: InstanceReport?)
        /// One sentence about a whole gateway.
        case trouble(String)
    }

    private let connection: FleetConnection
    /// `nil` for the whole fleet.
    private let wanted: Set<InstanceKey>?
    /// What a gateway calls the instances that were found there, by its name and their ids.
    private let labels: [String: [String: CleanText]]
    private var rows: [InstanceKey: InstanceReport] = [:]
    private var misses: [InstanceKey: Int] = [:]
    private var rounds: [String: Duration] = [:]
    private var troubles: [String: String] = [:]

    /// Rounds without a fresh answer after which a row is stale.
    private static let roundsUntilStale = 3

    init(_ connection: FleetConnection, of keys: [InstanceKey]?, labels: [String: [String: CleanText]] = [:]) {
        self.connection = connection
        self.labels = labels
        wanted = keys.map(Set.init)
    }

    mutating func take(_ report: PollReport, at date: Date) -> [News] {
        switch report {
        case .health(let health):
            return tell(health) + stale(at: health.gateway, date)
        case .observed(let observation, let due):
            var news: [News] = []
            switch observation.subject {
            case .gateway(let name):
                rounds[name] = due.round
                if case .list(let listed) = observation.outcome { news = take(listed, of: name, at: date) }
                news += stale(at: name, date)
            case .instance(let key):
                rounds[key.gateway] = due.round
                news = take(observation, about: key, at: date) + stale(at: key.gateway, date)
            }
            return news
        }
    }

    private mutating func take(_ observation: Observation, about key: InstanceKey, at date: Date) -> [News] {
        switch observation.outcome {
        case .status(let reading): change(key, at: date) { $0.take(reading, from: .status, at: date) }
        case .account(let account?): change(key, at: date) { $0.take(account) }
        case .failed(let failure) where observation.ask == .status && failure.kind != .cancelled:
            change(key, at: date) { $0.take(failure, at: date) }
        default: []
        }
    }

    private mutating func take(_ listed: [ListedInstance], of gateway: String, at date: Date) -> [News] {
        let byID = Dictionary(listed.map { ($0.id, $0) }) { first, _ in first }
        let configured = connection.gateways[gateway]?.configuration.instances.map(\.id) ?? []
        var seen = Set<String>()
        // Rows that were there before and are not listed any more were deleted.
        let gone = rows.keys.filter { $0.gateway == gateway }.map(\.id).sorted()
        let ids = (configured + listed.map(\.id) + gone).filter { seen.insert($0).inserted }
        return ids.flatMap { id -> [News] in
            let key = InstanceKey(gateway: gateway, id: id)
            guard wanted?.contains(key) ?? true else { return [] }
            return change(key, at: date) { report in
                report.label = report.label ?? byID[id]?.label
                report.take(byID[id]?.status, at: date)
            }
        }
    }

    private mutating func change(
        _ key: InstanceKey, at date: Date, _ change: (inout InstanceReport) -> Void
    ) -> [News] {
        let before = rows[key]
        guard var now = before ?? connection.blankReport(key) else { return [] }
        now.label = now.label ?? labels[key.gateway]?[key.id]
        change(&now)
        // Some vendors tell the account by itself; a state without one takes nothing back while the link stands.
        if let known = before?.account, now.account == nil, now.state == .working, before?.state == .working {
            now.take(known)
        }
        if now.failure == nil {
            misses[key] = 0
            now.riders.remove(.stale)
            now.since = before?.state == now.state ? before?.since : before.map { _ in date }
        } else {
            // The last state stays; only its age tells.
            misses[key, default: 0] += 1
            if misses[key, default: 0] >= Self.roundsUntilStale { now.riders.insert(.stale) }
        }
        rows[key] = now
        return before?.isTold(like: now) == true ? [] : [.change(now, before: before)]
    }

    /// Rows that nobody has answered for in a long time, such as behind a gateway that is down.
    private mutating func stale(at gateway: String, _ date: Date) -> [News] {
        guard troubles[gateway] != nil, let round = rounds[gateway] else { return [] }
        let limit = round.inSeconds * Double(Self.roundsUntilStale)
        return rows.values.sorted { $0.key < $1.key }.compactMap { before in
            guard before.key.gateway == gateway, !before.riders.contains(.stale), let seen = before.observedAt,
                date.timeIntervalSince(seen) > limit
            else { return nil }
            var now = before
            now.riders.insert(.stale)
            rows[before.key] = now
            return .change(now, before: before)
        }
    }

    private mutating func tell(_ health: GatewayHealth) -> [News] {
        let before = troubles[health.gateway]
        let sentence = health.failure.map { CommandFailure($0, of: health.gateway).message }
        troubles[health.gateway] = sentence
        if let sentence { return sentence == before ? [] : [.trouble(sentence)] }
        return before == nil ? [] : [.trouble("\(health.gateway) answers again")]
    }
}

extension InstanceReport {
    /// Whether there is nothing new to tell: times do not count.
    fileprivate func isTold(like other: InstanceReport) -> Bool {
        var left = self
        var right = other
        left.observedAt = nil
        right.observedAt = nil
        left.source = nil
        right.source = nil
        // The flag tells.
        left.contradictions = 0
        right.contradictions = 0
        return left == right
    }
}
