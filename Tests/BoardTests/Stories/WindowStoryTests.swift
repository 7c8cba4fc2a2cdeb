import Fleet
import Grid
import Linking
import Testing

@testable import Board

/// What a link window does while nobody scans, or somebody does at the last moment.
@Suite("Stories 3, 4 and 5: windows that end")
struct WindowStoryTests {
    private func begun(_ kind: GatewayKind) -> Fixture {
        var fixture = Fixture(100, 40, kind: kind)
        fixture.press(.down, .character("r"))
        return fixture
    }

    private func said(_ fixture: Fixture) -> [String] {
        let key = Fixture.key(Fixture.ready)
        guard let session = fixture.state.links[key], let row = fixture.state.fleet[key] else { return [] }
        return FlowWords(session, row, fixture.state).sentences
    }

    /// What would make somebody ask a gateway.
    private func asks(_ effects: [Effect]) -> [Effect] {
        effects.filter {
            switch $0 {
            case .askNow, .expedite, .openWindow, .perform, .requestPairing: true
            default: false
            }
        }
    }

    @Test("Story 3: six codes, each blanked at its end, a neutral sentence, and nothing more is asked until Enter")
    func expiry() throws {
        var fixture = begun(.waha)
        for number in 1...6 {
            let life = number == 1 ? 60.0 : 20
            try fixture.code(CodePayload("2@code\(number)"), of: Fixture.ready, lives: .told(.seconds(life)))
            #expect(fixture.screen.contains("Code \(number) of 6"))
            fixture.pass(.seconds(life))
            #expect(fixture.state.links[Fixture.key(Fixture.ready)]?.matrix == nil, "blank at its end")
        }
        fixture.status(.failed, "FAILED", of: Fixture.ready)
        #expect(fixture.screen.contains("Nobody scanned in time"))
        let words = FlowWords(
            fixture.state.links[Fixture.key(Fixture.ready)]!, fixture.state.fleet[Fixture.key(Fixture.ready)]!,
            fixture.state)
        #expect(words.style == .plain, "nobody did anything wrong")
        _ = fixture.takeEffects()
        fixture.pass(.seconds(600))
        #expect(asks(fixture.takeEffects()).isEmpty)
        fixture.press(.enter)
        #expect(!asks(fixture.takeEffects()).isEmpty)
    }

    @Test("Story 4: held with a second left, the end of the code asks for no other one")
    func held() throws {
        var fixture = begun(.gowa)
        try fixture.code(of: Fixture.ready, lives: .told(.seconds(60)))
        fixture.pass(.seconds(59))
        fixture.press(.character("H"))
        _ = fixture.takeEffects()
        fixture.pass(.seconds(2))
        #expect(asks(fixture.takeEffects()).isEmpty)
        #expect(fixture.screen.contains("Holding"))
        fixture.status(.working, "connected", of: Fixture.ready)
        #expect(fixture.state.links[Fixture.key(Fixture.ready)]?.flow.phase.isSettling == true)
    }

    @Test(
        "Where neither count nor end of a window is told, what is known is: how long a first code takes, and the pause")
    func unknownEnd() throws {
        var fixture = begun(.greenAPI)
        fixture.pass(.seconds(70))
        #expect(said(fixture) == ["A first QR can take up to 10 minutes at GREEN-API; 1:10 min so far."])
        try fixture.code(of: Fixture.ready, lives: .told(.seconds(20)))
        #expect(said(fixture) == ["Code 1 of this window, which pauses in 2:50."])
        fixture.pass(.seconds(20))
        #expect(said(fixture) == ["The gateway is between two codes. This is normal."], "the first one came")
        #expect(!said(begun(.gowa)).joined().contains("10 minutes"))
    }

    @Test(
        "Story 5: after four minutes it asks whether somebody is there, and then nobody",
        arguments: [GatewayKind.greenAPI, .gowa])
    func unattended(kind: GatewayKind) throws {
        var fixture = begun(kind)
        for second in 0..<240 {
            #expect(!fixture.screen.contains("Still there?"), "after \(second) s")
            if second % 20 == 0 { try fixture.code(CodePayload("2@code\(second)"), of: Fixture.ready) }
            fixture.pass(.seconds(1))
        }
        #expect(fixture.screen.contains("Still there?"))
        _ = fixture.takeEffects()
        fixture.pass(.seconds(600))
        #expect(asks(fixture.takeEffects()).isEmpty)
        fixture.press(.enter)
        #expect(fixture.takeEffects().contains(.openWindow(.qr, Fixture.key(Fixture.ready))))
    }

    @Test("Story 5: it asks earlier where the gateway's configuration says so, also one that was read again")
    func unattendedEarlier() throws {
        var fixture = begun(.greenAPI)
        var gateway = fixture.state.gateways[0]
        gateway.linkPause = .seconds(60)
        fixture.send(.roster(fixture.state.fleet.rows, [gateway]))
        fixture.press(.escape)
        fixture.press(.character("r"))
        for second in 0..<60 {
            #expect(!fixture.screen.contains("Still there?"), "after \(second) s")
            if second % 20 == 0 { try fixture.code(CodePayload("2@code\(second)"), of: Fixture.ready) }
            fixture.pass(.seconds(1))
        }
        #expect(fixture.screen.contains("Still there?"))
    }
}
