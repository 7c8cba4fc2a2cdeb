import Fleet

/// What the screen wants to know of the plan.
extension Planner {
    /// When the next automatic requests about an instance are planned. `nil` for one that is not watched.
    func due(_ key: InstanceKey) -> DueTimes? {
        guard let (lane, slot) = find(key) else { return nil }
        return lanes[lane].due(slot)
    }

    /// When a gateway is listed next, as the status of all its instances.
    func due(gateway: String) -> DueTimes? {
        guard let lane = lane(named: gateway), lane.isActive else { return nil }
        return lane.listDue
    }

    func health(of gateway: String) -> GatewayHealth {
        guard let lane = lane(named: gateway) else { return GatewayHealth(gateway: gateway) }
        let trouble = lane.outage.trouble
        return GatewayHealth(
            gateway: gateway, reachable: trouble?.confirmed != true, failure: trouble?.failure, since: trouble?.since,
            nextProbe: trouble.flatMap { $0.probe == nil ? $0.probeAt : nil }, inFlight: lane.flights.count)
    }
}

extension Lane {
    /// When whatever holds up the whole gateway is looked at again.
    var openAgainAt: Instant? {
        guard let trouble = outage.trouble else { return throttle.pausedUntil }
        return max(trouble.probeAt, throttle.pausedUntil ?? trouble.probeAt)
    }

    var listDue: DueTimes {
        let list = policy.lists ? max(listPlannedAt, openAgainAt ?? listPlannedAt) : nil
        return DueTimes(status: list, code: nil, account: nil, round: policy.pacing.idleStatus)
    }

    /// The order and the distance in which the floor will let what is due pass.
    func due(_ slot: Int) -> DueTimes {
        let instance = instances[slot]
        let round = instance.round(.status, policy) ?? policy.pacing.idleStatus
        var times = DueTimes(status: nil, code: nil, account: nil, round: round)
        var opensAt = max(instance.allowedAt, openAgainAt ?? instance.allowedAt)
        let planned = instance.asks.compactMap { ask in instance.due(ask, policy).map { (ask: ask, due: $0) } }
        // The sort is stable in effect: equal times keep the order of `asks`.
        let order = planned.enumerated().sorted { ($0.element.due, $0.offset) < ($1.element.due, $1.offset) }
        for (ask, due) in order.map(\.element) {
            let at = max(due, opensAt)
            opensAt = at + Floor.gap
            switch ask {
            case .code: times.code = at
            case .account: times.account = at
            case .status, .list: times.status = at
            // Nobody counts down to it, but the others keep their distance.
            case .passkey: break
            }
        }
        if times.status == nil { times.status = listDue.status }
        return times
    }
}
