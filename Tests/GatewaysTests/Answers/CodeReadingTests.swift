import Fleet
import Foundation
import Testing

@testable import Gateways

@Suite("Answers: base64, pictures and expiry")
struct CodeReadingTests {
    @Test(
        "Base64 in its disguises",
        arguments: [
            ("aGVsbG8/Pz8+", "hello???>"), ("aGVsbG8_Pz8-", "hello???>"), ("aGVs\r\nbG8=", "hello"),
            ("aGVsbG8", "hello"),
            (" aGVs bG8 = ", "hello"), ("", ""), ("YQ==", "a"), ("YQ", "a"), ("YWI", "ab"),
        ])
    func base64(text: String, decoded: String) {
        #expect(LooseBase64.decode(text) == Array(decoded.utf8))
    }

    @Test(
        "What is no base64", arguments: ["a", "aGVsb", "aGV$bG8=", "YQ==YQ==", "2@abc,def", "é", "https://wa.me/x#y"])
    func noBase64(text: String) {
        #expect(LooseBase64.decode(text) == nil)
    }

    @Test("Base64 of every length comes back")
    func roundTrip() {
        for length in 0..<200 {
            let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ length) }
            #expect(LooseBase64.decode(Data(bytes).base64EncodedString()) == bytes)
        }
    }

    private static let now = Date(timeIntervalSince1970: 1_795_230_728)

    private func lifetime(_ expiry: String?, skew: Double? = nil) -> CodeLifetime {
        CodeExpiry.read(
            expiry.flatMap { JSONReader.read($0) },
            serverDate: skew.map { Self.now.addingTimeInterval($0) }, date: Self.now)
    }

    @Test(
        "Seconds, milliseconds, microseconds, and each as a text",
        arguments: [
            ("1795230748", 20.0), ("\"1795230748\"", 20), ("1795230748000", 20), ("1795230748500", 20.5),
            ("\" 1795230748500 \"", 20.5), ("1795230748000000", 20), ("1795230748.25", 20.25), ("1.795230748e9", 20),
            ("1795230728", 0), ("1795230725", 0), ("1795231328", 600),
        ])
    func told(expiry: String, seconds: Double) {
        #expect(lifetime(expiry) == .told(.seconds(seconds)))
    }

    @Test(
        "Absent, past, too far ahead, and nonsense tell nothing",
        arguments: [
            nil, "null", "1234567890", "1234567890000", "1795230722", "1795231329", "17952307480", "0", "-1795230748",
            "\"soon\"", "\"\"", "true", "{}", "1e308", "\"2026-11-21T03:12:28Z\"", "\"nan\"",
        ])
    func untold(expiry: String?) {
        #expect(lifetime(expiry) == .untold)
    }

    @Test("The gateway's own clock counts, however wrong it is")
    func skew() {
        #expect(lifetime("1795230748", skew: -5) == .told(.seconds(25)))
        #expect(lifetime("1795230748", skew: 86_400) == .untold)
        #expect(lifetime("1795317148", skew: 86_400) == .told(.seconds(20)))
        #expect(lifetime("1795317148000", skew: 86_400) == .told(.seconds(20)))
    }
}
