import Fleet
import Testing

@testable import Gateways

@Suite("Answers: nothing secret is shown")
struct RedactorTests {
    private let redactor = Redactor([Secret("tok/en+1"), Secret("tok")])

    @Test(
        "The secret goes, in every spelling, and the rest stays",
        arguments: [
            ("a tok/en+1 b", "a ‹redacted› b"), ("tok/en+1tok/en+1", "‹redacted›‹redacted›"),
            ("?access_token=tok%2Fen%2B1&x", "?access_‹redacted›en=‹redacted›&x"), ("x TOK%2fEN%2b1", "x ‹redacted›"),
            ("to\u{200b}k/en+1", "‹redacted›"), ("tok\u{7}/en+1", "‹redacted› /en+1"), ("no secret", "no secret"),
            ("x dG9rL2VuKzE= y", "x ‹redacted›= y"),
        ])
    func secrets(text: String, shown: String) {
        #expect(redactor.clean(text).text == shown)
    }

    @Test("A cut never leaves half a secret")
    func cut() {
        for padding in 180..<205 {
            let text = String(repeating: "x", count: padding) + "tok/en+1" + String(repeating: "y", count: 300)
            let shown = redactor.clean(text).text
            #expect(shown.count <= 200)
            #expect(!shown.contains("tok"))
        }
    }

    @Test("Codes go, and accounts are masked")
    func codes() {
        let payload = "2@GBhYkiNEuSKiyzHyUNc/QB/eNxiJBWHOzlhNCWZDDoEFr8HCXHqLCJtEidxzYj1Z"
        #expect(redactor.clean("code \(payload) is old").text == "code ‹redacted› is old")
        #expect(redactor.clean("https://wa.me/settings/linked_devices#abc,d").text == "‹redacted›")
        #expect(redactor.clean("201145202826@c.us is gone").text == "+20 ··· 2826 is gone")
        #expect(redactor.clean("call +201145202826").text == "call +20 ··· 2826")
        #expect(redactor.clean("instance 7105000001").text == "instance 7105000001")
        #expect(redactor.hiding("201145202826").clean("no 201145202826").text == "no ‹redacted›")
    }

    @Test("Numbers are masked as they are written; of bare digits those that are not the id that the text is about")
    func numbers() {
        #expect(redactor.clean("call +20 114 520 2826 now").text == "call +20 ··· 2826 now")
        #expect(redactor.clean("call (0114) 520-2826 now").text == "call ··· 26 now")
        let text = "7105000001 is 201145202826, not 7105000002"
        #expect(redactor.clean(text, about: "7105000001").text == "7105000001 is +20 ··· 2826, not +7 ··· 0002")
        #expect(redactor.clean(text).text == text)
    }

    @Test("One line, no control characters, at most 200")
    func clean() {
        #expect(redactor.clean("a\n\u{1b}[31mb\u{202e}c").text == "a [31mbc")
        #expect(redactor.clean(String(repeating: "a ", count: 10_000)).text.count == 200)
    }
}
