import Fleet
import Linking
import Testing

@Suite("QR codes of a flow")
struct CodeTests {
    @Test("A code without a told lifetime stands for 20 s, as a guess")
    func untold() throws {
        var drive = Drive(known: .awaitingLink)
        drive.code("a")
        #expect(drive.left == 20)
        guard case .showing(let code) = drive.flow.phase else { return }
        #expect(code.isEstimate)
        #expect(drive.flow.deadline == drive.now + .seconds(20))
    }

    @Test("At its expiry a code is gone, and a new one is asked for")
    func expiry() throws {
        var drive = Drive(known: .awaitingLink)
        drive.code("a", .told(.seconds(30)))
        drive.pass(29.999)
        #expect(drive.shown == 1)
        try drive.toDeadline()
        #expect(drive.flow.phase == .waitingForCode(since: Drive.start + .seconds(30)))
        #expect(drive.actions == [.expedite(.code, at: drive.now)])
    }

    @Test("A repeated sight does not restart the clock of a told lifetime within its rounding")
    func repeatedTold() {
        var drive = Drive(known: .awaitingLink)
        drive.code("a", .told(.seconds(20)))
        drive.pass(6)
        drive.code("a", .told(.seconds(15)))
        #expect(drive.left == 14)
        #expect(drive.flow.codesSeen == 1)
    }

    @Test("A gateway whose own number moved by more than its rounding is believed, in both directions")
    func movedTold() {
        var drive = Drive(known: .awaitingLink)
        drive.code("a", .told(.seconds(20)))
        drive.pass(6)
        drive.code("a", .told(.seconds(30)))
        #expect(drive.left == 30)
        drive.code("a", .told(.seconds(3)))
        #expect(drive.left == 3)
    }

    @Test("A told lifetime replaces a guess, whatever it says")
    func guessBecomesTold() throws {
        var drive = Drive(known: .awaitingLink)
        drive.code("a")
        drive.code("a", .told(.seconds(19)))
        guard case .showing(let code) = drive.flow.phase else {
            Issue.record("no code")
            return
        }
        #expect(!code.isEstimate)
        #expect(drive.left == 19)
        drive.pass(1)
        drive.code("a")
        #expect(drive.left == 18, "an answer without a lifetime takes nothing back")
    }

    @Test("Each repeated sight of a guessed code draws its end out to 8 s, and never shortens it")
    func repeatedUntold() {
        var drive = Drive(known: .awaitingLink)
        drive.code("a")
        drive.pass(6)
        drive.code("a")
        #expect(drive.left == 14)
        drive.pass(12)
        drive.code("a")
        #expect(drive.left == 8)
        #expect(drive.flow.codesSeen == 1)
    }

    @Test("A changed payload is a new code with a clock of its own")
    func rotation() {
        var drive = Drive(known: .awaitingLink)
        drive.code("a", .told(.seconds(20)))
        drive.pass(19)
        drive.code("b", .told(.seconds(20)))
        #expect(drive.shown == 2)
        #expect(drive.left == 20)
    }

    @Test("A code that arrives dead is never shown")
    func deadOnArrival() {
        var drive = Drive(known: .awaitingLink)
        for dead in [Duration.zero, .seconds(-5)] {
            drive.code("dead \(dead)", .told(dead))
            #expect(drive.shown == nil)
            #expect(drive.flow.deadline == nil, "nothing spins on a code that is over")
        }
    }

    @Test("422 takes the code down and waits; its own status is listened to")
    func notReady() {
        var drive = Drive(known: .awaitingLink)
        drive.code("a")
        drive.fail(.code, .notReady(status: nil))
        #expect(drive.flow.phase == .waitingForCode(since: drive.now))
        #expect(drive.actions.isEmpty)
        drive.code("b")
        let working = StatusReading(state: .working, raw: "WORKING", account: Drive.me)
        drive.fail(.code, .notReady(status: working))
        #expect(drive.flow.phase == .settling(since: drive.now))
    }

    @Test("422 while the engine comes up says that a code is being made")
    func notReadyWhilePreparing() {
        var drive = Drive()
        drive.status(.stopped)
        drive.fail(.code, .notReady(status: StatusReading(state: .stopped, raw: "STOPPED")))
        #expect(drive.flow.phase == .waitingForCode(since: drive.now))
        #expect(drive.actions.isEmpty, "it was started once already")
    }

    @Test("an instance that came up and went down again is not said to be making a code")
    func downAgain() {
        var drive = Drive()
        drive.status(.failed)
        drive.status(.awaitingLink)
        drive.pass(12)
        drive.status(.failed)
        #expect(drive.flow.phase == .preparing(by: .restart, since: Drive.start))
        #expect(drive.actions.isEmpty, "it was restarted once already")
    }

    @Test("A gateway in trouble is told of, and the flow goes on when the trouble passes")
    func troublePasses() {
        var drive = Drive(known: .awaitingLink)
        drive.code("a", .told(.seconds(20)))
        drive.fail(.status, .unreachable)
        #expect(drive.flow.trouble?.kind == .unreachable)
        #expect(drive.shown == 1, "the code is alive though its gateway is silent")
        drive.status(.awaitingLink)
        #expect(drive.flow.trouble == nil)
        drive.fail(.code, .cancelled)
        #expect(drive.flow.trouble == nil, "our own giving up is no trouble of the gateway")
    }

    @Test("FAILED after codes only means that nobody scanned")
    func unscanned() throws {
        var drive = Drive(known: .awaitingLink)
        drive.code("a", .told(.seconds(20)))
        try drive.toDeadline()
        drive.status(.failed)
        #expect(drive.flow.phase == .ended(.unscanned))
        #expect(drive.actions == [.closeWindow])
    }

    @Test("A gateway's window that ends as ours opens was nobody's chance: it is brought up, once")
    func passedOver() {
        var drive = Drive(known: .awaitingLink)
        drive.code("a", .told(.seconds(20)))
        drive.pass(2)
        drive.status(.failed)
        #expect(drive.flow.phase == .preparing(by: .restart, since: drive.now))
        #expect(drive.actions.contains(.perform(.restart)))
        drive.pass(6)
        drive.status(.awaitingLink)
        drive.code("b", .told(.seconds(20)))
        #expect(drive.shown == 1, "the first of a new window")
        drive.pass(2)
        drive.status(.failed)
        #expect(drive.flow.phase == .ended(.unscanned))
    }

    @Test("While the phone confirms, nothing is brought up")
    func heldWindow() {
        var drive = Drive(known: .awaitingLink)
        drive.code("a", .told(.seconds(20)))
        drive.actions = drive.flow.hold(at: drive.now)
        drive.pass(2)
        drive.status(.failed)
        #expect(drive.flow.phase == .ended(.unscanned))
    }

    @Test("The engine starting anew kills the code of its last run")
    func engineRestarts() {
        var drive = Drive(known: .awaitingLink)
        drive.code("a")
        drive.status(.starting)
        #expect(drive.flow.phase == .waitingForCode(since: drive.now))
    }

    @Test("A short loss of the connection leaves a live code alone; without one the window is over")
    func connectionLost() throws {
        var drive = Drive(known: .awaitingLink)
        drive.code("a", .told(.seconds(20)))
        drive.status(.disconnected)
        #expect(drive.shown == 1)
        try drive.toDeadline()
        drive.status(.disconnected)
        #expect(drive.flow.phase == .ended(.unscanned))
    }

    @Test("“Already linked” from the QR call is checked with a status")
    func alreadyLinked() {
        var drive = Drive(known: .awaitingLink)
        drive.fail(.code, .alreadyLinked)
        #expect(drive.actions == [.expedite(.status, at: drive.now)])
        drive.status(.working)
        #expect(drive.flow.phase == .settling(since: drive.now))
    }

    @Test("An unknown instance ends the flow by its status, not by its QR call")
    func notFound() {
        var drive = Drive(known: .awaitingLink)
        drive.fail(.code, .notFound)
        #expect(!drive.flow.isOver)
        drive.fail(.status, .notFound)
        #expect(drive.flow.phase == .ended(.missing))
    }

    @Test("On hold nothing is asked for a minute, not even when the code ends")
    func hold() throws {
        var drive = Drive(known: .awaitingLink)
        drive.code("a", .told(.seconds(20)))
        drive.hold()
        #expect(drive.actions == [.hold(until: drive.now + .seconds(60))])
        drive.hold()
        #expect(drive.actions.isEmpty, "once")
        try drive.toDeadline()
        #expect(drive.actions.isEmpty)
        #expect(drive.flow.held(at: drive.now))
        drive.pass(40)
        #expect(!drive.flow.held(at: drive.now))
    }
}
