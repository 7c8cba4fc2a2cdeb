import Fleet
import Simulator

/// Every word and state of each vendor, and what relink makes of it.
enum Vocabulary {
    static func of(_ kind: GatewayKind) -> [Utterance] {
        switch kind {
        case .wawp: wawp
        case .greenAPI: greenAPI
        case .gowa: gowa
        case .waha: waha
        case .evolution: evolution
        }
    }

    private static let ambiguous =
        "Unlinked by the phone, QR codes used up, or engine trouble: WAHA does not tell which"

    private static let wawp: [Utterance] = [
        Utterance(.nothing, .working, "WORKING"),
        Utterance(.befalls([.unload]), .stopped, "STOPPED"),
        Utterance(.befalls([.restart]), .starting, "STARTING"),
        Utterance(.neverLinked, .awaitingLink, "SCAN_QR_CODE"),
        Utterance(.befalls([.drop]), .awaitingLink, "SCAN_QR_CODE"),
        Utterance(.befalls([.crash]), .failed, "FAILED"),
        Utterance(.befalls([.ban]), .failed, "FAILED"),
        Utterance(.passkey(compared: false), .awaitingPasskey, "PASSKEY_REQUIRED"),
        Utterance(.passkey(compared: true), .awaitingPasskey, "PASSKEY_CONFIRMATION_REQUIRED"),
        Utterance(.befalls([.sleep]), .disconnected, "OFFLINE"),
        Utterance(.says("READY"), .working, "READY"),
        Utterance(.says("PAUSED"), .stopped, "PAUSED"),
        Utterance(.says("DISCONNECTED"), .disconnected, "DISCONNECTED"),
        Utterance(.saysUnlinked("LOGOUT"), .loggedOut, "LOGOUT"),
        Utterance(.says(" working "), .working, "working"),
        Utterance(.saysUnlinked("scan qr code"), .awaitingLink, "scan qr code"),
        Utterance(.says("HIBERNATING"), .unknown, "HIBERNATING"),
        Utterance(.removed, .missing, nil),
    ]

    private static let greenAPI: [Utterance] = [
        Utterance(.nothing, .working, "authorized"),
        Utterance(.neverLinked, .awaitingLink, "notAuthorized"),
        Utterance(.window, .awaitingLink, "notAuthorized"),
        Utterance(.befalls([.drop]), .awaitingLink, "notAuthorized"),
        Utterance(.befalls([.ban]), .blocked, "blocked"),
        Utterance(.befalls([.sleep]), .disconnected, "sleepMode"),
        Utterance(.befalls([.restart]), .starting, "starting"),
        Utterance(.befalls([.restrict]), .working, "yellowCard", flags: ["restricted"]),
        // The state does not tell; only the route of the codes does, and somebody has to ask that one.
        Utterance(.passkey(compared: false), .awaitingLink, "notAuthorized"),
        Utterance(.saysUnlinked("passkeyRequired"), .awaitingPasskey, "passkeyRequired"),
        Utterance(.saysUnlinked("suspended"), .unknown, "suspended"),
        Utterance(.saysUnlinked("pendingCode"), .unknown, "pendingCode"),
        Utterance(.saysUnlinked("pendingPassword"), .unknown, "pendingPassword"),
        Utterance(.says("Authorized"), .working, "Authorized"),
        Utterance(.saysUnlinked("resting"), .unknown, "resting"),
        Utterance(.removed, .missing, nil),
    ]

    private static let gowa: [Utterance] = [
        Utterance(.nothing, .working, "logged_in"),
        Utterance(.window, .awaitingLink, "connected"),
        Utterance(.befalls([.restart]), .connecting, "connected"),
        Utterance(.says("connecting"), .connecting, "connecting"),
        Utterance(.saysUnlinked("connecting"), .connecting, "connecting"),
        Utterance(.befalls([.sleep]), .disconnected, "disconnected"),
        Utterance(.neverLinked, .loggedOut, "disconnected"),
        Utterance(.befalls([.drop]), .loggedOut, "disconnected"),
        // A passkey is told at a route of its own, which no list asks.
        Utterance(
            .passkey(compared: false), .awaitingPasskey, "connected", "passkey: awaiting_response",
            listed: .init(state: .awaitingLink, raw: "connected")),
        Utterance(
            .passkey(compared: true), .awaitingPasskey, "connected", "passkey: awaiting_confirmation",
            listed: .init(state: .awaitingLink, raw: "connected")),
        Utterance(.says("Logged_In"), .working, "Logged_In"),
        Utterance(.says("hibernating"), .unknown, "hibernating"),
        Utterance(.removed, .missing, nil, "does not know"),
    ]

    private static let waha: [Utterance] = [
        Utterance(.nothing, .working, "WORKING"),
        Utterance(.befalls([.unload]), .stopped, "STOPPED"),
        Utterance(.befalls([.restart]), .starting, "STARTING"),
        // A lost connection looks like a start to whoever did not see it work.
        Utterance(.befalls([.sleep]), .starting, "STARTING"),
        Utterance(.neverLinked, .awaitingLink, "SCAN_QR_CODE"),
        Utterance(
            .passkey(compared: false), .awaitingPasskey, "PASSKEY_REQUIRED",
            "The phone asks for a passkey, which only a browser at web.whatsapp.com can give"),
        Utterance(
            .passkey(compared: true), .awaitingPasskey, "PASSKEY_CONFIRMATION_REQUIRED",
            "The phone shows a short code to compare and confirm"),
        Utterance(.befalls([.drop]), .failed, "FAILED", ambiguous),
        Utterance(.befalls([.crash]), .failed, "FAILED", ambiguous),
        Utterance(.befalls([.ban]), .failed, "FAILED", ambiguous),
        Utterance(.says("Working"), .working, "Working"),
        Utterance(.says("HIBERNATING"), .unknown, "HIBERNATING"),
        Utterance(.removed, .missing, nil, "does not know"),
    ]

    private static let evolution: [Utterance] = [
        Utterance(.nothing, .working, "open"),
        Utterance(.window, .awaitingLink, "connecting"),
        // Its record still says that it is open.
        Utterance(.befalls([.restart]), .connecting, "connecting", listed: .init(state: .working, raw: "open")),
        Utterance(
            .befalls([.sleep, .wake]), .starting, "connecting",
            listed: .init(state: .disconnected, raw: "close", reason: "The connection dropped")),
        Utterance(.neverLinked, .loggedOut, "close"),
        Utterance(.befalls([.drop]), .loggedOut, "close", ReasonCode.unlinked.sentence.text),
        Utterance(.befalls([.ban]), .blocked, "close", ReasonCode.locked.sentence.text),
        Utterance(.befalls([.sleep]), .disconnected, "close", ReasonCode.dropped.sentence.text),
        Utterance(.befalls([.replace]), .disconnected, "close", ReasonCode.replaced.sentence.text),
        Utterance(.befalls([.outdate]), .failed, "close", ReasonCode.outdated.sentence.text),
        // The record was not told of it.
        Utterance(
            .befalls([.crash]), .disconnected, "close",
            "Closed, though its record still says open; if it stays so, restart it",
            listed: .init(state: .working, raw: "open")),
        Utterance(.closes(401), .loggedOut, "close", ReasonCode.unlinked.sentence.text),
        Utterance(.closes(402), .blocked, "close", ReasonCode.temporaryBan.sentence.text),
        Utterance(.closes(403), .blocked, "close", ReasonCode.locked.sentence.text),
        Utterance(.closes(405), .failed, "close", ReasonCode.outdated.sentence.text),
        Utterance(.closes(406), .blocked, "close", ReasonCode.banned.sentence.text),
        Utterance(.closes(408), .disconnected, "close", ReasonCode.unscanned.sentence.text),
        Utterance(.closes(411), .failed, "close", ReasonCode.multiDevice.sentence.text),
        Utterance(.closes(428), .disconnected, "close", ReasonCode.dropped.sentence.text),
        Utterance(.closes(440), .disconnected, "close", ReasonCode.replaced.sentence.text),
        Utterance(.closes(500), .failed, "close", ReasonCode.brokenSession.sentence.text),
        Utterance(.closes(503), .disconnected, "close", ReasonCode.unavailable.sentence.text),
        Utterance(.closes(515), .connecting, "close", ReasonCode.restart.sentence.text),
        Utterance(.closes(599), .disconnected, "close", "Closed with code 599"),
        // Linked, and on record without a reason.
        Utterance(.says("close"), .disconnected, "close"),
        Utterance(
            .saysUnlinked("refused"), .failed, "refused",
            "All QR codes were used up; start it when somebody is ready to scan"),
        Utterance(.saysUnlinked("unknown"), .unknown, "unknown"),
        Utterance(.says("hibernating"), .unknown, "hibernating"),
        Utterance(
            .befalls([.unload]), .unknown, "not loaded",
            "On record at the gateway, but not in its memory; a restart of the gateway loads it",
            listed: .init(state: .working, raw: "open")),
        Utterance(.removed, .missing, nil, "does not know"),
    ]
}
