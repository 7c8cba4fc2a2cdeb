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
