import Fleet
import Testing

@Suite("Secrets say nothing of themselves")
struct SecretTests {
    struct Holder {
        var secret = Secret("hunter2")
        var payload = CodePayload("2@hunter2,abc")
        var code = PairingCode("HUNT-ER22")
        var picture = CodePicture(Array("hunter2".utf8))
        var source = SecretSource.value(Secret("hunter2"))
        var reading = CodeReading(content: .text(CodePayload("hunter2")), lifetime: .untold)
        var phone = try? PhoneNumber(typed: "201145202826")
        var pairing = PairingReading(code: PairingCode("HUNTER22"), lifetime: .told(.seconds(60)))
    }

    @Test("Neither printed, nor dumped, nor mirrored, alone or inside of something")
    func redacted() {
        let holder = Holder()
        var dumped = ""
        dump(holder, to: &dumped)
        func walk(_ value: Any) -> String {
            Mirror(reflecting: value).children.map { "\($0.label ?? "")=\($0.value)\(walk($0.value))" }.joined(
                separator: " ")
        }
        let bytes = Array("hunter2".utf8).map { "\($0)" }.joined(separator: ", ")
        for text in [
            "\(holder)", String(reflecting: holder), dumped, walk(holder), "\(holder.secret)", "\(holder.code)",
            holder.payload.debugDescription,
        ] {
            #expect(!text.lowercased().contains("hunt"), "\(text)")
            #expect(!text.contains(bytes))
            #expect(!text.contains("2011452"))
            #expect(text.contains("redacted"))
        }
    }

    @Test("They are handed out by name")
    func reveal() {
        #expect(Secret("hunter2").reveal() == "hunter2")
        #expect(CodePayload("2@é").byteCount == 4)
        #expect(Secret("").isEmpty)
    }

    @Test(
        "A pairing code is eight characters, written in two groups",
        arguments: [
            ("k7hx2rwq", "K7HX-2RWQ"), ("K7HX-2RWQ", "K7HX-2RWQ"), (" K7HX 2RWQ ", "K7HX-2RWQ"), ("ABC", "ABC"),
            ("ABCDE", "ABC-DE"), ("", ""), ("ÄBCD1234", "BCD1-234"),
        ])
    func pairingCode(text: String, grouped: String) {
        #expect(PairingCode(text).grouped == grouped)
    }
}
