import Fleet
import QRCode
import Testing

@Suite("Encoding payloads")
struct EncoderTests {
    @Test(
        "The smallest version at level L is taken",
        arguments: [(102, 5), (154, 7), (155, 8), (230, 9), (231, 10), (237, 10), (271, 10), (272, 11), (280, 11)])
    func version(bytes: Int, version: Int) throws {
        let matrix = try Payloads.matrix(bytes: bytes)
        #expect(matrix.version == version)
        #expect(matrix.width == 17 + 4 * version)
    }

    @Test("The longest payload a code can hold is encoded, one byte more is refused with its length")
    func longest() throws {
        #expect(try Payloads.matrix(bytes: 2953).version == 40)
        #expect(throws: QREncodingProblem.tooLong(bytes: 2954)) { try Payloads.matrix(bytes: 2954) }
        #expect(throws: QREncodingProblem.empty) { try QREncoder.encode(CodePayload("")) }
    }

    @Test("Text of several bytes a character survives")
    func unicode() throws {
        let payload = CodePayload("https://wa.me/settings/linked_devices#Zürich,日本,🙂")
        #expect(QRReadback.reads(QRDrawing(try QREncoder.encode(payload), style: .half)) == payload)
    }

    @Test("A matrix and a drawing never say what they hold")
    func redacted() throws {
        let matrix = try Payloads.matrix(bytes: 102)
        #expect("\(matrix)" == "‹redacted›")
        #expect(String(reflecting: QRDrawing(matrix, style: .half)) == "‹redacted›")
        var dumped = ""
        dump(matrix, to: &dumped)
        #expect(!dumped.contains("true"))
    }
}
