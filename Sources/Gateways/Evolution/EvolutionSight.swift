import Fleet

/// What is known of one instance, and what it means. Evolution tells the state in one word, and the word alone
/// leaves open what to do: `connecting` is said while a QR waits and while a linked phone comes back, and `close`
/// of everything from a ban to an instance that nobody ever linked.
///
/// The record helps: version 2 writes `connecting` into it when a QR has been made, `open` when a phone has been
/// linked, and `close` together with the reason. Reconnecting leaves it alone, and so does whatever takes the instance
/// out of the gateway's memory: the record may be old, so that the instance's own word counts until the record changes.
struct EvolutionSight: Sendable {
    private(set) var row: EvolutionRow?
    /// The last word of the instance itself.
    private(set) var word: String?
    /// When the instance said that.
    private(set) var heardAt: Instant?
    /// The row was read before the word changed.
    private var rowIsOld = true
    /// The row has changed since the word was told.
    private var wordIsOld = false
    /// Was open, and has not been seen closed since.
    private var wasOpen = false
    /// Whose pairing codes it makes, as far as we asked for them.
    private(set) var pairingFor: PhoneNumber?
    /// Closed by us, and about to be opened again for a pairing code.
    var isReopening = false

    /// - Parameter besideWord: read because of the word, right after it.
    mutating func see(_ row: EvolutionRow, besideWord: Bool = false) {
        // Version 1 keeps no record: its list tells what is so now.
        let isNews = row.isNested || row != self.row
        let wasClosedBetween = self.row.map { $0.closedAt != row.closedAt } ?? false
        self.row = row
        rowIsOld = false
        guard isNews else { return }
        if wasClosedBetween || row.word == "close" || row.word == "connecting" && !row.isNested { wasOpen = false }
        if row.word == "open" { wasOpen = !besideWord || word != "close" }
        if !besideWord { wordIsOld = true }
    }

    mutating func see(word: String, at now: Instant) {
        if word != self.word { rowIsOld = true }
        self.word = word
        heardAt = now
        wordIsOld = false
        switch word {
        case "open":
            wasOpen = true
            pairingFor = nil
        case "close":
            wasOpen = false
            pairingFor = nil
        default: break
        }
    }

    mutating func beginPairing(for phone: PhoneNumber) { pairingFor = phone }

    /// Whether the row has to be read before the word means anything.
    var needsRow: Bool {
        guard row?.isNested != true else { return false }
        switch word {
        case "close": return rowIsOld
        // Until the record has it: the QR is not there yet.
        case "connecting": return !wasOpen && (rowIsOld || row?.word == "close" && row?.owner != nil)
        default: return false
        }
    }

    /// Whether asking for the QR disturbs nothing. From `close` it would open a new round of codes.
    var mayShowCode: Bool { word == "connecting" || word == nil && row?.word == "connecting" }

    /// By the instance's own word.
    var reading: StatusReading { reading(word, isFresh: !rowIsOld) }

    /// As a list tells it: by the row alone, unless the instance was heard after the row last changed.
    var listed: StatusReading { isByRecord ? reading(row?.word, isFresh: true) : reading }

    /// Whether a list tells what is on record, and not what the instance said itself.
    var isByRecord: Bool { word == nil || wordIsOld }

    private func reading(_ word: String?, isFresh: Bool) -> StatusReading {
        var reading = Self.reading(word, row, isFresh: isFresh, wasOpen)
        if isReopening, word == "close" { reading = StatusReading(state: .starting, raw: reading.raw) }
        return reading
    }

    private static func reading(
        _ word: String?, _ row: EvolutionRow?, isFresh: Bool, _ wasOpen: Bool
    ) -> StatusReading {
        guard let word, !word.isEmpty else {
            return StatusReading(
                state: .unknown, raw: "not loaded",
                reason: "On record at the gateway, but not in its memory; a restart of the gateway loads it")
        }
        var reading = StatusReading(state: .unknown, raw: CleanText(word, limit: 40))
        switch word.lowercased() {
        case "open":
            reading.state = .working
            // An older row may name the phone that was linked before.
            if isFresh, row?.word == "open" { reading.account = row?.owner }
        case "connecting":
            reading.state = connecting(row, wasOpen)
            if reading.state == .connecting { reading.account = row?.owner }
        case "close":
            let (state, code) = closed(row)
            reading.state = state
            let isUnwritten = row?.isNested == false && row?.word == "open"
            reading.reason = isUnwritten ? unwritten : EvolutionClosing.reason(code: code)
            reading.reasonCode = code
            if [.disconnected, .blocked].contains(reading.state) { reading.account = row?.owner }
        case "refused":
            reading.state = .failed
            reading.reason = "All QR codes were used up; start it when somebody is ready to scan"
        default: break
        }
        return reading
    }

    private static func connecting(_ row: EvolutionRow?, _ wasOpen: Bool) -> LinkState {
        guard !wasOpen, let row else { return .connecting }
        if row.isNested { return .awaitingLink }
        return switch row.word {
        case "connecting": .awaitingLink
        case "open": .connecting
        // The socket is coming up; whether there will be a QR shows when the record has it.
        default: row.owner == nil ? .awaitingLink : .starting
        }
    }

    private static func closed(_ row: EvolutionRow?) -> (LinkState, Int?) {
        switch row?.word {
        // On record a QR waits, or a phone is linked: this close has left no reason.
        case "connecting" where row?.isNested == false: (.loggedOut, 408)
        case "open" where row?.isNested == false: (.disconnected, nil)
        default:
            (EvolutionClosing.state(code: row?.closingCode, isPaired: row?.owner != nil), row?.closingCode)
        }
    }

    /// Nobody has written down that it closed: the sentence that stands in for a reason.
    static let unwritten: CleanText = "Closed, though its record still says open; if it stays so, restart it"
}
