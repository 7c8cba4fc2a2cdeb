import Fleet
import FoundationEssentials

/// What the journal holds of the fixture's fleet: a night with drops, a gateway that was away, and a relink.
enum Night {
    /// The fixture's first instant: 12:41:09 UTC.
    static let now = Date(timeIntervalSince1970: 1_795_264_869)

    private static let ana = Person(user: "ana", origin: "10.0.0.7")

    static let entries: [JournalEntry] = [
        change("B0C77D11E9AA", "Bakery Nile", nil, .working, 26),
        change("B0C77D11E9AA", "Bakery Nile", .working, .disconnected, 13.5, "phone off"),
        change("B0C77D11E9AA", "Bakery Nile", .disconnected, .working, 12.9),
        change("20AA91C3D4E5", "Hotel Front 1", .working, .loggedOut, 9.5, "phone logged out"),
        event(nil, "", .gateway(reachable: false, reason: "no answer in 30 s"), 9),
        event(nil, "", .gateway(reachable: true, reason: nil), 8.7),
        event("20AA91C3D4E5", "Hotel Front 1", .attempt(LinkAttempt(.qr)), 6.2, ana),
        change("20AA91C3D4E5", "Hotel Front 1", .loggedOut, .working, 6.18),
        event("20AA91C3D4E5", "Hotel Front 1", .outcome(LinkOutcome(.held, after: .seconds(52))), 6.175),
        change("A91F3C07D2E4", "Clinic North 02", .working, .failed, 3.25, "the engine gave up"),
        event("A91F3C07D2E4", "Clinic North 02", .act(.restart, failure: "not now"), 3.2, ana),
        change("B0C77D11E9AA", "Bakery Nile", .working, .loggedOut, 0.5, "phone logged out"),
        change("B0C77D11E9AA", "Bakery Nile", .loggedOut, .awaitingLink, 0.4),
    ]

    /// So many hours ago.
    private static func change(
        _ id: String, _ name: CleanText, _ from: LinkState?, _ to: LinkState, _ hours: Double,
        _ reason: CleanText? = nil
    ) -> JournalEntry {
        event(id, name, .state(from: from, to: to, reason: reason, source: .status), hours)
    }

    private static func event(
        _ id: String?, _ name: CleanText, _ event: JournalEvent, _ hours: Double, _ person: Person? = nil
    ) -> JournalEntry {
        JournalEntry(
            at: now - hours * 3600, gateway: "wawp-eu", instance: id, name: name, event: event, person: person)
    }
}
