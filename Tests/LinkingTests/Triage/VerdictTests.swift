import Fleet
import Linking
import Testing

@Suite("What comes next for an instance")
struct VerdictTests {
    struct Row: Sendable {
        var code: ReasonCode
        var state: LinkState
        var action: ReasonAction
        var verdict: Verdict
        var lock: Lock
    }

    static let rows: [Row] = [
        Row(code: .unlinked, state: .loggedOut, action: .relink, verdict: .relink, lock: .open),
        Row(
            code: .temporaryBan, state: .blocked, action: .waitOutBan, verdict: .person(.temporaryBan),
            lock: .typed(.banned)),
        Row(code: .locked, state: .blocked, action: .lookAtPhone, verdict: .person(.locked), lock: .typed(.banned)),
        Row(
            code: .outdated, state: .failed, action: .upgradeGateway, verdict: .upgradeGateway,
            lock: .closed(.outdatedGateway("waha-1"))),
        Row(code: .banned, state: .blocked, action: .appeal, verdict: .person(.banned), lock: .typed(.banned)),
        Row(code: .unscanned, state: .loggedOut, action: .reopen, verdict: .relink, lock: .open),
        Row(
            code: .deviceName, state: .loggedOut, action: .renameDevice, verdict: .person(.deviceName), lock: .open),
        Row(code: .multiDevice, state: .failed, action: .updatePhone, verdict: .person(.updatePhone), lock: .open),
        Row(code: .dropped, state: .disconnected, action: .reconnect, verdict: .ladder(.restart), lock: .open),
        Row(
            code: .tooMany, state: .loggedOut, action: .coolDown, verdict: .person(.coolDown), lock: .typed(.coolDown)),
        Row(code: .replaced, state: .disconnected, action: .findTwin, verdict: .duplicate(nil), lock: .open),
        Row(code: .brokenSession, state: .failed, action: .reconnect, verdict: .ladder(.restart), lock: .open),
        Row(code: .unavailable, state: .disconnected, action: .reconnect, verdict: .ladder(.restart), lock: .open),
        Row(code: .restart, state: .connecting, action: .wait, verdict: .ladder(.restart), lock: .open),
    ]

    @Test("Every code has its action, its step and its lock", arguments: rows)
    func dictionary(row: Row) {
        let facts = Case.facts(row.state, code: row.code)
        #expect(ReasonAction(row.code) == row.action)
        #expect(Verdict(facts, nil, at: Case.now) == row.verdict)
        #expect(Lock(facts, nil) == row.lock)
    }

    @Test("The dictionary is complete, and says something of each")
    func complete() {
        #expect(Set(Self.rows.map(\.code)) == Set(ReasonCode.allCases))
        for code in ReasonCode.allCases {
            #expect(!code.sentence.isEmpty && !ReasonAction(code).sentence.isEmpty)
        }
    }

    @Test(
        "Without a code the state decides",
        arguments: [
            (LinkState.working, .nothing), (.awaitingLink, .relink), (.loggedOut, .relink),
            (.awaitingPasskey, .person(.passkey)), (.starting, .ladder(.restart)), (.connecting, .ladder(.restart)),
            (.disconnected, .ladder(.restart)), (.failed, .ladder(.restart)), (.blocked, .person(.banned)),
            (.stopped, .ladder(.start)), (.missing, .person(.missing)), (.unknown, .person(.unknownState)),
        ] as [(LinkState, Verdict)])
    func states(state: LinkState, verdict: Verdict) {
        #expect(Verdict(Case.facts(state), nil, at: Case.now) == verdict)
    }

    @Test("Before the first answer nothing is advised")
    func unanswered() {
        #expect(Verdict(Case.facts(nil, since: nil), nil, at: Case.now) == .wait(until: nil, .firstAnswer))
    }

    @Test(
        "A transition has the vendor's time, and not a second more",
        arguments: [
            (GatewayKind.waha, LinkState.starting, nil, 60), (.wawp, .starting, nil, 70), (.gowa, .starting, nil, 45),
            (.evolution, .starting, nil, 60), (.greenAPI, .starting, nil, 300), (.greenAPI, .disconnected, nil, 300),
            (.evolution, .connecting, .restart, 30), (.waha, .connecting, nil, 30), (.gowa, .disconnected, nil, 60),
            (.evolution, .disconnected, .dropped, 60),
        ] as [(GatewayKind, LinkState, ReasonCode?, Int)])
    func limits(kind: GatewayKind, state: LinkState, code: ReasonCode?, seconds: Int) {
        let end = Case.long + .seconds(seconds)
        let facts = Case.facts(state, code: code, kind: kind)
        #expect(Verdict(facts, nil, at: end - .milliseconds(1)) == .wait(until: end, .transition))
        #expect(Verdict(facts, nil, at: end) == .ladder(.restart))
    }

    @Test("A gateway that is down comes before everything that its instances last said")
    func gatewayDown() {
        let gateway = GatewayFacts(downSince: Case.long)
        for state in LinkState.allCases {
            let facts = Case.facts(state, code: .outdated, gateway: gateway)
            #expect(Verdict(facts, nil, at: Case.now) == .gatewayDown(since: Case.long))
            #expect(Lock(facts, nil) == .closed(.gatewayDown("waha-1")))
        }
    }

    @Test("Where WhatsApp refuses a gateway's version, no instance of it is linked, whatever its own code says")
    func outdated() {
        let gateway = GatewayFacts(isOutdated: true)
        for state in LinkState.allCases where state != .working {
            let facts = Case.facts(state, gateway: gateway)
            #expect(Verdict(facts, nil, at: Case.now) == .upgradeGateway)
            #expect(Lock(facts, nil) == .closed(.outdatedGateway("waha-1")))
        }
        #expect(Verdict(Case.facts(.working, gateway: gateway), nil, at: Case.now) == .nothing)
    }

    @Test("A code offered for a session that names its phone is restarted once before it is scanned")
    func offeredThoughLinked() {
        let facts = Case.facts(.awaitingLink, hasAccount: true)
        #expect(facts.pairing == .paired)
        #expect(Verdict(facts, nil, at: Case.now) == .ladder(.restart))
    }

    @Test("Riders of a linked instance say more than its state")
    func riders() {
        func verdict(_ rider: Rider) -> Verdict {
            Verdict(Case.facts(.working, riders: [rider]), nil, at: Case.now)
        }
        #expect(verdict(.mismatch) == .person(.wrongNumber))
        #expect(verdict(.duplicate) == .duplicate(nil))
        #expect(verdict(.clash) == .ladder(.restart))
        #expect(verdict(.restricted) == .person(.restricted))
        #expect(verdict(.settling) == .wait(until: nil, .settling))
        #expect(verdict(.stale) == .nothing)
    }

    @Test("A link lost within a day, or twice within the hour, is suspected of a restriction, unless it was taken here")
    func suspicion() {
        let morning = Case.long - .seconds(6 * 3600)
        let lastWeek = Case.long - .seconds(7 * 24 * 3600)
        func facts(_ code: ReasonCode?, _ link: Instant?, drops: Int = 1, here: Bool = false) -> TriageFacts {
            Case.facts(.loggedOut, code: code, lastLink: link, drops: drops, unlinkedHere: here)
        }
        #expect(Verdict(facts(.unlinked, morning), nil, at: Case.now) == .person(.restrictionSuspected))
        #expect(Lock(facts(.unlinked, morning), nil) == .typed(.restricted))
        #expect(Verdict(facts(.unlinked, lastWeek), nil, at: Case.now) == .relink)
        #expect(Verdict(facts(.unlinked, morning, here: true), nil, at: Case.now) == .relink)
        #expect(Verdict(facts(nil, morning), nil, at: Case.now) == .relink)
        #expect(Verdict(facts(nil, morning, drops: 2), nil, at: Case.now) == .person(.restrictionSuspected))
        var together = facts(.unlinked, morning)
        together.gateway.droppedTogether = 30
        #expect(Verdict(together, nil, at: Case.now) == .relink)
    }

    @Test("Sessions that come up again after a restart of their server have longer than a single one")
    func storm() {
        let gateway = GatewayFacts(droppedTogether: 90)
        let facts = Case.facts(.starting, gateway: gateway)
        let end = Case.long + .seconds(1200)
        #expect(Verdict(facts, nil, at: end - .seconds(1)) == .wait(until: end, .storm(sessions: 90)))
        #expect(Verdict(facts, nil, at: end) == .ladder(.restart))
        let few = Case.facts(.starting, gateway: GatewayFacts(droppedTogether: 3))
        #expect(Verdict(few, nil, at: Case.long + .seconds(60)) == .ladder(.restart))
    }

    @Test("One session of a server that has just started waits for its turn too; one that fell later does not")
    func freshServer() {
        func verdict(_ upSince: Instant, after time: Duration) -> Verdict {
            let gateway = GatewayFacts(upSince: upSince, instances: 45)
            return Verdict(Case.facts(.starting, gateway: gateway), nil, at: Case.long + time)
        }
        let started = Case.long - .seconds(30)
        let end = started + .seconds(600)
        #expect(verdict(started, after: .seconds(300)) == .wait(until: end, .storm(sessions: 45)))
        #expect(verdict(started, after: .seconds(600)) == .ladder(.restart))
        #expect(verdict(Case.long - .seconds(3600), after: .seconds(300)) == .ladder(.restart))
    }
}
