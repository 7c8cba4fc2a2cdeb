import Fleet
import Grid
import Testing

@testable import Board

@Suite("The page of one instance")
struct DetailTests {
    private static let reason =
        "Unlinked by the phone, QR codes used up, or engine trouble: WAHA does not tell which of them it was"

    private func opened(_ columns: Int, _ rows: Int) -> Fixture {
        var fixture = Fixture(columns, rows)
        fixture.send(
            .status(StatusReading(state: .failed, raw: "FAILED", reason: CleanText(Self.reason))), .status,
            of: "A91F3C07D2E4")
        fixture.press(.enter)
        return fixture
    }

    @Test(
        "A reason is broken where there are rows for it",
        arguments: [Size(columns: 80, rows: 24), Size(columns: 60, rows: 30)])
    func reason(size: Size) {
        let screen = opened(size.columns, size.rows).lines.map { $0.trimming() }.joined(separator: " ")
        #expect(screen.contains(Self.reason))
    }

    @Test("Where rows are few the next step stays, and what is cut says so", arguments: 10...14)
    func few(rows: Int) {
        let fixture = opened(40, rows)
        #expect(fixture.screen.contains("Next         r restarts it"))
        #expect(fixture.lines.contains { $0.contains("Reason") && $0.hasSuffix("…") })
        #expect(fixture.screen.contains("FAILED"))
    }

    @Test("What is so at a gateway for ever stands on the pages of its instances, and raises no alarm")
    func traits() {
        var fixture = Fixture(100, 30)
        let trait: CleanText = "wawp-eu takes its tokens only in the URL"
        fixture.send(
            .gateway(
                GatewayReport(
                    name: "wawp-eu", failure: nil, since: nil, nextProbe: nil, requestsPerSecond: 1, notices: [],
                    traits: [trait])))
        #expect(!fixture.screen.contains("tokens"))
        fixture.press(.enter)
        #expect(fixture.screen.contains("Gateway      \(trait.text)"))
    }

    @Test("A notice that somebody can act on names its gateway once")
    func notice() {
        var fixture = Fixture(100, 30)
        fixture.send(
            .gateway(
                GatewayReport(
                    name: "wawp-eu", failure: nil, since: nil, nextProbe: nil, requestsPerSecond: 1,
                    notices: ["wawp-eu is asked without a key"])))
        #expect(fixture.screen.contains(" ! wawp-eu is asked without a key"))
        #expect(!fixture.screen.contains("gateway wawp-eu"))
    }

    @Test("A line in several looks is cut with a sign, and one that fits is left whole", arguments: 1...14)
    func cut(columns: Int) {
        let spans = [Span("Reason", .muted), Span("  "), Span("gone", .heading)]
        let text = Glyphs(Settings()).cut(spans, to: columns).map(\.text).joined()
        let whole = "Reason  gone"
        #expect(text == (columns >= 12 ? whole : String(whole.prefix(columns - 1)) + "…"))
    }
}

extension String {
    fileprivate func trimming() -> String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
