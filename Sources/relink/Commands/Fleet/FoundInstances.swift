import Fleet
import Gateways

/// The instances of a gateway whose list tells which there are, and not what they are in: what is configured first.
struct FoundInstances: Sendable {
    var ids: [String]
    /// As the gateway names those that have no label of their own.
    var labels: [String: CleanText] = [:]
    /// Why there is no list; what is configured can be asked all the same.
    var failure: CommandFailure?

    /// Lists, after the floor of this gateway.
    init(_ open: OpenGateway) async {
        ids = open.configuration.instances.map(\.id)
        switch await open.list() {
        case .success(let rows):
            let known = Set(ids)
            ids += rows.map(\.id).filter { !known.contains($0) }
            for row in rows { labels[row.id] = row.label }
        case .failure(let failure): self.failure = CommandFailure(failure, of: open.name)
        }
    }
}

extension FleetConnection {
    /// What every gateway finds that has to be asked, by its name.
    func discover() async -> [String: FoundInstances] {
        let open = gateways.values.filter { $0.gateway.abilities.discovers }
        let found = await concurrently(open, limit: open.count) { ($0.name, await FoundInstances($0)) }
        return Dictionary(found) { first, _ in first }
    }
}
