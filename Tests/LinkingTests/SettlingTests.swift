import Fleet
import Linking
import Testing

@Suite("Linked is proven, not assumed")
struct SettlingTests {
    /// A code was scanned ten seconds after the window opened.
    static func scanned() -> Drive {
        var drive = Drive(known: .awaitingLink)
        drive.code("a", .told(.seconds(20)))
        drive.pass(10)
        drive.status(.working)
        return drive
    }

    @Test("The first WORKING takes the code down and asks for the account")
    func begins() {
        let drive = Self.scanned()
        #expect(drive.flow.phase == .settling(since: drive.now))
        #expect(drive.actions == [.expedite(.account, at: drive.now)])
        #expect(!drive.flow.phase.hasCode)
    }

    @Test("It held when 20 s have passed and the account was read")
    func held() throws {
        var drive = Self.scanned()
        drive.account(Drive.me)
        #expect(drive.actions.isEmpty)
        drive.pass(19.9)
        drive.status(.working)
        #expect(drive.flow.phase.isSettling)
        try drive.toDeadline()
        #expect(drive.flow.phase == .held(after: .seconds(10)))
        #expect(drive.actions == [.closeWindow])
        #expect(drive.flow.account == Drive.me)
    }

    @Test("A gateway that goes away has not said that the link holds: it is looked at again until it tells")
    func gatewayAway() throws {
        var drive = Self.scanned()
        drive.account(Drive.me)
        drive.answers = false
        drive.pass(19.9)
        for _ in 0..<20 {
            try drive.toDeadline()
            #expect(drive.actions == [.expedite(.status, at: drive.now)])
            drive.fail(.status, .unreachable)
            #expect(drive.flow.phase.isSettling)
        }
        var held = drive
        held.status(.working)
        #expect(held.flow.phase == .held(after: .seconds(10)))
        drive.status(.loggedOut)
        #expect(drive.flow.phase == .ended(.dropped(after: .seconds(210))))
    }

    @Test("An account that was asked for before the link came says nothing about it")
    func oldAccount() throws {
        var drive = Self.scanned()
        drive.account(Drive.me, askedAt: drive.now - .seconds(1))
        #expect(!drive.flow.accountWasRead)
        drive.account(Account(phone: nil, name: "x"))
        try drive.toDeadline()
        #expect(drive.flow.account?.name == "x")
        #expect(drive.flow.phase == .held(after: .seconds(10)))
    }

    @Test("An account in the status is the account")
    func accountInStatus() throws {
        var drive = Drive(known: .awaitingLink)
        drive.code("a")
        drive.status(.working, account: Drive.me)
        #expect(drive.actions.isEmpty)
        try drive.toDeadline()
        #expect(drive.flow.phase == .held(after: .zero))
    }

    @Test("Without the account it goes on being watched, asking ever more slowly, and never spins")
    func accountIsLate() throws {
        var drive = Self.scanned()
        var asked: [Double] = []
        for _ in 0..<5 {
            let before = drive.now
            try drive.toDeadline()
            #expect(drive.actions == [.expedite(.account, at: drive.now)])
            asked.append(before.duration(to: drive.now).inSeconds)
            #expect(drive.flow.deadline.map { $0 > drive.now } == true)
        }
        #expect(asked == [20, 10, 20, 40, 60])
        drive.account(Drive.me)
        #expect(drive.flow.phase == .held(after: .seconds(10)))
    }

    @Test("A gateway that cannot tell the account does not stand in the way")
    func accountUnsupported() throws {
        var drive = Self.scanned()
        drive.fail(.account, .unsupported)
        try drive.toDeadline()
        #expect(drive.flow.phase == .held(after: .seconds(10)))
    }

    @Test(
        "Dropped while being watched is told as such",
        arguments: [LinkState.loggedOut, .awaitingLink, .failed, .stopped])
    func dropped(state: LinkState) {
        var drive = Self.scanned()
        drive.account(Drive.me)
        drive.pass(12)
        drive.status(state)
        #expect(drive.flow.phase == .ended(.dropped(after: .seconds(12))))
        #expect(drive.actions == [.closeWindow])
    }

    @Test("The engine's own restart after pairing is no drop, if it comes back in time")
    func socketRestart() throws {
        var drive = Self.scanned()
        drive.account(Drive.me)
        drive.pass(1)
        for state in [LinkState.connecting, .disconnected, .starting, .unknown, .working] {
            drive.status(state)
            #expect(drive.flow.phase.isSettling)
        }
        try drive.toDeadline()
        #expect(drive.flow.phase == .held(after: .seconds(10)))
    }

    @Test("What is not up at the end of the watch has not held")
    func notUpAtTheEnd() throws {
        var drive = Self.scanned()
        drive.account(Drive.me)
        drive.pass(15)
        drive.status(.connecting)
        try drive.toDeadline()
        #expect(drive.flow.phase == .ended(.dropped(after: .seconds(20))))
    }

    @Test("Codes that arrive late do not come back on the screen")
    func lateCode() {
        var drive = Self.scanned()
        drive.code("b", .told(.seconds(20)))
        #expect(drive.flow.phase.isSettling)
    }
}
