import Fleet
import Foundation
import Testing
import TestKit

@testable import Gateways

@Suite("Wawp: the QR code and its envelope")
struct WawpCodeTests {
    static let old =
        "2@GBhYkiNEuSKiyzHyUNc/QB/eNxiJBWHOzlhNCWZDDoEFr8HCXHqLCJtE,dxzYj1ZjG6x+cNhUeTiyBGXIC==,5gji+4GCerjDo=,1"
    static let new = "https://wa.me/settings/linked_devices#GBhYkiNEuSKiyzHy,UNc/QB,eNxiJBWHOzlh,NCWZDDoEF,r8HC"
    static let png: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]
    static let jpeg: [UInt8] = [0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46]

    private func envelope(_ data: String, _ type: String = "application/json; charset=utf-8") -> String {
        #"{"mimetype":"\#(type)","data":"\#(data)"}"#
    }

    private func payload(_ body: String) async throws -> String? {
        let fixture = try WawpFixture(.json(body))
        let reading = try await fixture.code()
        #expect(fixture.paths == ["POST /v2/auth/qr"])
        guard case .text(let payload) = reading.content else { return nil }
        return payload.reveal()
    }

    @Test("The request asks for raw, and has its secret anywhere but in the URL")
    func request() async throws {
        let fixture = try WawpFixture(.json(#"{"value":"2@abc"}"#))
        _ = try await fixture.code()
        let request = try #require(fixture.server.requests.first)
        #expect(request.target == "/v2/auth/qr")
        #expect(
            request.members == ["instance_id": WawpFixture.id, "access_token": WawpFixture.token, "format": "raw"])
        #expect(request.headers["authorization"] == "Bearer \(WawpFixture.token)")
        #expect(request.headers["access-token"] == WawpFixture.token)
        #expect(request.headers["x-instance-id"] == WawpFixture.id)
        #expect(request.headers["content-type"] == "application/json")
    }

    @Test("The vendor's own example, whose expiry is long past, is shown all the same")
    func example() async throws {
        let data =
            "eyJ2YWx1ZSI6IjJAR0JoWWtpTkV1U0tpeXpIeVVOYy9RQi9lTnhpSkJXSE96bGhOQ1daRERvRUZyOEhDWEhxTENKdEVpZHh6WWoxWkpq"
            + "Rzw2eCtjTmhVZVRpeUJHWElDNTVnamkrNEdDZXJqRG89IiwiZXhwaXJ5IjoxMjM0NTY3ODkwfQ=="
        let fixture = try WawpFixture(.json(envelope(data)))
        let reading = try await fixture.code()
        guard case .text(let payload) = reading.content else { return #expect(Bool(false), "no text") }
        #expect(payload.reveal().hasPrefix("2@GBhYkiNEuSKiyzHyUNc/QB/eNxiJBWHOzlhNCWZDDoEFr8HCXHqLCJtEidxzYj1Z"))
        #expect(reading.lifetime == .untold)
    }

    @Test("Both generations of payloads, in the envelope and out of it", arguments: [old, new])
    func wrapped(value: String) async throws {
        let inner = #"{"value":"\#(value)"}"#
        #expect(try await payload(envelope(base64(inner))) == value)
        #expect(try await payload(envelope(base64("[\(inner)]"))) == value)
        #expect(try await payload(envelope(base64(value))) == value, "plain text in the envelope")
        #expect(try await payload(envelope(base64("\"\(value)\""))) == value, "a JSON text in the envelope")
        #expect(try await payload(envelope(value, "text/plain")) == value, "not encoded at all")
        #expect(try await payload(inner) == value, "no envelope")
        #expect(try await payload("[\(inner)]") == value)
        #expect(try await payload(#"{"qr":"\#(value)"}"#) == value)
        #expect(try await payload(#"{"data":\#(inner)}"#) == value, "not encoded, an object")
        #expect(try await payload("\"\(value)\"") == value)
    }

    @Test("Base64 with line breaks, in the URL-safe alphabet, without padding, with a data: prefix, after a BOM")
    func disguises() async throws {
        // The question marks and tildes make `/` and `+` appear in base64.
        let value = "2@~~~???>>>ÿÿ~~?abcdefgh"
        let encoded = base64(#"{"value":"\#(value)","x":1}"#)
        let broken = stride(from: 0, to: encoded.count, by: 20).map { String(encoded.dropFirst($0).prefix(20)) }
        let safe = encoded.replacing("+", with: "-").replacing("/", with: "_")
        #expect(safe != encoded)
        #expect(try await payload(envelope(broken.joined(separator: #"\r\n"#))) == value)
        #expect(try await payload(envelope(safe)) == value)
        #expect(try await payload(envelope(String(safe.prefix { $0 != "=" }))) == value)
        #expect(try await payload(envelope("data:application/json;base64,\(encoded)")) == value)
        #expect(try await payload(envelope("DATA:application/json;charset=utf-8;base64,\(encoded)")) == value)
        #expect(try await payload("\u{feff} " + envelope(encoded)) == value)
        #expect(try await payload(envelope(encoded, "Application/JSON")) == value)
        #expect(try await payload(#"{"data":"\#(encoded)","extra":{"a":[1]}}"#) == value)
    }

    @Test("A payload that could be base64 is not decoded where it is named a value")
    func opaque() async throws {
        #expect(try await payload(#"{"value":"QUJDREVGR0g="}"#) == "QUJDREVGR0g=")
    }

    private func picture(_ reply: Reply) async throws -> [UInt8]? {
        let fixture = try WawpFixture(reply)
        guard case .picture(let picture) = try await fixture.code().content else { return nil }
        #expect(fixture.paths == ["POST /v2/auth/qr"])
        return picture.reveal()
    }

    @Test("A picture, told by its first bytes, wherever it is", arguments: [png, jpeg])
    func pictures(bytes: [UInt8]) async throws {
        let encoded = Data(bytes).base64EncodedString()
        #expect(try await picture(.json(envelope(encoded, "image/png"))) == bytes)
        #expect(try await picture(.json(envelope(encoded))) == bytes, "under the wrong label")
        #expect(try await picture(.json(#"{"qr":"data:image/png;base64,\#(encoded)"}"#)) == bytes)
        #expect(try await picture(.json(#"{"qr":"\#(encoded)"}"#)) == bytes)
        #expect(try await picture(.json(#"{"value":"data:image/png;base64,\#(encoded)"}"#)) == bytes)
        #expect(try await picture(.answer(200, [HTTPHeader("Content-Type", "image/png")], bytes)) == bytes)
        #expect(try await picture(.answer(200, [], bytes)) == bytes)
    }

    @Test(
        "A place without a code means to wait",
        arguments: [
            #"{"value":""}"#, #"{"value":null}"#, #"{"mimetype":"x","data":""}"#, #"{"data":null}"#, #"{"qr":null}"#,
            #"{"mimetype":"application/json","data":"eyJ2YWx1ZSI6IiJ9"}"#, #"{"status":"STARTING"}"#,
            #"{"status":"SCAN_QR_CODE","qr":null}"#,
        ])
    func notYet(body: String) async throws {
        let fixture = try WawpFixture(.json(body))
        let failure = try await failure { () async throws(GatewayFailure) in try await fixture.code() }
        guard case .notReady(let status) = failure.kind else { return #expect(Bool(false), "\(failure.kind)") }
        #expect((status != nil) == body.contains("status"))
        #expect(fixture.server.requests.count == 1)
    }

    @Test("A state instead of a code: linked already")
    func linked() async throws {
        let fixture = try WawpFixture(.json(#"{"name":"x","status":"WORKING"}"#))
        #expect(
            try await failure { () async throws(GatewayFailure) in try await fixture.code() }.kind == .alreadyLinked)
    }

    @Test(
        "Where raw is not to be had, the picture is asked for, once for each call, two seconds later",
        arguments: [
            Reply.json(#"{"code":"rest_no_route","message":"No route was found"}"#, 404),
            .json(#"{"message":"Cannot POST /v2/auth/qr","error":"Not Found","statusCode":404}"#, 404),
            .text("<html><title>404 Not Found</title></html>", 404, type: "text/html"),
            .text("", 404, type: "text/plain"), .json(#"{"message":"no"}"#, 405), .text("", 501, type: "text/plain"),
        ])
    func routeMissing(reply: Reply) async throws {
        let encoded = Data(Self.png).base64EncodedString()
        let fixture = try WawpFixture(reply, .json(#"{"qr":"data:image/png;base64,\#(encoded)"}"#))
        for _ in 0..<3 {
            #expect(try await fixture.code().content == .picture(CodePicture(Self.png)))
            fixture.time.advance(by: .seconds(2))
        }
        let image = "POST /v2/auth/qr-image"
        #expect(fixture.paths == ["POST /v2/auth/qr", image, image, image])
        #expect(await fixture.gateway.traits().map(\.text) == ["wawp-eu gives its QR codes only as pictures."])
        // Once, inside the first call.
        #expect(fixture.time.sleeps == [.seconds(2)])
    }

    @Test(
        "A raw answer that makes no code is tried as a picture, and raw is asked again the next time",
        arguments: ["AAECAwQFBgc=", "Z2FyYmFnZSBpbiB0aGUgZGF0YQ==", "R0lGODlhAQABAAAAACw="])
    func undecodable(data: String) async throws {
        let encoded = Data(Self.png).base64EncodedString()
        let fixture = try WawpFixture(
            .json(envelope(data)), .json(#"{"qr":"data:image/png;base64,\#(encoded)"}"#),
            .json(#"{"value":"2@abc"}"#))
        #expect(try await fixture.code().content == .picture(CodePicture(Self.png)))
        #expect(try await fixture.code().content == .text(CodePayload("2@abc")))
        #expect(fixture.paths == ["POST /v2/auth/qr", "POST /v2/auth/qr-image", "POST /v2/auth/qr"])
        #expect(await fixture.gateway.traits().isEmpty)
    }

    @Test("When neither is usable, that is said")
    func unusable() async throws {
        let fixture = try WawpFixture(.json(envelope("AAECAwQFBgc=")))
        let failure = try await failure { () async throws(GatewayFailure) in try await fixture.code() }
        #expect(failure.kind == .unexpected)
        #expect(fixture.server.requests.count == 2)
    }

    @Test("An instance that is gone is gone: no picture is asked for")
    func gone() async throws {
        let fixture = try WawpFixture(.json(#"{"code":"invalid_session","message":"Not found"}"#, 404))
        #expect(try await failure { () async throws(GatewayFailure) in try await fixture.code() }.kind == .notFound)
        #expect(fixture.server.requests.count == 1)
    }

    @Test(
        "Expiry, in the envelope and by the gateway's clock",
        arguments: [
            ("1795230748", 20.0), ("1795230748000", 20), ("\"1795230748\"", 20), ("1795230748000000", 20),
            ("1234567890", nil), ("1795230700", nil), ("99999999999", nil), ("null", nil), ("\"soon\"", nil),
        ] as [(String, Double?)])
    func expiry(value: String, seconds: Double?) async throws {
        let inner = base64(#"{"value":"2@abc","expiry":\#(value)}"#)
        for (skew, date) in [(0.0, "Sat, 21 Nov 2026 03:12:08 GMT"), (0, nil)] as [(Double, String?)] {
            let headers = date.map { [HTTPHeader("Date", $0)] } ?? []
            let fixture = try WawpFixture(.json(envelope(inner), 200, headers))
            let expected = seconds.map { CodeLifetime.told(.seconds($0 + skew)) } ?? .untold
            #expect(try await fixture.code().lifetime == expected)
        }
        // The gateway's clock is 8 s behind ours: so is its expiry.
        let fixture = try WawpFixture(
            .json(envelope(inner), 200, [HTTPHeader("Date", "Sat, 21 Nov 2026 03:12:00 GMT")]))
        let expected = seconds.map { CodeLifetime.told(.seconds($0 + 8)) } ?? .untold
        #expect(try await fixture.code().lifetime == expected)
    }
}
