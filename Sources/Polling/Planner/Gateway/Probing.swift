import Fleet

/// The one request that stands for a gateway in trouble.
extension Lane {
    /// Looks no further for somebody who may be asked than this; the next search goes on where this one ended.
    private static let reach = 16

    mutating func startProbe(at now: Instant, ids: inout PollRequest.ID, into actions: inout [PollAction]) {
        guard let trouble = outage.trouble, trouble.probe == nil, trouble.probeAt <= now, hasRoom, isActive else {
            return
        }
        var probe: PollRequest?
        if policy.lists {
            guard list.inFlight == 0 else { return outage.postponeProbe(to: now + Floor.gap) }
            guard listFloor.opensAt <= now else { return outage.postponeProbe(to: listFloor.opensAt) }
            probe = startList(.probe, at: now, ids: &ids)
        } else {
            guard let slot = findProbe(besides: trouble.suspect, at: now) else { return }
            probe = start(slot, .status, .probe, at: now, ids: &ids)
        }
        guard let probe else { return }
        outage.probeStarted(probe.id)
        actions.append(.start(probe))
    }

    /// Somebody whose floor and hold allow it now, taking turns, and not the suspect where there is another.
    /// Finding none puts the probe off until the first of those it looked at may be asked.
    private mutating func findProbe(besides suspect: Int?, at now: Instant) -> Int? {
        var soonest: Instant?
        var looked = 0
        for _ in 0..<instances.count where looked < Self.reach {
            probeCursor = (probeCursor + 1) % instances.count
            let instance = instances[probeCursor]
            guard instance.isWatched, !instance.isAskedAtLength, slots.count == 1 || probeCursor != suspect else {
                continue
            }
            looked += 1
            var allowed = instance.allowedAt
            // Its own status under way is an answer to wait for, or a hung one to be given up.
            if instance.status.inFlight > 0 { allowed = max(allowed, now + Floor.gap) }
            if let wait = instance.status.retry.throttledUntil { allowed = max(allowed, wait) }
            if allowed <= now { return probeCursor }
            soonest = soonest.map { min($0, allowed) } ?? allowed
        }
        outage.postponeProbe(to: soonest ?? now + Floor.gap)
        return nil
    }
}
