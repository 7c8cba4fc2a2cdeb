import Fleet
import Linking
import Testing

@Suite("The number that was linked")
struct NumberTests {
    static let brazil = try! PhoneNumber(typed: "+55 11 9 8765 4321")
    static let sameInBrazil = Account(phone: try! PhoneNumber(typed: "+55 11 8765 4321"), name: nil)
    static let elsewhere = Account(phone: try! PhoneNumber(typed: "+55 21 9 8765 4321"), name: "Ana's phone")

    /// Scanned ten seconds after the window opened, by a phone that is not the expected one.
    static func wrong() -> Drive {
        var drive = Drive(known: .awaitingLink, expected: brazil)
        drive.code("a", .told(.seconds(20)))
        drive.pass(10)
        drive.status(.working)
        drive.account(elsewhere)
        return drive
    }

    private func mismatch(_ drive: Drive) -> Mismatch? {
        if case .mismatched(let mismatch) = drive.flow.phase { mismatch } else { nil }
    }

    @Test("Brazil's ninth digit makes no other number")
    func sameNumber() throws {
        var drive = Drive(known: .awaitingLink, expected: Self.brazil)
        drive.code("a")
        drive.status(.working, account: Self.sameInBrazil)
        try drive.toDeadline()
        #expect(drive.flow.phase == .held(after: .zero))
    }

    @Test("An identity without a number is unknown, and no mismatch")
    func lid() throws {
        var drive = Drive(known: .awaitingLink, expected: Self.brazil)
        drive.code("a")
        drive.status(.working)
        drive.account(Account(phone: nil, name: "Ana"))
        try drive.toDeadline()
        #expect(drive.flow.phase == .held(after: .zero))
    }

    @Test("Another number stops the flow: nothing is done before a person decides, and nothing counts as proven")
    func stops() {
        var drive = Self.wrong()
        #expect(mismatch(drive)?.eviction == nil)
        #expect(drive.actions.isEmpty)
        drive.pass(600)
        drive.status(.working)
        #expect(drive.actions.isEmpty)
        #expect(mismatch(drive) != nil)
        #expect(!drive.flow.isOver)
    }

    @Test("A number in the status itself stops it too, early or late")
    func inStatus() {
        var early = Drive(known: .awaitingLink, expected: Self.brazil)
        early.code("a")
        early.status(.working, account: Self.elsewhere)
        #expect(mismatch(early) != nil)
        var late = Drive(known: .awaitingLink, expected: Self.brazil)
        late.code("a")
        late.status(.working)
        late.pass(5)
        late.status(.working, account: Self.elsewhere)
        #expect(mismatch(late) != nil)
    }

    @Test("A pairing code's own number is the expected one where nobody configured any")
    func pairing() {
        var drive = Drive(.pairing(Self.brazil), known: .awaitingLink)
        drive.pairing("ABCD1234")
        drive.status(.working, account: Self.elsewhere)
        #expect(mismatch(drive) != nil)
    }

    @Test("A link that stood before the window, to a known wrong number, is no good news")
    func foundStanding() {
        var drive = Drive(account: Self.elsewhere, expected: Self.brazil)
        drive.status(.working)
        #expect(mismatch(drive) != nil)
        var fresh = Drive(known: .awaitingLink, account: Self.elsewhere, expected: Self.brazil)
        fresh.code("a")
        fresh.status(.working)
        #expect(fresh.flow.phase.isSettling, "what was known of the last link says nothing about a new one")
    }

    @Test("The gateway told of the link before: the right number lets the flow go on")
    func corrected() {
        var drive = Self.wrong()
        drive.status(.working, account: Self.sameInBrazil)
        #expect(drive.flow.phase.isSettling)
    }

    @Test("A person's word logs it out, once, and a look follows")
    func evicts() {
        var drive = Self.wrong()
        drive.evict()
        #expect(drive.actions == [.perform(.logout)])
        drive.evict()
        #expect(drive.actions.isEmpty, "a second press sends no second logout")
        drive.loggedOut()
        #expect(drive.actions == [.expedite(.status, at: drive.now)])
        drive.pass(3)
        drive.status(.loggedOut)
        #expect(drive.flow.phase == .ended(.evicted))
        #expect(drive.actions == [.closeWindow])
    }

    @Test(
        "A logout that failed, or was not obeyed, is repeated until a look says that it is gone",
        arguments: [true, false])
    func repeats(fails: Bool) throws {
        var drive = Self.wrong()
        drive.evict()
        var waits: [Double] = []
        for _ in 0..<5 {
            let sent = drive.now
            drive.loggedOut(fails ? GatewayFailure(.unreachable, "no answer") : nil)
            // Looks that come too early say nothing: the gateway may still be at it.
            drive.status(.working)
            #expect(drive.actions.isEmpty)
            while drive.actions != [.perform(.logout)] {
                try drive.toDeadline()
                #expect(drive.actions == [.expedite(.status, at: drive.now)], "no logout without a look before it")
                drive.status(.working)
            }
            waits.append(sent.duration(to: drive.now).inSeconds)
        }
        #expect(waits == [5, 10, 20, 40, 60])
        #expect(mismatch(drive)?.eviction?.attempts == 6)
        drive.status(.starting)
        #expect(mismatch(drive) != nil, "on its way is not gone")
        drive.status(.awaitingLink)
        #expect(drive.flow.phase == .ended(.evicted))
    }

    @Test("An answer that never comes holds nothing up: looks go on")
    func lostAnswer() throws {
        var drive = Self.wrong()
        drive.evict()
        try drive.toDeadline()
        #expect(drive.actions == [.expedite(.status, at: drive.now)])
        drive.status(.working)
        #expect(drive.actions == [.perform(.logout)])
    }

    @Test("The phone's owner can end it at the phone")
    func goneByItself() {
        var drive = Self.wrong()
        drive.status(.loggedOut)
        #expect(drive.flow.phase == .ended(.evicted))
    }

    @Test("A gateway that never tells whose account it is ends the watch, unproven")
    func neverTold() throws {
        var drive = SettlingTests.scanned()
        for _ in 0..<5 { try drive.toDeadline() }
        #expect(drive.flow.phase.isSettling)
        try drive.toDeadline()
        #expect(drive.flow.phase == .ended(.unproven(after: .seconds(10))))
        #expect(drive.actions == [.closeWindow])
    }
}

@Suite("Watching a link that held")
struct LinkWatchTests {
    private let watch = LinkWatch(linkedAt: .seconds(100))

    @Test("Lost within five minutes is told, with the time it stood")
    func lost() {
        let gone = StatusReading(state: .loggedOut, raw: "LOGGED_OUT")
        #expect(watch.lost(by: gone, at: .seconds(112)) == .seconds(12))
        #expect(watch.lost(by: gone, at: .seconds(399.5)) == .seconds(299.5))
        #expect(watch.lost(by: gone, at: .seconds(400)) == nil)
    }

    @Test(
        "An engine that restarts its socket has lost nothing",
        arguments: [LinkState.working, .starting, .connecting, .disconnected])
    func restarts(state: LinkState) {
        #expect(watch.lost(by: StatusReading(state: state, raw: ""), at: .seconds(130)) == nil)
    }
}
