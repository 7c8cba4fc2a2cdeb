import Fleet
import FoundationEssentials

/// What one command learned about one instance.
struct InstanceReport: Hashable, Sendable {
    var key: InstanceKey
    var kind: GatewayKind
    var label: CleanText?
    var expectedPhone: PhoneNumber?
    var state = LinkState.unknown
    /// The gateway's own word.
    var raw: CleanText?
    var riders: Set<Rider> = []
    /// When this state was first seen: by a command that keeps watching, or by whoever wrote it into the journal.
    var since: Date?
    var observedAt: Date?
    var source: FactSource?
    var account: Account?
    var reason: CleanText?
    /// Answers in a row that contradict themselves.
    var contradictions = 0
    /// Why there is no fresh answer.
    var failure: GatewayFailure?

    init(_ key: InstanceKey, _ kind: GatewayKind, _ configured: InstanceConfiguration?) {
        self.key = key
        self.kind = kind
        label = configured?.label
        expectedPhone = configured?.phone
    }

    mutating func take(_ reading: StatusReading, from source: FactSource, at date: Date) {
        state = reading.state
        raw = reading.raw
        riders = reading.riders
        // Once can be a phone that is linking just now.
        contradictions = reading.contradictsItself ? contradictions + 1 : 0
        if contradictions >= 2 { riders.insert(.clash) }
        account = reading.account
        reason = reading.reason
        self.source = source
        observedAt = date
        failure = nil
        markMismatch()
    }

    /// Takes in whose account it is, where that is asked by itself.
    mutating func take(_ account: Account) {
        self.account = account
        markMismatch()
    }

    private mutating func markMismatch() {
        guard let expectedPhone, let linked = account?.phone else { return }
        if linked.canonicalKey != expectedPhone.canonicalKey {
            riders.insert(.mismatch)
        } else {
            riders.remove(.mismatch)
        }
    }

    /// Takes its row of a list; `nil` when the list has none, which is as good as an answer.
    mutating func take(_ row: StatusReading?, at date: Date) {
        if let row { return take(row, from: .list, at: date) }
        state = .missing
        raw = nil
        account = nil
        riders = []
        contradictions = 0
        reason = nil
        source = .list
        observedAt = date
        failure = nil
    }

    mutating func take(_ failure: GatewayFailure, at date: Date) {
        switch failure.kind {
        case .notFound:
            // The gateway answered: it does not know this instance.
            state = .missing
            raw = nil
            account = nil
            riders = []
            contradictions = 0
            reason = failure.message
            source = .status
            observedAt = date
            self.failure = nil
        case .notReady(let reading?): take(reading, from: .status, at: date)
        default: self.failure = failure
        }
    }

    /// The word on screen: the gateway's own where ours is none.
    var word: String {
        if failure != nil, observedAt == nil { return "?" }
        return state == .unknown ? raw.map { $0.isEmpty ? state.word : $0.text } ?? state.word : state.word
    }
}

extension [InstanceReport] {
    /// Marks answers that contradict themselves, where no second one will be asked for.
    mutating func markClashes() {
        for index in indices where self[index].contradictions > 0 { self[index].riders.insert(.clash) }
    }

    /// Marks numbers that are linked in more than one row.
    mutating func markDuplicates() {
        let linked = self.compactMap { $0.account?.phone?.canonicalKey }
        let twice = Dictionary(grouping: linked, by: \.self).filter { $0.value.count > 1 }
        for index in indices {
            let isDuplicate = self[index].account?.phone.map { twice[$0.canonicalKey] != nil } ?? false
            if isDuplicate { self[index].riders.insert(.duplicate) } else { self[index].riders.remove(.duplicate) }
        }
    }
}
