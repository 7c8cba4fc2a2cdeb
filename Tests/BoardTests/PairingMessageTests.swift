import Fleet
import Grid
import Testing

@testable import Board

@Suite("Messages to the holder of a phone")
struct PairingMessageTests {
    private let phone = try! PhoneNumber(typed: "201145202826")

    @Test(
        "Every language has one, with the code, the name and the end of the number in it, and nothing unfilled",
        arguments: HolderLanguage.allCases)
    func complete(language: HolderLanguage) throws {
        let message = try #require(PairingMessage(language))
        #expect(!message.name.isEmpty)
        let text = message.filled(code: PairingCode("K7HX2RWQ"), name: "Clinic {code}", phone: phone, minutes: 0)
        #expect(text.contains("K7HX-2RWQ"))
        #expect(text.contains("Clinic {code}"), "a name brings no placeholder along")
        #expect(text.contains("2826") && !text.contains("201145202826"))
        #expect(text.split(separator: "\n").count >= 5)
        #expect(!text.contains("{name}") && !text.contains("{minutes}") && !text.contains("#"))
    }

    @Test(
        "The number's country tells the likely language",
        arguments: [
            ("201145202826", HolderLanguage.arabic), ("5511987654321", .portuguese), ("525512345678", .spanish),
            ("6281234567890", .indonesian), ("4915112340931", .english), ("351912345678", .portuguese),
        ])
    func likely(digits: String, language: HolderLanguage) throws {
        #expect(HolderLanguage(likelyFor: try PhoneNumber(typed: digits)) == language)
        #expect(HolderLanguage(likelyFor: nil) == .english)
    }

    @Test("m copies it in the configured language, l in the next; the code is in no sentence on the screen")
    func keys() throws {
        var rows = Fixture.rows
        rows[1].configured.language = .spanish
        var fixture = Fixture(80, 24, table: rows)
        for (id, status) in Fixture.states { fixture.send(.status(status), .status, of: id) }
        fixture.press(.down, .character("p"), .enter)
        fixture.pair("K7HX2RWQ", of: Fixture.ready)
        let copied = fixture.send(.key(.character("m")))
        #expect(
            copied.contains {
                if case .copy(let text) = $0 { text.reveal().contains("Escribe este código: K7HX-2RWQ") } else { false }
            })
        #expect(fixture.state.message?.text.contains("(es)") == true)
        let next = fixture.send(.key(.character("l")))
        #expect(
            next.contains {
                if case .copy(let text) = $0 { text.reveal().contains("Digite este código") } else { false }
            })
        #expect(fixture.state.message?.text.contains("K7HX") == false)
    }
}
