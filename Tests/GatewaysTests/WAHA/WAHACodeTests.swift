import Fleet
import Testing
import TestKit

@testable import Gateways

@Suite("WAHA: QR codes and pairing codes")
struct WAHACodeTests {
    private static let raw = "GET /api/ID/auth/qr?format=raw"
    private static let image = "GET /api/ID/auth/qr?format=image"
    private static let crash = Reply.error(
        500,
        """
        {"statusCode":500,"timestamp":"2026-11-21T03:12:08.000Z","exception":{"name":"TypeError","message":"The first
         argument must be of type string","stack":"token-of-stack"},
         "request":{"path":"/api/s/auth/qr","method":"GET","body":{"x":"token-of-body"},"query":{}},"version":{}}
        """.replacing("\n", with: ""))

    @Test(
        "The text, whatever it looks like",
        arguments: ["2@AbC,dEf,gHi,jKl", "https://wa.me/settings/linked_devices#a,b,c,d,e", "MTIzNDU2Nzg="])
    func raw(payload: String) async throws {
        let fixture = try KeyedFixture(.waha, .json(#"{"value":"\#(payload)"}"#))
        let reading = try await fixture.code()
        #expect(reading.payload == payload)
        #expect(reading.lifetime == .untold)
        #expect(fixture.asked == [Self.raw])
        fixture.checkRequests()
    }

    @Test(
        "A server that knows only pictures answers with one",
        arguments: [
            Reply.json(#"{"mimetype":"image/png","data":"\#(pictureBase64)"}"#),
            .answer(200, [HTTPHeader("Content-Type", "image/png")], pictureBytes),
        ])
    func picture(reply: Reply) async throws {
        #expect(try await KeyedFixture(.waha, reply).code().picture == pictureBytes)
    }

    @Test("An empty answer is a race the first time; an engine without texts is asked for pictures from then on")
    func fallback() async throws {
        let fixture = try KeyedFixture(
            .waha, .json("{}"), .json("{}"), .json(#"{"mimetype":"image/png","data":"\#(pictureBase64)"}"#))
        for _ in 0..<2 {
            let failure = try await fixture.failure { fixture throws(GatewayFailure) in try await fixture.code() }
            #expect(failure.kind == .notReady(status: nil))
            fixture.time.advance(by: .seconds(2))
        }
        for _ in 0..<2 {
            #expect(try await fixture.code().picture == pictureBytes)
            fixture.time.advance(by: .seconds(2))
        }
        #expect(fixture.asked == [Self.raw, Self.raw, Self.image, Self.image])
        #expect(fixture.time.sleeps.isEmpty)
    }

    @Test("One race does not make an engine one without texts")
    func race() async throws {
        let fixture = try KeyedFixture(
            .waha, .json("{}"), .json(#"{"value":"2@a"}"#), .json(#"{"value":null}"#), .json(#"{"value":"2@b"}"#))
        var payloads: [String?] = []
        for _ in 0..<4 { payloads.append(try? await fixture.code().payload) }
        #expect(payloads == [nil, "2@a", nil, "2@b"])
        #expect(fixture.asked == [Self.raw, Self.raw, Self.raw, Self.raw])
    }

    @Test("WAHA crashes over the picture of no code: not ready, no trouble of the gateway, nothing repeated")
    func crashedPicture() async throws {
        let fixture = try KeyedFixture(.waha, .json("{}"), .json("{}"), Self.crash, .json(#"{"value":"2@a"}"#))
        for _ in 0..<3 {
            let failure = try await fixture.failure { fixture throws(GatewayFailure) in try await fixture.code() }
            #expect(failure.kind == .notReady(status: nil))
        }
        #expect(try await fixture.code().payload == "2@a")
        #expect(fixture.asked == [Self.raw, Self.raw, Self.image, Self.raw])
    }

    @Test("Something that is no code is none")
    func unusable() async throws {
        let fixture = try KeyedFixture(
            .waha, .json(#"{"value":{"a":1}}"#), .json(#"{"mimetype":"image/png","data":"bm9wZQ=="}"#))
        let text = try await fixture.failure { fixture throws(GatewayFailure) in try await fixture.code() }
        #expect(text.kind == .notReady(status: nil))
        let picture = try await fixture.failure { fixture throws(GatewayFailure) in try await fixture.code() }
        #expect(picture.kind == .unexpected)
        #expect(fixture.asked == [Self.raw, Self.image])
    }

    @Test(
        "At the wrong moment the answer tells the state",
        arguments: [
            ("STARTING", LinkState.starting), ("FAILED", .failed), ("STOPPED", .stopped),
            ("PASSKEY_REQUIRED", .awaitingPasskey),
        ])
    func wrongMoment(word: String, state: LinkState) async throws {
        let fixture = try KeyedFixture(
            .waha,
            .error(
                422,
                """
                {"error":"Session status is not as expected. Try again later or restart the session","session":"s",
                 "status":"\(word)","expected":["SCAN_QR_CODE"]}
                """))
        let failure = try await fixture.failure { fixture throws(GatewayFailure) in try await fixture.code() }
        guard case .notReady(let reading?) = failure.kind else {
            Issue.record("\(failure.kind)")
            return
        }
        #expect(reading.state == state)
        #expect(reading.raw.text == word)
        #expect(failure.message.text.contains("not as expected"))
    }

    @Test("Linked already: nothing to scan, nothing to type")
    func alreadyLinked() async throws {
        let body = #"{"error":"x","session":"s","status":"WORKING","expected":["SCAN_QR_CODE"]}"#
        let fixture = try KeyedFixture(.waha, .error(422, body))
        let code = try await fixture.failure { fixture throws(GatewayFailure) in try await fixture.code() }
        #expect(code.kind == .alreadyLinked)
        let sentence = "Can request code only in SCAN_QR_CODE status. The current status is WORKING"
        let other = try KeyedFixture(
            .waha, .error(422, #"{"message":"\#(sentence)","error":"Unprocessable Entity","statusCode":422}"#))
        let pair = try await other.failure { fixture throws(GatewayFailure) in try await fixture.pair() }
        #expect(pair.kind == .alreadyLinked)
    }

    @Test("The pairing code, with and without its dash", arguments: ["ABCD-1234", "ABCD1234", "abcd-1234"])
    func pairing(code: String) async throws {
        let fixture = try KeyedFixture(.waha, .json(#"{"code":"\#(code)"}"#, 201))
        let reading = try await fixture.pair()
        #expect(reading.code.grouped == "ABCD-1234")
        #expect(reading.lifetime == .untold)
        #expect(fixture.asked == ["POST /api/ID/auth/request-code"])
        #expect(fixture.server.requests.first?.members == ["phoneNumber": KeyedFixture.phone])
        fixture.checkRequests()
    }

    @Test(
        "No pairing code, and why",
        arguments: [
            (
                422, #"{"message":"The current status is STARTING","error":"Unprocessable Entity","statusCode":422}"#,
                "starting"
            ),
            (
                422, #"{"message":"The method is not implemented by the engine.","statusCode":422}"#, "unsupported"
            ),
            (
                422, #"{"message":"NOWEB engine doesn't support any 'method', remove it","statusCode":422}"#,
                "unsupported"
            ),
            (422, #"{"message":"Pairing is available only in Plus version.","statusCode":422}"#, "quota"),
            (400, #"{"message":["phoneNumber must be a string"],"error":"Bad Request","statusCode":400}"#, "refused"),
            (200, #"{"code":"invalid","message":"number 201145202826 is odd"}"#, "unexpected"),
            (500, "{}", "server"),
        ])
    func noPairing(status: Int, body: String, outcome: String) async throws {
        let fixture = try KeyedFixture(.waha, .error(status, body))
        let failure = try await fixture.failure { fixture throws(GatewayFailure) in try await fixture.pair() }
        let told =
            switch failure.kind {
            case .notReady(let reading): "\(reading?.state.rawValue ?? "unready")"
            default: "\(failure.kind)"
            }
        #expect(told == outcome)
        #expect(fixture.server.requests.count == 1)
    }
}
