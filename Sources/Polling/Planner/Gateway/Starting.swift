import Fleet

/// What starts when.
extension Lane {
    /// While both have something due, every so many starts one is the background's: people first, nobody starves.
    static let backgroundShare = 4

    mutating func startDue(at now: Instant, ids: inout PollRequest.ID, into actions: inout [PollAction]) {
        while let lost = flights.popLost(at: now) {
            actions.append(.abandon(lost.request))
            let failure = GatewayFailure(.unreachable, "No answer, long after the time limit.")
            settle(lost, .failed(failure), startedAt: lost.request.startedAt, at: now)
        }
        if let pause = throttle.pausedUntil, pause <= now {
            throttle.resume()
            resume(at: now)
        }
        guard throttle.pausedUntil == nil else { return }
        if outage.trouble != nil {
            startProbe(at: now, ids: &ids, into: &actions)
            return
        }
        if hasRoom, let at = listAt, at <= now {
            startList(.automatic, at: now, ids: &ids).map { actions.append(.start($0)) }
        }
        while hasRoom, let slot = popDue(at: now) {
            guard let (ask, due) = instances[slot].nearest(policy), due <= now,
                let request = start(slot, ask, origin(of: slot, ask, at: now), due: due, at: now, ids: &ids)
            else {
                replan(slot)
                continue
            }
            actions.append(.start(request))
        }
    }

    private mutating func popDue(at now: Instant) -> Int? {
        let waits = urgent.next.map { $0 <= now } ?? false
        if waits, let other = background.next, other <= now {
            turn = (turn + 1) % Self.backgroundShare
            return turn == 0 ? background.popDue(at: now) : urgent.popDue(at: now)
        }
        return waits ? urgent.popDue(at: now) : background.popDue(at: now)
    }

    /// The only way by which a request about an instance starts. `nil` when the floor is closed.
    mutating func start(
        _ slot: Int, _ ask: Ask, _ origin: PollRequest.Origin, due: Instant? = nil, at now: Instant,
        ids: inout PollRequest.ID
    ) -> PollRequest? {
        if origin == .person {
            instances[slot].floor.noteStart(at: now)
        } else {
            guard instances[slot].floor.admit(at: now) else { return nil }
        }
        instances[slot][ask].start(at: now, due: due, every: closeRound(of: slot, ask))
        if ask == .status { (instances[slot].doubtedSince, instances[slot].hasChanged) = (nil, false) }
        let subject = Observation.Subject.instance(instances[slot].key)
        let request = PollRequest(
            id: ids, subject: subject, ask: ask, origin: origin, startedAt: now, lane: index)
        add(request, slot, generation: instances[slot].generation, ids: &ids)
        replan(slot)
        return request
    }

    /// The only way by which a list starts. `nil` when the floor is closed or one is under way.
    mutating func startList(
        _ origin: PollRequest.Origin, at now: Instant, ids: inout PollRequest.ID
    ) -> PollRequest? {
        guard list.inFlight == 0 else { return nil }
        if origin == .person {
            listFloor.noteStart(at: now)
        } else {
            guard listFloor.admit(at: now) else { return nil }
        }
        list.start(at: now)
        let request = PollRequest(
            id: ids, subject: .gateway(name), ask: .list, origin: origin, startedAt: now, lane: index)
        add(request, nil, generation: 0, ids: &ids)
        return request
    }

    /// Where a list covers its status, only a wish or a doubt asks for that.
    private func origin(of slot: Int, _ ask: Ask, at now: Instant) -> PollRequest.Origin {
        let instance = instances[slot]
        guard ask == .status, policy.lists, !instance.isClose, instance.doubtedSince != nil,
            instance.status.wishes.earliest.map({ $0 > now }) ?? true
        else { return .automatic }
        return .doubt
    }

    /// Idle rounds have their fixed turns; only closer ones make up for being late.
    private func closeRound(of slot: Int, _ ask: Ask) -> Duration? {
        instances[slot].isClose ? instances[slot].round(ask, policy) : nil
    }

    private mutating func add(_ request: PollRequest, _ slot: Int?, generation: UInt64, ids: inout PollRequest.ID) {
        ids += 1
        flights.add(.init(request: request, slot: slot, generation: generation), limit: policy.pacing.longestAnswer)
    }
}
