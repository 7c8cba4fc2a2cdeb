import Fleet
import Testing

@Suite("Phone numbers")
struct PhoneNumberTests {
    @Test(
        "What people type is read",
        arguments: [
            ("201145202826", "201145202826"), ("+20 114 520-2826", "201145202826"),
            ("0020 (114) 5202826", "201145202826"),
            ("+55 (11) 98765.4321", "5511987654321"), ("[49] 151/1234", "491511234"),
            ("\u{a0}+1\t415 555 8890", "14155558890"),
            ("٢٠١١٤٥٢٠٢٨٢٦", "201145202826"), ("1234567", "1234567"), ("123456789012345", "123456789012345"),
        ])
    func typed(text: String, digits: String) throws {
        #expect(try PhoneNumber(typed: text).digits == digits)
    }

    static let refused: [(String, PhoneNumber.Problem)] = [
        ("", .empty), (" - ", .empty), ("+", .empty), ("00", .empty), ("01145202826", .leadingZero),
        ("000123456789", .leadingZero),
        ("123456", .tooShort(6)), ("1234567890123456", .tooLong(16)), ("20114x5202826", .character("x")),
        ("20+1145202826", .character("+")), ("1\u{301}234567", .character("1\u{301}")),
        ("1\u{20e3}2345678", .character("1\u{20e3}")), ("²345678901", .character("²")),
        ("20114\n5202826", .character("\n")),
    ]

    @Test("What is no number says why", arguments: refused)
    func problems(text: String, problem: PhoneNumber.Problem) {
        #expect(throws: problem) { try PhoneNumber(typed: text) }
    }

    @Test(
        "What gateways call an account is read",
        arguments: [
            ("201145202826@s.whatsapp.net", "201145202826"), ("201145202826:12@s.whatsapp.net", "201145202826"),
            ("201145202826.0:12@s.whatsapp.net", "201145202826"), ("201145202826@c.us", "201145202826"),
            ("201145202826", "201145202826"), ("+20 114 520 2826", "201145202826"),
        ])
    func account(text: String, digits: String) {
        #expect(PhoneNumber(account: text)?.digits == digits)
    }

    @Test(
        "An identity that is no number is none",
        arguments: [
            "", "@", "@lid", "201145202826@lid", "201145202826:3@lid", "120363041234567@g.us", "status@broadcast",
            "Clinic", "null", "0@s.whatsapp.net", ":12@s.whatsapp.net",
        ])
    func noAccount(text: String) {
        #expect(PhoneNumber(account: text) == nil)
    }

    @Test(
        "Numbers of one account have one key",
        arguments: [
            ("5511987654321", "551187654321"), ("5215512345678", "525512345678"), ("5491112345678", "541112345678"),
            ("+55 (11) 98765-4321", "5511987654321"),
        ])
    func same(one: String, other: String) throws {
        #expect(try PhoneNumber(typed: one).canonicalKey == PhoneNumber(typed: other).canonicalKey)
    }

    @Test(
        "Numbers of two accounts have two",
        arguments: [
            ("551187654321", "551137654321"), ("5511937654321", "551137654321"), ("525512345678", "525512345679"),
            ("201145202826", "201145202827"), ("55119876543", "551187654321"),
        ])
    func different(one: String, other: String) throws {
        #expect(try PhoneNumber(typed: one).canonicalKey != PhoneNumber(typed: other).canonicalKey)
    }

    @Test("It is masked unless its digits are asked for by name")
    func masked() throws {
        let number = try PhoneNumber(typed: "201145202826")
        #expect(number.masked == "+20 ··· 2826")
        #expect("\(number)" == number.masked)
        #expect(try PhoneNumber(typed: "1234567").masked == "+1 ··· 67")
        #expect(try PhoneNumber(typed: "12425551234").masked == "+1242 ··· 1234")
    }

    static let alike: [(String, String, String, String)] = [
        // Another area, the same end: the head is the shorter way.
        ("5511999990105", "5521999990105", "+55 1 ··· 0105", "+55 2 ··· 0105"),
        ("12025550105", "12125550105", "+1 20 ··· 0105", "+1 21 ··· 0105"),
        // The last digit but five: the end is.
        ("201145202826", "201145302826", "+20 ··· 202826", "+20 ··· 302826"),
        ("5511999990105", "5511999980105", "+55 ··· 90105", "+55 ··· 80105"),
        // Of different length.
        ("551187650105", "5521987650105", "+55 1 ··· 0105", "+55 2 ··· 0105"),
        ("49151123456", "4915112923456", "+49 ··· 123456", "+49 ··· 923456"),
        // No piece tells these apart.
        ("2011111111", "20111111111", "+2011111111", "+20111111111"),
        // Masks that differ are left as they are.
        ("5511999990105", "5521999990106", "+55 ··· 0105", "+55 ··· 0106"),
        // One account in two spellings.
        ("5511987654321", "551187654321", "+55 ··· 4321", "+55 ··· 4321"),
    ]

    @Test("Beside another number as many digits are shown as tell the two apart", arguments: alike)
    func besides(one: String, other: String, first: String, second: String) throws {
        let mine = try PhoneNumber(typed: one)
        let theirs = try PhoneNumber(typed: other)
        #expect(mine.masked(besides: theirs) == first)
        #expect(theirs.masked(besides: mine) == second)
    }

    @Test("Two accounts never read alike beside each other, whatever their digits")
    func neverAlike() throws {
        var seed: UInt64 = 7
        for _ in 0..<2000 {
            let digits = (0..<2).map { _ in
                seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                // Few different digits and lengths make many equal masks.
                let length = 6 + Int(seed >> 61)
                return (0..<length).reduce("1") { $0 + ((seed >> (UInt64($1) + 32)) & 1 == 0 ? "1" : "2") }
            }
            let one = try PhoneNumber(typed: digits[0])
            let other = try PhoneNumber(typed: digits[1])
            guard one.canonicalKey != other.canonicalKey else { continue }
            #expect(one.masked(besides: other) != other.masked(besides: one), "\(digits)")
        }
    }

    @Test("The country is known as soon as its code is there, the longest code first")
    func country() {
        #expect(Country.of(digits: "") == nil)
        #expect(Country.of(digits: "2") == nil)
        #expect(Country.of(digits: "20")?.name == "Egypt")
        #expect(Country.of(digits: "2348")?.name == "Nigeria")
        #expect(Country.of(digits: "1415")?.name == "United States or Canada")
        #expect(Country.of(digits: "1876555")?.name == "Jamaica")
        #expect(Country.of(digits: "999") == nil)
    }
}
