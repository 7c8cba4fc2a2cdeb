import Fleet
import Foundation
import Linking
import Testing

@Suite("A link that WhatsApp wants a passkey for")
struct PasskeyTests {
    private static let policy = LinkPolicy.standard(for: .waha)
    private static let first = PasskeyChallenge(json: #"{"challenge":"AAAA"}"#, nonce: "AAAA")
    private static let second = PasskeyChallenge(json: #"{"challenge":"BBBB"}"#, nonce: "BBBB")
    private static let code = PasskeyCode("K7HX-2RWQ")
    private static let no = GatewayFailure(.refused, "it said no")

    private static func assertion() throws -> PasskeyAssertion {
        let response = #"{"clientDataJSON":"e30","authenticatorData":"AA","signature":"AA"}"#
        return try PasskeyAssertion(pasted: #"{"id":"a","rawId":"a","type":"public-key","response":\#(response)}"#)
    }

    /// A code was shown and scanned, and the state says that a passkey is wanted.
    private func scanned(_ method: LinkMethod = .qr) -> Drive {
        var drive = Drive(method, known: .awaitingLink, policy: Self.policy)
        if method == .qr { drive.code("2@a") } else { drive.pairing("ABCD1234") }
        drive.pass(5)
        drive.status(.awaitingPasskey, "PASSKEY_REQUIRED")
        return drive
    }

    private func wanted() -> Drive {
        var drive = scanned()
        drive.passkey(.response(Self.first))
        return drive
    }

    private func answered() throws -> Drive {
        var drive = wanted()
        drive.actions = drive.flow.answerPasskey(try Self.assertion(), at: drive.now)
        drive.actions = drive.flow.passkeyAnswered(nil, at: drive.now)
        return drive
    }

    @Test(
        "The code leaves, its window is one for a passkey from then on",
        arguments: [LinkMethod.qr, .pairing(Drive.phone)])
    func begins(method: LinkMethod) {
        var drive = scanned(method)
        #expect(drive.flow.phase == .passkey(.reading(since: drive.now)))
        #expect(drive.actions == [.closeWindow, .openWindow(.passkey)])
        #expect(drive.shown == nil)
        // A picture that was on its way does not come back to the screen.
        drive.code("2@b")
        #expect(drive.flow.phase.isPasskey && drive.actions.isEmpty)
        drive.status(.awaitingPasskey, "PASSKEY_REQUIRED")
        #expect(drive.actions.isEmpty)
    }

    @Test(
        "Where the vendor has no way for it the flow ends, and says that",
        arguments: [GatewayKind.wawp, .greenAPI, .evolution])
    func unsupported(kind: GatewayKind) {
        var drive = Drive(known: .awaitingLink, policy: .standard(for: kind))
        drive.code("2@a")
        drive.status(.awaitingPasskey, "passkeyRequired")
        #expect(drive.flow.phase == .ended(.passkey))
        #expect(drive.actions == [.closeWindow])
    }

    @Test("A gateway too old for it ends the flow too")
    func tooOld() {
        var drive = scanned()
        drive.fail(.passkey, .unsupported)
        #expect(drive.flow.phase == .ended(.passkey))
        #expect(drive.actions == [.closeWindow])
    }

    @Test("A challenge stands as long as it is the same; another one takes its place")
    func challenge() {
        var drive = wanted()
        let since = drive.now
        #expect(drive.flow.phase == .passkey(.wanted(Self.first, since: since, refusal: nil)))
        #expect(drive.flow.deadline == nil)
        drive.pass(4)
        drive.passkey(.response(Self.first))
        #expect(drive.flow.phase == .passkey(.wanted(Self.first, since: since, refusal: nil)))
        drive.passkey(.response(Self.second))
        #expect(drive.flow.phase == .passkey(.wanted(Self.second, since: drive.now, refusal: nil)))
        drive.passkey(.nothing)
        #expect(drive.flow.phase == .passkey(.reading(since: drive.now)))
    }

    @Test("An answer goes out once; the same challenge seen again meanwhile changes nothing")
    func answering() throws {
        var drive = wanted()
        let assertion = try Self.assertion()
        drive.actions = drive.flow.answerPasskey(assertion, at: drive.now)
        #expect(drive.actions == [.answerPasskey(assertion)])
        drive.actions = drive.flow.answerPasskey(assertion, at: drive.now)
        #expect(drive.actions.isEmpty)
        drive.passkey(.response(Self.first))
        drive.actions = drive.flow.passkeyAnswered(nil, at: drive.now)
        let answered = LinkPhase.passkey(.answered(Self.first, since: drive.now))
        #expect(drive.flow.phase == answered)
        drive.passkey(.response(Self.first))
        drive.passkey(.nothing)
        drive.status(.awaitingLink)
        drive.status(.starting)
        #expect(drive.flow.phase == answered)
    }

    @Test("A refused answer leaves the challenge, and says why")
    func refused() throws {
        var drive = wanted()
        let since = drive.now
        drive.actions = drive.flow.answerPasskey(try Self.assertion(), at: drive.now)
        drive.pass(1)
        drive.actions = drive.flow.passkeyAnswered(Self.no, at: drive.now)
        #expect(drive.flow.phase == .passkey(.wanted(Self.first, since: since, refusal: Self.no)))
        drive.status(.awaitingPasskey)
        drive.passkey(.response(Self.first))
        #expect(drive.flow.phase == .passkey(.wanted(Self.first, since: since, refusal: Self.no)))
    }

    @Test("Most links need no comparison: linked, and then proven like any other")
    func linked() throws {
        var drive = try answered()
        drive.pass(3)
        drive.account(Drive.me)
        drive.status(.working, "WORKING", account: Drive.me)
        #expect(drive.flow.phase == .settling(since: drive.now))
        #expect(drive.actions == [.closeWindow, .openWindow(.qr)])
        drive.status(.working, "WORKING")
        drive.pass(20)
        guard case .held = drive.flow.phase else {
            Issue.record("\(drive.flow.phase)")
            return
        }
    }

    @Test("Some have a code to compare: confirmed once, and linked")
    func compared() throws {
        var drive = try answered()
        drive.passkey(.confirmation(Self.code, confirmsItself: false))
        #expect(drive.flow.phase == .passkey(.comparing(Self.code, confirmsItself: false, refusal: nil)))
        #expect(drive.flow.deadline == nil)
        drive.actions = drive.flow.confirmPasskey(at: drive.now)
        #expect(drive.actions == [.confirmPasskey])
        drive.actions = drive.flow.confirmPasskey(at: drive.now)
        #expect(drive.actions.isEmpty)
        drive.passkey(.confirmation(Self.code, confirmsItself: false))
        drive.actions = drive.flow.passkeyConfirmed(nil, at: drive.now)
        #expect(drive.flow.phase == .passkey(.confirmed(since: drive.now)))
        drive.status(.connecting)
        drive.status(.working)
        #expect(drive.flow.phase == .settling(since: drive.now))
    }

    @Test("A refused confirmation leaves the code, and says why")
    func confirmationRefused() throws {
        var drive = try answered()
        drive.passkey(.confirmation(Self.code, confirmsItself: false))
        drive.actions = drive.flow.confirmPasskey(at: drive.now)
        drive.actions = drive.flow.passkeyConfirmed(Self.no, at: drive.now)
        #expect(drive.flow.phase == .passkey(.comparing(Self.code, confirmsItself: false, refusal: Self.no)))
    }

    @Test("A code that confirms itself is shown, and then waited for")
    func confirmsItself() throws {
        var drive = try answered()
        drive.passkey(.confirmation(Self.code, confirmsItself: true))
        #expect(drive.flow.phase == .passkey(.comparing(Self.code, confirmsItself: true, refusal: nil)))
        drive.passkey(.nothing)
        #expect(drive.flow.phase == .passkey(.confirmed(since: drive.now)))
    }

    @Test(
        "Before an answer, a state without a passkey means that the request is over",
        arguments: [LinkState.awaitingLink, .failed, .stopped, .loggedOut, .disconnected])
    func takenBack(state: LinkState) {
        var drive = wanted()
        drive.status(state)
        #expect(drive.flow.phase == .ended(.passkeyLapsed(answered: false)))
        #expect(drive.actions == [.closeWindow])
    }

    @Test(
        "After one it ends with a state that no link comes from", arguments: [LinkState.failed, .stopped, .loggedOut])
    func notLinked(state: LinkState) throws {
        var drive = try answered()
        drive.status(state)
        #expect(drive.flow.phase == .ended(.passkeyLapsed(answered: true)))
    }

    @Test("Waiting for WhatsApp ends after a minute: for the challenge, after the answer, after the confirmation")
    func patience() throws {
        var reading = scanned()
        try reading.toDeadline()
        #expect(reading.flow.phase == .ended(.passkeyLapsed(answered: false)))
        var drive = try answered()
        let since = drive.now
        #expect(drive.flow.deadline == since + .seconds(60))
        try drive.toDeadline()
        #expect(drive.flow.phase == .ended(.passkeyLapsed(answered: true)))
        var confirmed = try answered()
        confirmed.passkey(.confirmation(Self.code, confirmsItself: false))
        confirmed.actions = confirmed.flow.confirmPasskey(at: confirmed.now)
        confirmed.actions = confirmed.flow.passkeyConfirmed(nil, at: confirmed.now)
        try confirmed.toDeadline()
        #expect(confirmed.flow.phase == .ended(.passkeyLapsed(answered: true)))
    }

    @Test(
        "A ban and a missing instance end it as ever",
        arguments: [(LinkState.blocked, LinkEnding.blocked), (.missing, .missing)])
    func ends(state: LinkState, ending: LinkEnding) throws {
        var drive = try answered()
        drive.status(state)
        #expect(drive.flow.phase == .ended(ending))
    }
}
