import Fleet
import Linking
import Testing

@Suite("The state audit that comes before a code")
struct AuditTests {
    @Test("The first step opens the window and asks for the status, once")
    func firstLook() {
        let drive = Drive()
        #expect(drive.actions == [.openWindow(.qr), .askNow(.status)])
        #expect(drive.flow.phase == .auditing)
        #expect(drive.flow.deadline == nil)
    }

    @Test("An instance known to be ready gets its code at once")
    func knownReady() {
        let drive = Drive(known: .awaitingLink)
        #expect(drive.actions == [.openWindow(.qr), .askNow(.code)])
        #expect(drive.flow.phase == .waitingForCode(since: Drive.start))
    }

    @Test("WORKING means that there is nothing to do")
    func working() {
        var drive = Drive()
        drive.status(.working)
        #expect(drive.flow.phase == .ended(.alreadyLinked))
        #expect(drive.actions == [.closeWindow])
        #expect(drive.flow.isOver)
    }

    @Test("STOPPED is started, and looked at again five seconds later")
    func stopped() {
        var drive = Drive()
        drive.status(.stopped)
        #expect(drive.actions == [.perform(.start), .expedite(.status, at: drive.now + .seconds(5))])
        #expect(drive.flow.phase == .preparing(by: .start, since: drive.now))
        drive.pass(5)
        drive.status(.awaitingLink)
        #expect(drive.actions == [.expedite(.code, at: drive.now)])
    }

    @Test("SCAN_QR_CODE is ready for a code")
    func ready() {
        var drive = Drive()
        drive.status(.awaitingLink)
        #expect(drive.actions == [.expedite(.code, at: drive.now)])
    }

    @Test(
        "What failed, logged out or fell asleep is restarted", arguments: [LinkState.failed, .loggedOut, .disconnected])
    func restarted(state: LinkState) {
        var drive = Drive()
        drive.status(state)
        #expect(drive.actions.first == .perform(.restart))
    }

    @Test("A paired instance that comes up by itself needs no scan")
    func cameBack() {
        var drive = Drive()
        drive.status(.stopped)
        drive.pass(5)
        drive.status(.working)
        #expect(drive.flow.phase == .ended(.cameBack))
    }

    @Test("What a terminal cannot mend ends the flow, and closes its window once")
    func ends() {
        for (state, ending) in [
            (LinkState.awaitingPasskey, LinkEnding.passkey), (.blocked, .blocked), (.missing, .missing),
        ] {
            var drive = Drive()
            drive.status(state)
            #expect(drive.flow.phase == .ended(ending))
            #expect(drive.actions == [.closeWindow])
            drive.status(.awaitingLink)
            #expect(drive.actions.isEmpty)
        }
    }

    @Test("Acts happen once, whatever the status says meanwhile")
    func actsOnce() {
        var drive = Drive()
        var performed = 0
        for state in [LinkState.stopped, .stopped, .failed, .starting, .stopped, .loggedOut, .awaitingLink, .stopped] {
            drive.status(state)
            performed += drive.actions.count { if case .perform = $0 { true } else { false } }
            drive.fail(.code, .notReady(status: nil))
            drive.pass(2)
        }
        #expect(performed == 1)
    }

    @Test("An engine that does not come up is given 90 s, then a person decides")
    func neverReady() {
        var drive = Drive()
        drive.status(.stopped)
        drive.pass(89)
        drive.status(.stopped)
        #expect(!drive.flow.isOver)
        drive.pass(1)
        drive.status(.starting)
        guard case .ended(.neverReady(.start, let status)) = drive.flow.phase else {
            Issue.record("it is \(drive.flow.phase)")
            return
        }
        #expect(status.state == .starting)
    }

    @Test("An engine found starting is left alone, and restarted once when it hangs")
    func hangs() {
        var drive = Drive()
        drive.status(.starting)
        #expect(drive.flow.phase == .preparing(by: nil, since: drive.now))
        drive.pass(60)
        drive.status(.starting)
        #expect(drive.actions.isEmpty)
        drive.pass(30)
        drive.status(.starting)
        #expect(drive.actions.first == .perform(.restart))
    }

    @Test("An act that fails ends the flow with what the gateway said")
    func actFails() {
        var drive = Drive()
        drive.status(.stopped)
        let failure = GatewayFailure(.refused, "not on this plan")
        drive.actions = drive.flow.acted(.restart, failure, at: drive.now)
        #expect(!drive.flow.isOver, "somebody else's act")
        drive.actions = drive.flow.acted(.start, failure, at: drive.now)
        #expect(drive.flow.phase == .ended(.refused(failure)))
    }
}
