import Fleet

/// A list may be wrong about an instance, where its gateway lists what is on record. The instance itself is asked
/// then, a few of them a round: what that costs grows with the gateways, as lists do, and not with the instances.
extension Lane {
    /// At most so many instances are asked a round because of a list.
    static let doubtsPerRound = 4

    /// What a list says of its own word for an instance.
    mutating func learnDoubt(_ slot: Int, _ isDoubtful: Bool) {
        instances[slot].isDoubtful = isDoubtful
        guard !isDoubtful, instances[slot].doubtedSince != nil else { return }
        instances[slot].doubtedSince = nil
        replan(slot)
    }

    /// After a list. One that came between two rounds is not made use of: whoever asks for lists more often gets no
    /// more answers of instances for it.
    mutating func chooseDoubts(at now: Instant) {
        guard policy.lists, doubtedAt.map({ now >= policy.turn(after: $0, of: 0) }) ?? true else { return }
        doubtedAt = now
        let room = max(1, min(Self.doubtsPerRound, policy.pacing.concurrency / 2))
        // The first of all, in their order; what was chosen before and had no turn has to be among them again.
        var first: [Doubt] = []
        for slot in slots.values {
            let wasChosen = instances[slot].doubtedSince != nil
            instances[slot].doubtedSince = nil
            if wasChosen { replan(slot) }
            guard let doubt = instances[slot].doubt(at: now) else { continue }
            guard first.count < room || doubt < first[room - 1] else { continue }
            first.insert(doubt, at: first.firstIndex { doubt < $0 } ?? first.count)
            if first.count > room { first.removeLast() }
        }
        for doubt in first {
            instances[doubt.slot].doubtedSince = now
            replan(doubt.slot)
        }
    }
}

/// Whose turn it is to be asked first: whose state just changed, then whoever was asked the longest time ago, and of
/// those that never were, what is on the screen.
struct Doubt: Comparable {
    var hasChanged: Bool
    var askedAt: Instant?
    var isVisible: Bool
    var slot: Int

    static func < (left: Doubt, right: Doubt) -> Bool {
        if left.hasChanged != right.hasChanged { return left.hasChanged }
        if left.askedAt != right.askedAt {
            guard let mine = left.askedAt, let other = right.askedAt else { return left.askedAt == nil }
            return mine < other
        }
        return left.isVisible == right.isVisible ? left.slot < right.slot : left.isVisible
    }
}

extension Watched {
    /// `nil` where there is none, where it is asked in any case, or may not be asked now.
    fileprivate func doubt(at now: Instant) -> Doubt? {
        guard isDoubtful, !isClose, !isAskedAtLength, acts == 0, status.inFlight == 0, status.wishes.isEmpty,
            hold.map({ $0 <= now }) ?? true, status.retry.notBefore.map({ $0 <= now }) ?? true
        else { return nil }
        return Doubt(hasChanged: hasChanged, askedAt: status.started, isVisible: isVisible, slot: slot)
    }
}
