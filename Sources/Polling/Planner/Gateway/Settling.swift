import Fleet

/// What an answer, or its absence, means for its instance and for the gateway.
extension Lane {
    /// When its instance, or the list, is asked next. `nil` when the answer is no longer wanted: its instance is not
    /// watched any more, or it was given up before.
    mutating func finished(
        _ request: PollRequest, _ outcome: Observation.Outcome, startedAt: Instant, at now: Instant
    ) -> DueTimes? {
        guard let flight = flights.remove(request.id),
            settle(flight, outcome, startedAt: startedAt, at: now)
        else { return nil }
        return flight.slot.map { due($0) } ?? listDue
    }

    @discardableResult
    mutating func settle(
        _ flight: Flights.Flight, _ outcome: Observation.Outcome, startedAt: Instant, at now: Instant
    ) -> Bool {
        var isWanted = isActive
        if let slot = flight.slot {
            isWanted = instances[slot].isWatched && instances[slot].generation == flight.generation
            if isWanted {
                instances[slot][flight.request.ask].end()
                instances[slot].floor.noteStart(at: startedAt)
                instances[slot].learn(outcome, of: flight.request.ask, at: now, policy.pacing, &generator)
            }
        } else {
            list.end()
            listFloor.noteStart(at: startedAt)
            learnList(outcome, at: now)
        }
        learnGateway(flight, outcome, at: now)
        if let slot = flight.slot { replan(slot) }
        return isWanted
    }

    private mutating func learnList(_ outcome: Observation.Outcome, at now: Instant) {
        switch outcome {
        case .list(let rows):
            list.retry.reset()
            listRound += 1
            for row in rows {
                guard let slot = slots[row.id] else { continue }
                instances[slot].listedIn = listRound
                learnDoubt(slot, row.isDoubtful)
                learnRow(slot, at: now) { $0.learn(row.status, at: now) }
            }
            for slot in slots.values where instances[slot].listedIn != listRound {
                learnDoubt(slot, false)
                learnRow(slot, at: now) { $0.learn(.missing, account: nil, at: now) }
            }
            chooseDoubts(at: now)
        case .failed(let failure):
            switch failure.kind {
            case .cancelled, .unreachable, .server, .credentials: break
            case .unsupported:
                policy.listRefused = true
                replanAll()
            case .throttled(let retryAfter):
                let steps = policy.pacing.throttleSteps
                list.retry.wait({ Throttle.delay(retryAfter, $0, steps) }, from: now, .throttle)
            default: list.retry.wait(Steps.polite, from: now)
            }
        default: break
        }
    }

    /// Most rows say what they said before, and then nothing is to be planned anew.
    private mutating func learnRow(_ slot: Int, at now: Instant, _ learn: (inout Watched) -> Void) {
        let before = (instances[slot].state, instances[slot].accountKnown, instances[slot].isUnknownToGateway)
        learn(&instances[slot])
        let after = (instances[slot].state, instances[slot].accountKnown, instances[slot].isUnknownToGateway)
        guard before != after else { return }
        if let old = before.0, old != after.0 { instances[slot].hasChanged = true }
        replan(slot)
    }

    private mutating func learnGateway(_ flight: Flights.Flight, _ outcome: Observation.Outcome, at now: Instant) {
        let request = flight.request
        let isProbe = outage.trouble?.probe == request.id
        if case .failed(let failure) = outcome {
            if failure.kind == .cancelled {
                if isProbe { outage.probeLost() }
                return
            }
            if failure.concernsGateway { return learnTrouble(failure, flight, isProbe: isProbe, at: now) }
            if case .throttled(let retryAfter) = failure.kind {
                let record = flight.slot.map { instances[$0][request.ask] } ?? list
                throttle.refused(
                    flight.slot, retryAfter: retryAfter, until: record.retry.notBefore ?? now, at: now,
                    policy.pacing.throttleSteps)
            }
        }
        answeredAt = now
        // Answers to requests from before the trouble may have been on their way when it began.
        guard let trouble = outage.trouble, isProbe || request.startedAt > trouble.since else { return }
        outage.end()
        if trouble.confirmed { forgiveTrouble() }
        resume(at: now)
    }

    private mutating func learnTrouble(
        _ failure: GatewayFailure, _ flight: Flights.Flight, isProbe: Bool, at now: Instant
    ) {
        let steps = policy.pacing.troubleSteps
        if isProbe { return outage.probeFailed(failure, by: flight.slot, at: now, steps, &generator) }
        // Others were answered while this one was under way: then it is this instance's own trouble.
        guard isActive, outage.trouble == nil, answeredAt < flight.request.startedAt else { return }
        // The list that brought it about had been answered, and the next one speaks for the gateway.
        guard flight.request.origin != .doubt else { return }
        let isAlone = flight.slot == nil || (slots.count == 1 && !policy.lists)
        outage.begin(failure, by: flight.slot, confirmed: isAlone, at: now, steps, &generator)
    }

    /// What failed with the gateway did not fail by itself, and need not wait for itself.
    private mutating func forgiveTrouble() {
        for slot in instances.indices {
            for ask in Watched.asksWithPasskey where instances[slot][ask].retry.isTrouble {
                instances[slot][ask].retry.forgive()
            }
        }
    }
}
