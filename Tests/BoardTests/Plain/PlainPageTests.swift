import Fleet
import Grid
import Linking
import Testing

@testable import Board

@Suite("Screens as lines and numbered choices")
struct PlainPageTests {
    private func text(_ fixture: Fixture) -> [String] { PlainPage(fixture.state).text(fixture.state) }

    /// Types a line, as a person does who reads the page that stands there.
    private func type(_ line: String, _ fixture: inout Fixture) -> PlainInput {
        let input = PlainInput(line, on: PlainPage(fixture.state), fixture.state)
        if case .events(let events) = input { for event in events { fixture.send(event) } }
        return input
    }

    @Test("the list is one line of counts and the problems, worst first")
    func list() {
        let fixture = Fixture()
        let lines = text(fixture)
        #expect(lines[0] == "9 instances: 2 need a link, 1 failed, 1 coming up, 1 stopped, 4 linked.")
        #expect(lines[1] == "1. Clinic North 02, wawp-eu: FAILED, the engine gave up")
        #expect(lines.count == 4)
    }

    @Test("a number opens a row, a name does what it says, and back leads back")
    func walk() {
        var fixture = Fixture()
        _ = type("2", &fixture)
        #expect(fixture.state.screen == .detail(Fixture.key(Fixture.ready)))
        #expect(text(fixture)[0] == "Bakery Nile, wawp-eu/B0C77D11E9AA: SCAN. Expects +20 ··· 5117. Holder Front desk.")
        #expect(text(fixture)[1] == "1. relink with a QR (relink)")
        _ = type("restart", &fixture)
        #expect(PlainPage(fixture.state).prompt == "y or n: ")
        #expect(text(fixture) == ["Restart Bakery Nile? The connection drops for some seconds; the pairing is kept."])
        _ = type("n", &fixture)
        #expect(fixture.state.dialog == nil && fixture.state.queue.isEmpty)
        _ = type("restart", &fixture)
        _ = type("y", &fixture)
        #expect(fixture.state.queue.map(\.act) == [.restart])
        _ = type("n", &fixture)
        #expect(fixture.state.screen != .detail(Fixture.key(Fixture.ready)))
        _ = type("q", &fixture)
        #expect(fixture.state.screen == .list)
    }

    @Test("a page of the journal has an edition once it is read, and offers what its keys do; nothing acts from there")
    func journal() {
        var fixture = Fixture()
        _ = type("handover", &fixture)
        #expect(fixture.state.journalEdition == 0)
        fixture.send(.journalRead(.handover, []))
        #expect(fixture.state.journalEdition == 1)
        let offered = [
            "since 22:00, or 12 hours (period)", "save it as Markdown (save-handover)",
            "ask the gateway now (poll-now)", "back (back)",
        ]
        #expect(text(fixture).suffix(4) == offered.enumerated().map { "\($0 + 1). \($1)" }[...])
        _ = type("1", &fixture)
        #expect(fixture.state.journal.period == .shift)
        #expect(fixture.state.journalEdition == 0)
        _ = type("events", &fixture)
        #expect(text(fixture).contains("1. log: the next kind of lines (sift)"))
        #expect(!text(fixture).contains { $0.hasSuffix("(logout)") })
        _ = type("q", &fixture)
        _ = type("1", &fixture)
        #expect(text(fixture).contains { $0.hasSuffix("(timeline)") })
    }

    @Test("a filter finds any row, and alone it is gone")
    func filter() {
        var fixture = Fixture()
        _ = type("/hotel", &fixture)
        #expect(text(fixture).suffix(2).allSatisfy { $0.contains("Hotel Front") })
        _ = type("2", &fixture)
        _ = type("/", &fixture)
        #expect(fixture.state.screen == .list)
        #expect(text(fixture)[1].contains("FAILED"))
    }

    @Test(
        "on the list nothing is done to a row that nobody chose",
        arguments: ["restart", "relink", ":logout", "p", "X", "re"])
    func nobodyChose(line: String) {
        var fixture = Fixture()
        guard case .unknown = type(line, &fixture) else {
            Issue.record("\(line) did something")
            return
        }
        #expect(fixture.state.dialog == nil && fixture.state.links.isEmpty)
    }

    @Test("questions: a number with a mistake is told, the right one opens a window; a duplicate has to be typed for")
    func questions() {
        var fixture = Fixture()
        _ = type("2", &fixture)
        _ = type("pair", &fixture)
        #expect(PlainPage(fixture.state).prompt == "number, or q: ")
        #expect(text(fixture).last == "Nothing takes +20 ··· 5117.")
        _ = type("12x", &fixture)
        #expect(fixture.state.plainComplaint?.contains("is not part of a number") == true)
        _ = type("+234 801 2346610", &fixture)
        #expect(PlainPage(fixture.state).prompt == "type Bakery Nile to go on, or q: ")
        #expect(text(fixture)[0].contains("linked in Depot Lagos"))
        _ = type("Bakery Nile", &fixture)
        #expect(fixture.state.screen == .link(Fixture.key(Fixture.ready)))
        #expect(fixture.state.links.count == 1)
    }

    @Test("read-only offers nothing that changes")
    func readOnly() {
        var fixture = Fixture(settings: Settings(isReadOnly: true, reducedMotion: true))
        _ = type("2", &fixture)
        let changing = PlainPage(fixture.state).choices.filter {
            if case .action(let action) = $0 { ActionTable.info(action).changes } else { false }
        }
        #expect(changing.isEmpty)
        #expect(PlainPage(fixture.state).choices.contains(.action(.triage)))
    }

    @Test("every page and every question says something, and no line holds a control character or a whole number")
    func words() {
        var fixture = Fixture()
        for line in ["1", "triage", "q", "q", "2", "mute", "q", "logout", "q", "pair", "", "?", "q", "q", "round"] {
            _ = type(line, &fixture)
            let page = PlainPage(fixture.state)
            if case .link = fixture.state.screen {} else { #expect(!page.text(fixture.state).isEmpty, "\(line)") }
            for text in page.text(fixture.state) {
                #expect(!text.unicodeScalars.contains { $0.value < 32 }, "\(text)")
                #expect(text.firstMatch(of: /[0-9]{9}/) == nil, "\(text)")
            }
        }
    }
}
