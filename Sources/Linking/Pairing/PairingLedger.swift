public import Fleet
public import FoundationEssentials

/// Counts the pairing codes that were asked for, by whomever and across restarts.
///
/// WhatsApp stops answering numbers that ask too often, for hours, and tells nobody the limit. Seven codes in a row
/// are known to be too many and two a minute to be allowed, so that three in ten minutes are safe on both sides.
public struct PairingLedger: Hashable, Sendable {
    public private(set) var attempts: [PairingAttempt]

    public init(_ attempts: [PairingAttempt] = []) { self.attempts = attempts }

    /// Whether one more code may be asked for.
    public enum Verdict: Hashable, Sendable {
        /// `count` is which one it will be within the ten minutes, from 1.
        case free(count: Int)
        /// The last one is too young.
        case coolDown(until: Date)
        /// There were three in ten minutes; a QR costs nothing.
        case exhausted(until: Date)
    }

    /// - Parameter age: for how long an attempt counts.
    public struct Rules: Hashable, Sendable {
        public var coolDown: TimeInterval = 30
        public var most = 3
        public var age: TimeInterval = 600

        public init() {}
    }

    /// What counts for a number counts for its instance too: it is either that WhatsApp may be counting.
    public func verdict(
        for number: NumberFingerprint, on key: InstanceKey, at now: Date, rules: Rules = Rules()
    ) -> Verdict {
        let counted = attempts.filter {
            ($0.number == number || $0.key == key) && $0.at > now.addingTimeInterval(-rules.age) && $0.at <= now
        }.map(\.at).sorted()
        if counted.count >= rules.most {
            // Free again when the oldest of the last three has grown old.
            return .exhausted(until: counted[counted.count - rules.most].addingTimeInterval(rules.age))
        }
        if let last = counted.last, last.addingTimeInterval(rules.coolDown) > now {
            return .coolDown(until: last.addingTimeInterval(rules.coolDown))
        }
        return .free(count: counted.count + 1)
    }

    /// Of the attempt's own number, instance and time.
    public func verdict(on attempt: PairingAttempt) -> Verdict {
        verdict(for: attempt.number, on: attempt.key, at: attempt.at)
    }

    /// Whether nothing speaks against it.
    public func allows(_ attempt: PairingAttempt) -> Bool {
        if case .free = verdict(on: attempt) { true } else { false }
    }

    public mutating func add(_ attempt: PairingAttempt) {
        attempts.append(attempt)
        attempts.removeAll { $0.at < attempt.at.addingTimeInterval(-Rules().age) }
    }

    /// Of a request that made no code.
    public mutating func withdraw(_ attempt: PairingAttempt) {
        if let place = attempts.lastIndex(of: attempt) { attempts.remove(at: place) }
    }
}

extension GatewayFailure {
    /// Whether a pairing code that was asked for was never made: the gateway said "wait", or that it is linked, which is
    /// nothing that WhatsApp would count.
    public var madeNoCode: Bool {
        switch kind {
        case .notReady, .alreadyLinked: true
        default: false
        }
    }
}
