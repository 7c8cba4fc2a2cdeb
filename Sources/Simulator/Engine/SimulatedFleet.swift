import Fleet

/// The instances of one gateway, found by id in constant time.
struct SimulatedFleet: Sendable {
    private var instances: [SimulatedInstance?] = []
    private var places: [String: Int] = [:]

    init(_ instances: [SimulatedInstance] = []) {
        for instance in instances { add(instance) }
    }

    var count: Int { places.count }

    /// In the order in which they were added.
    var ids: [String] { instances.compactMap { $0?.id } }

    func contains(_ id: String) -> Bool { places[id] != nil }

    mutating func add(_ instance: SimulatedInstance) {
        places[instance.id] = instances.count
        instances.append(instance)
    }

    /// `false` when there is none with this id.
    mutating func delete(_ id: String) -> Bool {
        guard let place = places.removeValue(forKey: id) else { return false }
        instances[place] = nil
        return true
    }

    /// Changes one instance in its place; `nil` when there is none with this id.
    mutating func with<Result>(_ id: String, _ body: (inout SimulatedInstance) -> Result) -> Result? {
        guard let place = places[id], instances[place] != nil else { return nil }
        return body(&instances[place]!)
    }

    /// Asks one after the other until one says `true`.
    mutating func first(where body: (inout SimulatedInstance) -> Bool) -> String? {
        for place in instances.indices where instances[place] != nil {
            if body(&instances[place]!) { return instances[place]!.id }
        }
        return nil
    }
}
