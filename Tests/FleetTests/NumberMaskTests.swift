import Fleet
import Testing
import TestKit

@Suite("Phone numbers in text from outside")
struct NumberMaskTests {
    private static let ids: Set<String> = [
        "7105126705", "E12345678F", "550e8400-e29b-41d4-a716-446655440000", "201145202827@c.us", "12",
    ]

    private func mask(_ text: String) -> String { NumberMask.mask(text, keeping: Self.ids.contains) }

    @Test(
        "Numbers are masked, however they are written",
        arguments: [
            ("Clinic +20 114 520 2826", "Clinic +20 ··· 2826"), ("+20 (114) 520-2826!", "+20 ··· 2826!"),
            ("+20.114.520.2826", "+20 ··· 2826"), ("+49 [151] / 123456", "+49 ··· 3456"),
            ("call 20 114 520 2826 now", "call +20 ··· 2826 now"), ("0020 114 520 2826", "+20 ··· 2826"),
            ("0114-520-2826", "··· 26"), ("011 (4520) 2826", "··· 26"), ("(0114) 520 2826", "··· 26"),
            ("(201145202826)", "(+20 ··· 2826)"), ("06.12.34.56.78", "··· 78"),
            ("20–114–520–2826", "+20 ··· 2826"), ("20\u{2011}114\u{2011}520\u{2011}2826", "··· 26"),
            ("20\u{a0}114\u{a0}520\u{a0}2826", "+20 ··· 2826"), ("no 201145202826@c.us", "no +20 ··· 2826@c.us"),
            ("1145202", "+1 ··· 02"), ("id201145202826x", "id+20 ··· 2826x"),
            ("٢٠ ١١٤ ٥٢٠ ٢٨٢٦", "+20 ··· 2826"), ("+7105126705", "+7 ··· 6705"),
            ("0114 520 2826, 0114 520 2827", "··· 26, ··· 27"), ("12345678901234567890", "··· 90"),
        ])
    func hidden(text: String, masked: String) {
        #expect(mask(text) == masked)
    }

    @Test(
        "Ids, dates, times, addresses and counts are not",
        arguments: [
            "green/7105126705: status failed: green does not know 7105126705.", "/waInstance7105126705/qr",
            "7105126705 405 of 1234", "gw/E12345678F: restart done", "x 550e8400-e29b-41d4-a716-446655440000",
            "waha/201145202827@c.us: logout done", "since 2026-11-21 03:12:08", "21.11.2026 03:12, 2026.11.21",
            "192.168.100.200 refused port 8080", "HTTP 502 after 1234 s, 12 of 10000 are back", "2026.7.1 of 3.14.15",
            "+49", "+", "",
        ])
    func kept(text: String) {
        #expect(mask(text) == text)
    }

    @Test("What looks like a date or an address and is none is a number")
    func lookalikes() {
        for text in ["2011-45-2028", "201.145.202.826", "1.2.3.4.56789", "2026-11-21-0345", "2011-45-20 2826"] {
            #expect(mask(text) != text)
        }
    }

    @Test("An id that is not known is taken for a number, and one within a number does not save it")
    func unknown() {
        #expect(mask("7105126706 is gone") == "+7 ··· 6706 is gone")
        #expect(mask("20 114520 12 2826") == "+20 ··· 2826")
        #expect(mask("x7105126705201145") == "x··· 45")
    }

    @Test("Masking again changes nothing, and no run of digits is left that is as long as a number")
    func again() {
        var dice = Dice(seed: 5)
        for _ in 0..<20_000 {
            let text = String((0..<dice.below(40)).map { _ in dice.pick(Array("0123456789012345678912 +-.()a/:@")) })
            let once = NumberMask.mask(text) { _ in false }
            #expect(NumberMask.mask(once) { _ in false } == once, "\(text)")
            #expect(once.split { !$0.isNumber }.allSatisfy { $0.count < 7 }, "\(text)")
        }
    }
}
