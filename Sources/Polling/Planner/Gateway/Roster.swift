import Fleet
import Gateways

/// Which instances of the gateway are watched.
extension Lane {
    /// Exactly these ids from now on, new ones in this order.
    mutating func watch(_ ids: [String], _ abilities: Abilities, _ pacing: Pacing, at now: Instant) {
        let old = policy
        if !isActive { listedSince = now }
        isActive = true
        policy.canList = abilities.lists
        policy.codeMayBePolled = abilities.codeMayBePolled
        policy.pacing = pacing
        policy.codeOpensLink = abilities.codeOpensLink
        let isNewPolicy =
            old.pacing != pacing || old.canList != policy.canList || old.codeMayBePolled != policy.codeMayBePolled
        let wanted = Set(ids)
        for (id, slot) in slots where !wanted.contains(id) { remove(id, slot, at: now) }
        departed = departed.filter { $0.value.opensAt > now }
        for id in ids where slots[id] == nil { add(id, at: now) }
        for slot in instances.indices { instances[slot].codeOpensLink = policy.codeOpensLink }
        if isNewPolicy { replanAll() }
    }

    /// The gateway left the configuration.
    mutating func leave(at now: Instant) {
        for (id, slot) in slots { remove(id, slot, at: now) }
        isActive = false
        outage.end()
    }

    private mutating func add(_ id: String, at now: Instant) {
        let slot = free.popLast() ?? instances.count
        generation += 1
        let instance = Watched(
            key: InstanceKey(gateway: name, id: id), slot: slot, generation: generation,
            floor: departed.removeValue(forKey: id) ?? Floor(), at: now)
        if slot == instances.count { instances.append(instance) } else { instances[slot] = instance }
        slots[id] = slot
        replan(slot)
    }

    private mutating func remove(_ id: String, _ slot: Int, at now: Instant) {
        if instances[slot].floor.opensAt > now { departed[id] = instances[slot].floor }
        instances[slot].isWatched = false
        slots[id] = nil
        free.append(slot)
        replan(slot)
    }
}
