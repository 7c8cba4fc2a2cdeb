import Fleet
import Testing

@testable import Gateways

@Suite("HTTP: reading the url of a gateway")
struct OriginTests {
    @Test(
        "This machine, and what only looks like it",
        arguments: [
            ("http://127.0.0.1:3000", true), ("http://localhost", true), ("http://LOCALHOST:1", true),
            ("http://a.localhost", true), ("http://[::1]:80", true), ("http://127.1", true),
            ("http://2130706433", true), ("http://127.0.0.1.example.org", false), ("http://127.evil.example", false),
            ("http://notlocalhost", false), ("http://localhost.example.org", false), ("http://10.0.0.1", false),
            ("http://[::2]", false), ("http://128.0.0.1", false),
        ])
    func loopback(url: String, isLoopback: Bool) throws {
        #expect(try HTTPOrigin(url).isLoopback == isLoopback)
    }

    @Test(
        "What is no url of a gateway is refused without being repeated",
        arguments: [
            "", "api.example.org", "ftp://example.org", "file:///etc/passwd", "http://", "https://u:s3cret@example.org",
            "http://127.0.0.1@example.org", "https://example.org/?t=s3cret", "https://example.org/#s3cret",
            "http://exa mple.org", "http://example.org:99999",
        ])
    func refused(url: String) throws {
        let failure = #expect(throws: HTTPFailure.self) { try HTTPOrigin(url) }
        #expect(failure?.kind == .malformedURL)
        #expect(failure?.message.text.contains("s3cret") == false)
    }

    @Test("Messages name host and port as they are written")
    func authority() throws {
        #expect(try HTTPOrigin("https://api.wawp.net/v2/").authority == "api.wawp.net")
        #expect(try HTTPOrigin("http://[::1]:3000").authority == "[::1]:3000")
        #expect(try HTTPOrigin("https://api.wawp.net/v2/").text == "https://api.wawp.net/v2")
        #expect(try HTTPOrigin("HTTPS://x.example").isEncrypted)
    }
}
