import Fleet
import Grid
import Linking
import Testing

@testable import Board

@Suite("Triage")
struct TriageTests {
    static let failed = Fixture.key("A91F3C07D2E4")
    static let linked = "E7B3D8810A52"

    /// Sixty instances on one gateway, all linked, the list polled as it is.
    static func night(_ kind: GatewayKind = .evolution) -> Fixture {
        let table = (0..<60).map {
            InstanceRow(
                key: Fixture.key("shop-\($0)"), kind: kind, configured: InstanceConfiguration(id: "shop-\($0)"))
        }
        var fixture = Fixture(80, 24, table: table, kind: kind)
        fixture.list(listed { _ in StatusReading(state: .working, raw: "open") })
        fixture.pass(.seconds(15))
        return fixture
    }

    static func listed(_ status: (Int) -> StatusReading) -> [ListedInstance] {
        (0..<60).map { ListedInstance(id: "shop-\($0)", label: nil, status: status($0)) }
    }

    static func refused(_ index: Int) -> StatusReading {
        index < 12
            ? StatusReading(state: .failed, raw: "close", reason: ReasonCode.outdated.sentence, reasonCode: 405)
            : StatusReading(state: .working, raw: "open")
    }

    static func performed(_ effects: [Effect]) -> [Act] {
        effects.compactMap { if case .perform(let act, _, _) = $0 { act } else { nil } }
    }

    @Test("Twelve of sixty refused by WhatsApp: one poll and the banner is there, and no key links any of them")
    func refusedVersion() {
        var fixture = Self.night()
        #expect(fixture.state.triage.outbreaks.isEmpty)
        fixture.list(Self.listed(Self.refused))
        #expect(fixture.screen.contains("405 on wawp-eu: upgrade it, do NOT re-scan; 12 of 60 refused"))
        _ = fixture.takeEffects()
        fixture.press(.character("r"))
        #expect(fixture.state.links.isEmpty && fixture.state.dialog == nil && fixture.state.screen == .list)
        #expect(fixture.state.message?.text == "405: wawp-eu is too old for WhatsApp; upgrade it, do NOT re-scan")
        fixture.press(.character("p"))
        #expect(fixture.state.dialog == nil)
        fixture.press(.character(" "), .character(" "), .character("W"), .character("r"))
        #expect(fixture.state.links.isEmpty)
        #expect(fixture.state.message?.text.hasPrefix("2 not opened") == true)
        fixture.press(.escape, .character("t"), .enter)
        #expect(fixture.state.links.isEmpty)
        #expect(Self.performed(fixture.takeEffects()).isEmpty)
        #expect(!fixture.screen.contains("QR;"))
        #expect(fixture.screen.contains("2 upgrade the gateway, do NOT scan again"))
    }

    @Test("The banner goes when they are back, and a handful of drops apart is none")
    func banner() {
        var fixture = Self.night()
        fixture.list(Self.listed { StatusReading(state: $0 < 12 ? .disconnected : .working, raw: "") })
        #expect(fixture.screen.contains("12 of 60 on wawp-eu dropped at"))
        fixture.list(Self.listed { StatusReading(state: $0 < 2 ? .disconnected : .working, raw: "") })
        #expect(fixture.state.triage.outbreaks.isEmpty)
        for count in 3..<9 {
            fixture.pass(.seconds(100))
            fixture.list(Self.listed { StatusReading(state: $0 < count ? .disconnected : .working, raw: "") })
        }
        #expect(fixture.state.triage.outbreaks.isEmpty)
    }

    @Test("A drop together with others is no drop of the account's own; the second one of its own locks its link")
    func shared() throws {
        var fixture = Self.night()
        func list(_ state: LinkState, _ count: Int) {
            fixture.list(Self.listed { StatusReading(state: $0 < count ? state : .working, raw: "") })
        }
        list(.loggedOut, 12)
        let key = try #require(fixture.state.triage.outbreaks.first?.members.first)
        for _ in 0..<2 {
            #expect(fixture.state.linkLock(for: [key]) == .open)
            list(.working, 0)
            fixture.pass(.seconds(300))
            list(.loggedOut, 1)
            fixture.pass(.seconds(5))
        }
        #expect(fixture.state.linkLock(for: [key]) == .typed(.restricted))
        #expect(fixture.state.fleet[key]?.past.drops.count == 3)
    }

    @Test("A list that nobody touched shows the worst; beside a row that is well t means those that dropped together")
    func untouched() {
        var fixture = Self.night()
        fixture.list(Self.listed { StatusReading(state: $0 >= 48 ? .loggedOut : .working, raw: "") })
        fixture.pass(.seconds(5))
        #expect(fixture.lines[4].contains("UNLINKED"))
        fixture.press(.character("G"))
        #expect(fixture.state.current.flatMap { fixture.state.fleet[$0] }?.state == .working)
        fixture.press(.character("t"))
        #expect(fixture.state.screen == .triage(fixture.state.triage.outbreaks[0].members))
    }

    @Test("What was stopped, or restarted from here, is no outbreak")
    func ownActs() {
        var fixture = Self.night()
        for index in 0..<12 { fixture.send(.acted(.restart, Fixture.key("shop-\(index)"), nil)) }
        fixture.list(Self.listed { StatusReading(state: $0 < 12 ? .starting : .working, raw: "") })
        #expect(fixture.state.triage.outbreaks.isEmpty)
        fixture.list(Self.listed { StatusReading(state: $0 < 24 && $0 > 11 ? .stopped : .working, raw: "") })
        #expect(fixture.state.triage.outbreaks.isEmpty)
    }

    @Test("A gateway is asked for its version once; one that could not tell is asked the next time")
    func version() {
        var fixture = Fixture(80, 24)
        _ = fixture.takeEffects()
        fixture.press(.character("t"))
        #expect(fixture.takeEffects().contains(.askVersion("wawp-eu")))
        fixture.press(.escape, .character("t"))
        #expect(!fixture.takeEffects().contains(.askVersion("wawp-eu")))
        fixture.send(.version(.failure(GatewayFailure(.server, "it answered 502")), of: "wawp-eu"))
        fixture.press(.escape, .character("t"))
        #expect(fixture.takeEffects().contains(.askVersion("wawp-eu")))
        fixture.send(.version(.success("2.3.6"), of: "wawp-eu"))
        #expect(fixture.screen.contains("version 2.3.6"))
        fixture.press(.escape, .character("t"))
        #expect(!fixture.takeEffects().contains(.askVersion("wawp-eu")))
    }

    @Test("A server that tells its uptime is asked for it with triage and with an outbreak, once a minute at most")
    func uptime() {
        var fixture = Self.night(.waha)
        fixture.list(Self.listed { StatusReading(state: $0 < 12 ? .starting : .working, raw: "STARTING") })
        #expect(fixture.takeEffects().filter { $0 == .askUptime("wawp-eu") }.count == 1)
        fixture.send(.uptime(.seconds(240), of: "wawp-eu"))
        #expect(fixture.screen.contains("server up 4:00 min; wait"))
        fixture.pass(.seconds(5))
        fixture.press(.character("t"))
        #expect(!fixture.takeEffects().contains(.askUptime("wawp-eu")))
        #expect(fixture.screen.contains("server up for 4:05 min"))
        fixture.pass(.seconds(60))
        fixture.press(.escape, .character("t"))
        #expect(fixture.takeEffects().contains(.askUptime("wawp-eu")))
        fixture.send(.uptime(nil, of: "wawp-eu"))
        fixture.send(.uptime(.seconds(50 * 3600), of: "wawp-eu"))
        #expect(fixture.screen.contains("server up for 2 d 2 h"))
        var other = Self.night()
        other.press(.character("t"))
        #expect(!other.takeEffects().contains(.askUptime("wawp-eu")))
    }

    @Test("One key a rung: restart, restart once more, then a word for the logout that is followed by a start")
    func ladder() {
        var fixture = Fixture(80, 24)
        fixture.press(.character("t"))
        _ = fixture.takeEffects()
        for text in ["Enter restarts it.", "Enter restarts it once more."] {
            #expect(fixture.screen.contains(text))
            fixture.press(.enter, .enter)
            #expect(Self.performed(fixture.takeEffects()) == [.restart], "a second Enter does it no second time")
            fixture.send(.acted(.restart, Self.failed, nil))
            fixture.pass(.seconds(6))
            fixture.status(.failed, "FAILED", of: Self.failed.id)
            #expect(fixture.screen.contains("did not help: FAILED"))
        }
        fixture.press(.enter)
        fixture.type("yes")
        fixture.press(.enter)
        #expect(Self.performed(fixture.takeEffects()).isEmpty)
        fixture.press(.enter)
        fixture.type("logout")
        fixture.press(.enter)
        #expect(Self.performed(fixture.takeEffects()) == [.logout])
        fixture.send(.acted(.logout, Self.failed, nil))
        #expect(Self.performed(fixture.takeEffects()) == [.start])
        fixture.send(.acted(.start, Self.failed, nil))
        fixture.pass(.seconds(6))
        fixture.status(.awaitingLink, "SCAN", of: Self.failed.id)
        #expect(fixture.screen.contains("Enter shows a QR"))
        fixture.press(.enter)
        #expect(fixture.state.screen == .link(Self.failed))
    }

    @Test("A restart by its own key is on the ladder, and so is the one that a link window does")
    func foreign() {
        var fixture = Fixture(80, 24)
        fixture.press(.character("R"), .character("y"))
        fixture.send(.acted(.restart, Self.failed, nil))
        #expect(fixture.state.triage.ladders[Self.failed]?.hasTaken(.restart) == true)
        fixture.send(.acted(.restart, Fixture.key(Self.linked), nil))
        #expect(fixture.state.triage.ladders[Fixture.key(Self.linked)] == nil, "it works: nothing is being mended")
    }

    @Test("r on something still paired shows first that no phone is needed; after a try it goes to the window")
    func stillPaired() {
        var fixture = Fixture(80, 24)
        fixture.status(.disconnected, "OFFLINE", of: Self.linked)
        fixture.pass(.seconds(61))
        fixture.status(.disconnected, "OFFLINE", of: Self.linked)
        fixture.state.list.cursor = Fixture.key(Self.linked)
        fixture.press(.character("r"))
        #expect(fixture.state.screen == .triage([Fixture.key(Self.linked)]))
        #expect(fixture.state.links.isEmpty)
        #expect(fixture.screen.contains("Enter restarts it."))
        _ = fixture.takeEffects()
        fixture.press(.enter)
        #expect(Self.performed(fixture.takeEffects()) == [.restart])
        fixture.send(.acted(.restart, Fixture.key(Self.linked), nil))
        fixture.pass(.seconds(80))
        fixture.press(.escape, .character("r"))
        #expect(fixture.state.screen == .link(Fixture.key(Self.linked)))
    }

    @Test("A banned account is linked only by whoever types it, and once")
    func banned() {
        var fixture = Fixture(80, 24)
        fixture.status(.blocked, "BANNED", of: Self.failed.id)
        fixture.press(.character("r"), .enter)
        #expect(fixture.state.links.isEmpty && fixture.state.message?.text == "nothing was done")
        fixture.press(.character("r"))
        fixture.type("relink")
        fixture.press(.enter)
        #expect(fixture.state.screen == .link(Self.failed))
        fixture.press(.escape, .character("r"))
        #expect(fixture.state.links.isEmpty, "what was typed once does not hold for the next time")
        fixture.press(.escape, .character("p"))
        fixture.type("relink")
        fixture.press(.enter, .enter)
        #expect(fixture.state.links[Self.failed] != nil)
    }

    @Test("A number that is linked in another row is linked twice only by whoever types it")
    func twin() {
        var fixture = Fixture(80, 24)
        let account = Fixture.account("201007745117", "Bakery")
        fixture.send(.status(StatusReading(state: .working, raw: "", account: account)), .status, of: Self.linked)
        fixture.press(.character("g"), .down, .down)
        #expect(fixture.state.list.current == Fixture.key(Fixture.ready))
        fixture.press(.character("r"))
        #expect(fixture.state.links.isEmpty)
        #expect(fixture.screen.contains("This number is linked in wawp-eu/\(Self.linked) already"))
    }

    @Test("Several at once: the act that keeps the pairing is asked for those that need it, at one a second")
    func several() {
        var fixture = Self.night()
        fixture.list(
            Self.listed { index in
                StatusReading(state: index < 4 ? .failed : index < 6 ? .loggedOut : .working, raw: "close")
            })
        fixture.press(.character("*"), .character("t"))
        #expect(fixture.screen.contains("Enter asks to restart 4, one a second"))
        #expect(fixture.screen.contains("2 relink: a phone is needed"))
        _ = fixture.takeEffects()
        fixture.press(.enter, .character("y"))
        #expect(Self.performed(fixture.takeEffects()) == [.restart])
        #expect(fixture.state.queue.count == 4)
    }

    @Test("Links that were lost are on the ladder, and the third asks for a word")
    func thirdFailure() throws {
        var fixture = Fixture(80, 31)
        let key = Fixture.key(Fixture.ready)
        fixture.press(.down)
        for attempt in 1...3 {
            fixture.press(.character("r"))
            try fixture.code(CodePayload("2@\(attempt)"), of: Fixture.ready)
            fixture.status(.working, "WORKING", of: Fixture.ready)
            fixture.pass(.seconds(4))
            fixture.status(.failed, "FAILED", of: Fixture.ready)
            fixture.status(.awaitingLink, "SCAN", of: Fixture.ready)
            fixture.press(.escape)
            fixture.pass(.seconds(4000))
        }
        #expect(fixture.state.triage.ladders[key]?.failedLinks == 3)
        fixture.press(.character("r"))
        #expect(fixture.state.links.isEmpty)
        #expect(fixture.screen.contains("Three links in a row have failed."))
    }

    @Test("A gateway without an answer links nothing, and Enter asks it again")
    func down() {
        var fixture = Fixture(80, 24)
        let failure = GatewayFailure(.unreachable, "no answer in 30 s")
        func report(_ failure: GatewayFailure?) -> Event {
            .gateway(
                GatewayReport(
                    name: "wawp-eu", failure: failure, since: fixture.state.now, nextProbe: nil, requestsPerSecond: 0,
                    notices: []))
        }
        fixture.send(report(failure))
        fixture.press(.character("r"))
        #expect(fixture.state.links.isEmpty)
        #expect(fixture.state.message?.text.contains("nothing links through it") == true)
        fixture.press(.character("t"))
        #expect(fixture.screen.contains("wawp-eu DOWN since"))
        #expect(fixture.send(.key(.enter)).contains(.askNow(.status, Self.failed)))
        fixture.pass(.seconds(30))
        fixture.send(report(nil))
        #expect(fixture.screen.contains("UP AGAIN since"))
    }

    @Test("Read-only looks, and does nothing")
    func readOnly() {
        var fixture = Fixture(80, 24, settings: Settings(isReadOnly: true, reducedMotion: true))
        fixture.press(.character("t"))
        #expect(fixture.state.screen == .triage([Self.failed]))
        _ = fixture.takeEffects()
        fixture.press(.enter)
        #expect(Self.performed(fixture.takeEffects()).isEmpty)
        #expect(fixture.state.message?.text.hasPrefix("read-only") == true)
    }

    @Test("What comes next stands on the smallest screen that has a footer")
    func small() {
        var fixture = Fixture(40, 12)
        fixture.press(.character("t"))
        #expect(fixture.screen.contains("Enter restarts it."))
        let before = fixture.screen
        fixture.press(.down, .down)
        #expect(fixture.screen != before)
        for _ in 0..<50 { fixture.press(.down) }
        #expect(fixture.screen.contains("nothing yet"))
        #expect(fixture.screen.contains("Enter restarts it."))
    }
}
