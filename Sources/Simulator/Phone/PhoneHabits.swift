/// What the person with the phone does, and how fast.
struct PhoneHabits: Hashable, Sendable {
    /// From the first sight of a code to the scan; `nil` for somebody who never scans.
    var scansAfter: Duration?
    /// From the request for a pairing code to its last character typed; `nil` for somebody who never types.
    var typesAfter: Duration?

    /// Switched off, or in somebody's other jacket.
    static let off = PhoneHabits(scansAfter: nil, typesAfter: nil)

    /// At hand: about 12 seconds to scan, 18 to type.
    static let atHand = PhoneHabits(scansAfter: .seconds(12), typesAfter: .seconds(18))
}
