import Configuration
import Fleet

/// INSTANCE as it is typed, found among what the configuration and the journal know: no gateway is asked.
struct JournalNames {
    /// What every instance is called; several may share a name.
    let known: [InstanceKey: CleanText]

    /// - Parameter configuration: `nil` where it cannot be read; the journal outlives its instances anyway.
    init(written: [InstanceKey: CleanText], configuration: FleetConfiguration?) {
        var known = written
        for gateway in configuration?.gateways ?? [] {
            for instance in gateway.instances {
                let key = InstanceKey(gateway: gateway.name, id: instance.id)
                known[key] = instance.label ?? known[key] ?? CleanText(instance.id)
            }
        }
        self.known = known
    }

    /// All that a name stands for: a journal may well tell of several.
    func keys(for name: String) throws(CommandFailure) -> Set<InstanceKey> {
        let keys = known.keys.filter { $0.description == name || $0.id == name }
        if !keys.isEmpty { return Set(keys) }
        let labelled = known.filter { $0.value.text.lowercased() == name.lowercased() }.map(\.key)
        if !labelled.isEmpty { return Set(labelled) }
        let words = known.flatMap { [$0.key.description, $0.key.id, $0.value.text] }
        let hint = NearestName.of(name, among: words).map { "; did you mean “\($0)”?" } ?? ""
        throw CommandFailure(.usage, "the journal knows no instance “\(CleanText(name, limit: 60))”\(hint)")
    }
}
