import Fleet
import Gateways
import Testing

@testable import Polling

/// Who is asked when, as diaries: what started at which second.
@Suite struct RoundTests {
    let key = keys(1)[0]

    @Test("An idle instance is asked its status every idle round, and nothing else")
    func idle() {
        var rig = Rig()
        rig.watch([key])
        rig.run(until: .seconds(100))
        #expect(rig.diary() == "status 0, status 30, status 60, status 90")
    }

    @Test("A focused instance is asked every focused round, from the moment somebody looks to the moment nobody does")
    func focus() {
        var rig = Rig()
        rig.watch([key])
        rig.run(until: .seconds(12))
        rig.planner.focus(key, at: rig.now)
        rig.run(until: .seconds(24))
        rig.planner.focus(nil, at: rig.now)
        rig.run(until: .seconds(70))
        #expect(rig.diary() == "status 0, status 12, status 17, status 22, status 30, status 60")
    }

    @Test("Status every 3 s and code every 6 s keep their pace: each in turn steps aside for the floor")
    func linkWindow() {
        var rig = Rig()
        rig.watch([key])
        rig.planner.open(.qr, for: key, at: rig.now)
        rig.run(until: .seconds(20))
        #expect(
            rig.diary() == """
                code 0, status 2.03, status 4.06, code 6.09, status 8.12, status 10.15, code 12.18, \
                status 14.21, status 16.24, code 18.27
                """)
    }

    @Test("Rounds shorter than the floor share it evenly")
    func crowded() {
        var rig = Rig()
        rig.watch([key], .single, .standard(for: .waha))
        rig.planner.open(.qr, for: key, at: rig.now)
        rig.run(until: .seconds(13))
        #expect(rig.diary() == "code 0, status 2.03, code 4.06, status 6.09, code 8.12, status 10.15, code 12.18")
    }

    @Test("Where a passkey is asked for, it and the status are asked in turns, and no code is")
    func passkey() {
        var rig = Rig()
        rig.watch([key])
        rig.planner.open(.qr, for: key, at: rig.now)
        rig.run(until: .seconds(1))
        rig.planner.expedite(key, .code, notBefore: rig.now, at: rig.now)
        rig.planner.open(.passkey, for: key, at: rig.now)
        let isPressed = rig.press(key, .code)
        #expect(!isPressed)
        rig.run(until: .seconds(16))
        #expect(
            rig.diary() == """
                code 0, status 2.03, passkey 4.06, status 6.09, passkey 8.12, status 10.15, passkey 12.18, \
                status 14.21
                """)
        rig.planner.closeWindow(for: key)
        rig.run(until: .seconds(100))
        #expect(rig.starts(.passkey, from: .seconds(16)).isEmpty)
    }

    @Test("A gateway without passkeys is asked once, and again in the next window")
    func noPasskey() {
        var rig = Rig()
        rig.answer = { request in
            request.ask == .passkey
                ? (.milliseconds(100), .failure(.unsupported)) : Rig.allIsWell(request)
        }
        rig.watch([key])
        rig.planner.open(.passkey, for: key, at: rig.now)
        rig.run(until: .seconds(30))
        #expect(rig.starts(.passkey).count == 1)
        rig.planner.closeWindow(for: key)
        rig.planner.open(.passkey, for: key, at: rig.now)
        rig.run(until: .seconds(35))
        #expect(rig.starts(.passkey).count == 2)
    }

    @Test("While a pairing code is alive only the status is asked")
    func pairing() {
        var rig = Rig()
        rig.watch([key])
        rig.planner.open(.pairing, for: key, at: rig.now)
        rig.run(until: .seconds(10))
        #expect(rig.diary() == "status 0, status 3, status 6, status 9")
    }

    @Test("No code is asked from the moment a pairing code is asked for, and after one came")
    func pairingRequest() {
        var rig = Rig()
        rig.watch([key])
        rig.planner.open(.qr, for: key, at: rig.now)
        rig.run(until: .seconds(5))
        rig.planner.pairingStarted(key, at: rig.now)
        rig.run(until: .seconds(15))
        rig.planner.pairingEnded(key, came: true, at: rig.now)
        rig.run(until: .seconds(60))
        #expect(rig.starts(.code) == [0])
        rig.planner.open(.qr, for: key, at: rig.now)
        rig.run(until: .seconds(63))
        #expect(rig.starts(.code).count == 2)
    }

    @Test("Nothing is asked by itself while a pairing code is being asked for, and for two seconds after")
    func pairingAtLength() {
        var rig = Rig()
        rig.watch([key])
        rig.planner.open(.pairing, for: key, at: rig.now)
        rig.run(until: .seconds(4))
        rig.planner.pairingStarted(key, at: rig.now)
        rig.planner.expedite(key, .status, notBefore: rig.now, at: rig.now)
        rig.run(until: .seconds(20))
        #expect(rig.starts(.status, from: .seconds(4)).isEmpty)
        rig.planner.pairingEnded(key, came: true, at: rig.now)
        rig.run(until: .seconds(23))
        #expect(rig.starts(.status, from: .seconds(4)) == [22.03])
    }

    @Test(
        "Where asking opens the link, a code that is wished for is asked of one that is logged out, too",
        arguments: [true, false])
    func codeOpensLink(opens: Bool) {
        var rig = Rig()
        rig.answer = { $0.ask == .status ? (.milliseconds(50), .state(.loggedOut)) : Rig.allIsWell($0) }
        var abilities = Abilities.unpolledCode
        abilities.codeOpensLink = opens
        rig.watch([key], abilities)
        rig.planner.open(.qr, for: key, at: rig.now)
        rig.run(until: .seconds(5))
        #expect(rig.starts(.code).isEmpty)
        rig.planner.expedite(key, .code, notBefore: rig.now, at: rig.now)
        rig.run(until: .seconds(30))
        #expect(rig.starts(.code).count == (opens ? 1 : 0))
    }

    @Test("A pairing code that did not come leaves the window as it was")
    func pairingRefused() {
        var rig = Rig()
        rig.watch([key])
        rig.planner.open(.qr, for: key, at: rig.now)
        rig.run(until: .seconds(5))
        rig.planner.pairingStarted(key, at: rig.now)
        rig.planner.pairingEnded(key, came: false, at: rig.now)
        rig.run(until: .seconds(10))
        #expect(rig.starts(.code, from: .seconds(5)).count == 1)
    }

    @Test(
        "A code is asked while the state awaits a link or is not known, and in no other", arguments: LinkState.allCases)
    func codeNeedsTheState(state: LinkState) {
        var rig = Rig()
        rig.answer = { $0.ask == .status ? (.milliseconds(50), .state(state)) : Rig.allIsWell($0) }
        rig.watch([key])
        rig.run(until: .seconds(5))
        rig.planner.open(.qr, for: key, at: rig.now)
        rig.run(until: .seconds(20))
        #expect(rig.starts(.code).isEmpty == ![.awaitingLink, .unknown].contains(state))
    }

    @Test("A code that may not be polled is asked when wished or pressed, once each")
    func unpolledCode() {
        var rig = Rig()
        rig.watch([key], .unpolledCode)
        rig.planner.open(.qr, for: key, at: rig.now)
        rig.run(until: .seconds(30))
        #expect(rig.starts(.code).isEmpty)
        rig.planner.expedite(key, .code, notBefore: .seconds(40), at: rig.now)
        rig.run(until: .seconds(60))
        #expect(rig.starts(.code).count == 1)
        let isAsked = rig.press(key, .code)
        #expect(isAsked)
        rig.run(until: .seconds(90))
        #expect(rig.starts(.code).count == 2)
    }

    @Test("The account is read once after a link, and again after the next link")
    func account() {
        var rig = Rig()
        rig.answer = { $0.ask == .status ? (.milliseconds(50), .state(.working)) : Rig.allIsWell($0) }
        rig.watch([key])
        rig.run(until: .seconds(200))
        #expect(rig.starts(.account) == [2.03])
        rig.answer = { $0.ask == .status ? (.milliseconds(50), .state(.loggedOut)) : Rig.allIsWell($0) }
        rig.run(until: .seconds(240))
        rig.answer = { $0.ask == .status ? (.milliseconds(50), .state(.working)) : Rig.allIsWell($0) }
        rig.run(until: .seconds(400))
        #expect(rig.starts(.account).count == 2)
    }

    @Test("An account that the status brought along is not read again")
    func accountKnown() {
        var rig = Rig()
        let account = Account(phone: nil, name: "Clinic")
        rig.answer = { _ in (.milliseconds(50), .state(.working, account: account)) }
        rig.watch([key])
        rig.run(until: .seconds(100))
        #expect(rig.starts(.account).isEmpty)
    }

    @Test("An account that cannot be read is tried after 10, 20, 40, 60 s, then every ten minutes")
    func accountRetry() {
        var rig = Rig()
        rig.answer = { $0.ask == .status ? (.zero, .state(.working)) : (.zero, .account(nil)) }
        rig.watch([key])
        rig.run(until: .seconds(1500))
        #expect(rig.starts(.account) == [2.03, 12.03, 32.03, 72.03, 132.03, 732.03, 1332.03])
    }

    @Test("Next to a press the automatic requests wait two seconds from its start")
    func press() {
        var rig = Rig()
        rig.watch([key])
        rig.planner.open(.pairing, for: key, at: rig.now)
        rig.run(until: .seconds(2.5))
        let areAsked = [rig.press(key, .status), rig.press(key, .account)]
        #expect(areAsked == [true, true])
        rig.run(until: .seconds(2.9))
        rig.planner.personStarted(key, at: rig.now)
        rig.run(until: .seconds(9))
        #expect(rig.diary() == "status 0, PRESSED status 2.5, PRESSED account 2.5, status 5.5, status 8.5")
    }

    @Test("A wish is fulfilled once, at its time, under the floor")
    func wish() {
        var rig = Rig()
        rig.watch([key])
        rig.run(until: .seconds(1))
        rig.planner.expedite(key, .status, notBefore: .seconds(1.5), at: rig.now)
        rig.planner.expedite(key, .status, notBefore: .seconds(6), at: rig.now)
        rig.run(until: .seconds(31))
        #expect(rig.diary() == "status 0, status 2.03, status 6, status 30")
    }

    @Test("A hold keeps everything automatic away, and ends when it is taken back")
    func hold() {
        var rig = Rig()
        rig.watch([key])
        rig.planner.open(.pairing, for: key, at: rig.now)
        rig.planner.hold(key, until: .seconds(10))
        rig.run(until: .seconds(12))
        rig.planner.hold(key, until: .seconds(100))
        rig.run(until: .seconds(20))
        rig.planner.hold(key, until: nil)
        rig.run(until: .seconds(22))
        #expect(rig.diary() == "status 10, status 20")
    }

    @Test("An instance that leaves and comes back finds its floor as it left it")
    func comeback() {
        var rig = Rig()
        rig.watch([key])
        rig.run(until: .seconds(0.5))
        rig.watch([])
        rig.run(until: .seconds(1))
        rig.watch([key])
        rig.run(until: .seconds(10))
        #expect(rig.diary() == "status 0, status 2.03")
    }

    @Test("One that the gateway does not know slows down to the idle round, whoever looks")
    func unknownToGateway() {
        var rig = Rig()
        rig.answer = { _ in (.milliseconds(50), .failure(.notFound)) }
        rig.watch([key])
        rig.planner.focus(key, at: rig.now)
        rig.run(until: .seconds(70))
        #expect(rig.diary() == "status 0, status 30, status 60")
    }
}
