import Fleet
import Linking
import Testing

@Suite("Pairing codes of a flow")
struct PairingTests {
    static func asked() -> Drive { Drive(.pairing(Drive.phone), known: .awaitingLink) }

    @Test("The window keeps only the status fresh, and the code is asked for once it is ready")
    func request() {
        let known = Self.asked()
        #expect(known.actions == [.openWindow(.pairing), .requestPairing(Drive.phone)])
        var drive = Drive(.pairing(Drive.phone))
        #expect(drive.actions == [.openWindow(.pairing), .askNow(.status)])
        drive.status(.stopped)
        #expect(drive.actions.first == .perform(.start))
        drive.status(.awaitingLink)
        #expect(drive.actions == [.requestPairing(Drive.phone)])
    }

    @Test(
        "What is logged out is asked at once where asking opens the link, and restarted elsewhere",
        arguments: GatewayKind.allCases)
    func opening(kind: GatewayKind) {
        var pairing = Drive(.pairing(Drive.phone), policy: .standard(for: kind))
        pairing.status(.loggedOut)
        var scanning = Drive(.qr, policy: .standard(for: kind))
        scanning.status(.loggedOut)
        let opensByPairing = pairing.actions == [.requestPairing(Drive.phone)]
        let opensByQR = scanning.actions == [.askNow(.code)]
        #expect(opensByPairing == [.gowa, .evolution].contains(kind))
        #expect(opensByQR == (kind == .gowa))
        #expect(opensByPairing || pairing.actions.first == .perform(.restart))
        #expect(opensByQR || scanning.actions.first == .perform(.restart))
    }

    @Test("A code of unknown lifetime stands for 160 s; when it ends nobody asks by himself")
    func lifetime() throws {
        var drive = Self.asked()
        drive.pairing("k7hx2rwq")
        guard case .pairing(let shown) = drive.flow.phase else {
            Issue.record("no code")
            return
        }
        #expect(shown.code.grouped == "K7HX-2RWQ")
        #expect(shown.isEstimate)
        #expect(drive.flow.deadline == drive.now + .seconds(160))
        try drive.toDeadline()
        #expect(drive.flow.phase == .pairingExpired(since: drive.now))
        #expect(drive.actions.isEmpty)
        #expect(drive.flow.deadline == nil)
    }

    @Test("“Wait” is answered with 10, 20, 40, then 60 s")
    func refusals() throws {
        var drive = Self.asked()
        var waits: [Double] = []
        for _ in 0..<6 {
            drive.pairingFails(.notReady(status: nil))
            let before = drive.now
            try drive.toDeadline()
            waits.append(before.duration(to: drive.now).inSeconds)
            #expect(drive.actions == [.requestPairing(Drive.phone)])
        }
        #expect(waits == [10, 20, 40, 60, 60, 60])
        drive.pairing("AAAA1111")
        #expect(drive.flow.phase.hasCode)
    }

    @Test("A new code is asked for by a person only, and not within 30 s of the last")
    func renewal() throws {
        var drive = Self.asked()
        drive.pairing("AAAA1111")
        drive.pass(29)
        drive.renew()
        #expect(drive.actions.isEmpty)
        drive.pass(1)
        drive.renew()
        #expect(drive.actions == [.requestPairing(Drive.phone)])
        drive.renew()
        #expect(drive.actions.isEmpty, "one request at a time")
        drive.pairing("BBBB2222")
        try drive.toDeadline()
        drive.renew()
        #expect(drive.actions == [.requestPairing(Drive.phone)])
    }

    @Test("No QR code is taken in, and an engine that connects leaves the code alone")
    func undisturbed() {
        var drive = Self.asked()
        drive.pairing("AAAA1111")
        let phase = drive.flow.phase
        drive.code("a")
        drive.fail(.code, .notReady(status: nil))
        drive.status(.connecting)
        drive.status(.starting)
        drive.status(.disconnected)
        drive.status(.awaitingLink)
        #expect(drive.flow.phase == phase)
        drive.status(.working, account: Drive.me)
        #expect(drive.flow.phase.isSettling)
    }

    @Test("FAILED after a code means that nobody typed it, even when it had expired")
    func untyped() throws {
        var drive = Self.asked()
        drive.pairing("AAAA1111", .told(.seconds(60)))
        try drive.toDeadline()
        drive.status(.failed)
        #expect(drive.flow.phase == .ended(.unscanned))
    }

    @Test("“Already linked” is settled by the status, and never asked in a loop")
    func alreadyLinked() {
        var drive = Self.asked()
        drive.pairingFails(.alreadyLinked)
        #expect(drive.actions == [.expedite(.status, at: drive.now)])
        drive.status(.awaitingLink)
        #expect(drive.actions.isEmpty)
        drive.status(.working)
        #expect(drive.flow.phase.isSettling)
    }

    @Test("Any other refusal ends the flow with the gateway's sentence")
    func refused() {
        var drive = Self.asked()
        drive.pairingFails(.refused)
        #expect(drive.flow.phase == .ended(.refused(GatewayFailure(.refused, "no"))))
        #expect(drive.actions == [.closeWindow])
    }

    @Test("A code that arrives when nobody waits for it is dropped")
    func unasked() {
        var drive = Drive(.qr, known: .awaitingLink)
        drive.pairing("AAAA1111")
        #expect(drive.flow.phase == .waitingForCode(since: drive.now))
    }
}
