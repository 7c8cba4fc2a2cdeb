import Configuration
import Fleet
import Gateways

/// INSTANCE as it is typed: `gateway/id`, or an id or label that is unique in the fleet.
struct InstanceName: Sendable {
    let connection: FleetConnection
    /// What listing gateways said they hold, by gateway.
    private let listed: [String: Result<[ListedInstance], CommandFailure>]

    /// The gateways that have to be opened to find these names; an empty list stands for the whole fleet.
    static func gateways(named names: [String], in configuration: FleetConfiguration) -> Set<String> {
        let all = Set(configuration.gateways.map(\.name))
        let named = names.map { split($0, among: all)?.gateway }
        return named.isEmpty || named.contains(nil) ? all : Set(named.compactMap(\.self))
    }

    /// Turns names into keys, each once. Only names without a gateway cost a request: one list where there is one.
    ///
    /// - Parameter forActing: refuses a name when a gateway that may hold another of that name cannot be asked.
    static func resolve(
        _ names: [String], in connection: FleetConnection, forActing: Bool = false
    ) async throws(CommandFailure) -> [InstanceKey] {
        let all = Set(connection.configuration.gateways.map(\.name))
        let needsLists = names.contains { split($0, among: all) == nil }
        let resolver = InstanceName(connection: connection, listed: needsLists ? await lists(of: connection) : [:])
        var keys: [InstanceKey] = []
        for name in names {
            let key = try resolver.key(for: name, forActing: forActing)
            if !keys.contains(key) { keys.append(key) }
        }
        return keys
    }

    private static func split(_ name: String, among gateways: Set<String>) -> InstanceKey? {
        guard let slash = name.firstIndex(of: "/") else { return nil }
        let key = InstanceKey(gateway: String(name[..<slash]), id: String(name[name.index(after: slash)...]))
        return gateways.contains(key.gateway) && !key.id.isEmpty ? key : nil
    }

    private static func lists(of connection: FleetConnection) async -> [String: Result<
        [ListedInstance], CommandFailure
    >] {
        let listing = connection.gateways.values.filter(\.knowsMore)
        let answers = await concurrently(listing, limit: listing.count) { open in
            (open.name, await open.list().mapError { CommandFailure($0, of: open.name) })
        }
        var lists = Dictionary(uniqueKeysWithValues: answers)
        for (name, failure) in connection.unopened { lists[name] = .failure(failure) }
        return lists
    }

    private func key(for name: String, forActing: Bool) throws(CommandFailure) -> InstanceKey {
        let all = Set(connection.configuration.gateways.map(\.name))
        if let key = Self.split(name, among: all) {
            let open = try connection.gateway(key.gateway)
            // A vendor that lists may hold instances the configuration does not name: it answers for itself.
            guard open.knowsMore || open.configured(key.id) != nil else { throw unknown(name) }
            return key
        }
        let found = candidates.filter { $0.key.id == name }
        let matches = found.isEmpty ? candidates.filter { $0.label?.lowercased() == name.lowercased() } : found
        let keys = Set(matches.map(\.key)).sorted()
        if let key = keys.first, keys.count == 1 {
            if forActing, let unasked {
                throw CommandFailure(
                    unasked.status, "\(unasked.message)\n“\(name)” may not be the only one of that name: write \(key)")
            }
            return key
        }
        guard keys.isEmpty else {
            throw CommandFailure(
                .usage,
                "“\(name)” names \(keys.count) instances: write "
                    + keys.prefix(5).map(\.description).joined(separator: " or ") + (keys.count > 5 ? " or …" : ""))
        }
        if let unasked {
            throw CommandFailure(unasked.status, "\(unasked.message)\n“\(name)” was not found elsewhere")
        }
        throw unknown(name)
    }

    /// Why some gateways could not be asked what they hold; `nil` when all were.
    private var unasked: CommandFailure? {
        let failures = listed.sorted { $0.key < $1.key }.compactMap { entry -> CommandFailure? in
            if case .failure(let failure) = entry.value { failure } else { nil }
        }
        guard !failures.isEmpty else { return nil }
        return CommandFailure(
            ShellStatus.worst(failures.map(\.status)), failures.map(\.message).joined(separator: "\n"))
    }

    private var candidates: [(key: InstanceKey, label: String?)] {
        connection.configuration.gateways.flatMap { gateway in
            let configured = gateway.instances.map { (InstanceKey(gateway: gateway.name, id: $0.id), $0.label?.text) }
            let rows = (try? listed[gateway.name]?.get()) ?? []
            return configured + rows.map { (InstanceKey(gateway: gateway.name, id: $0.id), $0.label?.text) }
        }
    }

    private func unknown(_ name: String) -> CommandFailure {
        let shown = CleanText(name, limit: 60)
        var known: [String] = []
        for candidate in candidates {
            known += [candidate.key.description, candidate.key.id] + (candidate.label.map { [$0] } ?? [])
        }
        guard let nearest = NearestName.of(name, among: known) else {
            return CommandFailure(.usage, "there is no instance “\(shown)”; relink status lists them all")
        }
        return CommandFailure(.usage, "there is no instance “\(shown)”; did you mean “\(nearest)”?")
    }
}
