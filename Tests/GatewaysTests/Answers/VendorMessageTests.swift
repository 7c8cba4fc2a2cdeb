import Fleet
import Foundation
import Testing

@testable import Gateways

@Suite("Answers: what an error body says")
struct VendorMessageTests {
    private func message(_ body: [UInt8], _ type: String?) -> VendorMessage {
        let lines = "HTTP/1.1 400 X\r\n" + (type.map { "Content-Type: \($0)\r\n" } ?? "") + "\r\n"
        return VendorMessage(
            Answer(HTTPResponse(status: 400, headers: HTTPHeaders(lines: Array(lines.utf8)), body: body)))
    }

    @Test(
        "JSON, whatever shape",
        arguments: [
            (#"{"code":"invalid_session","message":"Gone"}"#, "invalid_session", "Gone"),
            (#"{"message":"Gone","error":"Not Found","statusCode":404}"#, nil, "Gone"),
            (#"{"error":"invalid_token","message":"Gone"}"#, "invalid_token", "Gone"),
            (
                #"{"error":"Session status is not as expected","status":"WORKING"}"#, nil,
                "Session status is not as expected"
            ),
            (#"{"error":{"code":"x_y","message":"Gone"}}"#, "x_y", "Gone"),
            (#"{"status":400,"response":{"message":["One","Two"]}}"#, nil, "One, Two"),
            (#"{"errors":[{"detail":"Gone"}]}"#, nil, "Gone"),
            (#"[{"message":"Gone"}]"#, nil, "Gone"),
            (#"{"data":{"message":"Gone","code":"a.b"}}"#, "a.b", "Gone"),
            (#""Gone""#, nil, "Gone"),
            (#"{"code":400,"message":""}"#, nil, nil),
            (#"{"message":null}"#, nil, nil),
            (#"{"message":"<strong>Error:</strong> gone &amp; lost"}"#, nil, "Error:  gone & lost"),
            (#"{"message":{"a":{"b":{"c":"deep"}}}}"#, nil, nil),
        ] as [(String, String?, String?)])
    func json(body: String, code: String?, text: String?) {
        let message = message(Array(body.utf8), "application/json")
        #expect(message.form == .json)
        #expect(message.code == code)
        #expect(message.text?.trimmed == text)
    }

    @Test(
        "XML",
        arguments: [
            (
                "<?xml version=\"1.0\"?><e><code>invalid_session</code><message>Gone &amp; lost</message></e>",
                "invalid_session", "Gone & lost"
            ),
            (
                "<ns:Error xmlns:ns=\"u\"><ns:Message lang=\"en\"><![CDATA[Gone <b>]]></ns:Message></ns:Error>", nil,
                "Gone"
            ),
            ("<error>Gone</error>", nil, "Gone"),
            ("<e><message/><description>Gone &#233;&#x21;</description></e>", nil, "Gone é!"),
            ("<e><status>400</status></e>", nil, nil),
            ("<message>open", nil, "open"),
            ("<", nil, nil),
        ] as [(String, String?, String?)])
    func xml(body: String, code: String?, text: String?) {
        let message = message(Array(body.utf8), "application/xml")
        #expect(message.form == .xml)
        #expect(message.code == code)
        #expect(message.text?.trimmed == text)
    }

    @Test("HTML says its title, never its markup")
    func html() {
        let page = """
            <!DOCTYPE html><html><head><style>b{}</style><TITLE>502 Bad\n Gateway</TITLE></head><body><h1>No</h1></body></html>
            """
        #expect(message(Array(page.utf8), "text/html").text == "502 Bad\n Gateway")
        #expect(message(Array("<html><h1>No <b>way</b></h1></html>".utf8), nil).text?.trimmed == "No  way")
        #expect(message(Array("<html><p>x</p></html>".utf8), "text/html").text == nil)
    }

    @Test("Plain text, in several charsets, and nothing")
    func text() {
        #expect(message(Array("Bad Request".utf8), "text/plain").text == "Bad Request")
        #expect(message([0x4e, 0xe3, 0x6f], "text/plain; charset=ISO-8859-1").text == "Não")
        #expect(message([0xff, 0xfe, 0x4e, 0, 0xe3, 0], nil).text == "Nã")
        #expect(message([], nil) == message(Array(" \n".utf8), "text/html"))
        #expect(message([], nil).form == .empty)
        #expect(message(Array("a < b <script>x()</script> <i>c</i>".utf8), "text/plain").text == "a < b    c ")
    }

    @Test("JSON in UTF-16 is read too")
    func utf16() {
        let body: [UInt8] = [0xff, 0xfe] + "{\"message\":\"é\"}".utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
        #expect(message(body, "application/json").text == "é")
    }

    @Test("No body, however broken, is anything but read", arguments: 0..<200)
    func anything(seed: Int) {
        var state = UInt64(seed) &* 0x9e37_79b9_7f4a_7c15 | 1
        func next() -> UInt64 {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return state
        }
        let pieces = [
            "<message>", "</message", "<![CDATA[", "]]>", "<!--", "&", "&#x", "&#99999999999;", "{", "\"", "é",
            "<script", ">",
            "data:", ",", "/", "<html>", "\u{0}",
        ]
        let body = (0..<40).map { _ in pieces[Int(next() % UInt64(pieces.count))] }.joined()
        let shown = Redactor([]).clean(message(Array(body.utf8), next() % 2 == 0 ? "text/xml" : nil).text ?? "").text
        #expect(shown.count <= 200)
    }
}
