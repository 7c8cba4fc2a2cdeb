import Fleet
import Foundation
import Testing

@testable import Gateways

@Suite("GREEN-API: QR and pairing codes")
struct GreenAPICodeTests {
    private static let base64 = Data(Picture.png).base64EncodedString()

    @Test(
        "A picture, however its base64 is written",
        arguments: [
            base64, "data:image/png;base64,\(base64)", " \(base64.prefix(6))\\n\(base64.dropFirst(6)) ",
            base64.replacing("/", with: "_").replacing("+", with: "-").replacing("=", with: ""),
        ])
    func picture(message: String) async throws {
        let fixture = try GreenAPIFixture(.json(#"{"type":"qrCode","message":"\#(message)"}"#))
        let reading = try await fixture.code()
        #expect(reading == CodeReading(content: .picture(CodePicture(Picture.png)), lifetime: .untold))
        #expect(fixture.calls == ["GET /qr/TOKEN"])
    }

    @Test("A JPEG under the name of a PNG")
    func jpeg() async throws {
        let message = Data(Picture.jpeg).base64EncodedString()
        let fixture = try GreenAPIFixture(.json(#"{"type":"qrCode","message":"data:image/png;base64,\#(message)"}"#))
        #expect(try await fixture.code().content == .picture(CodePicture(Picture.jpeg)))
    }

    @Test(
        "The other types",
        arguments: [
            (
                #"{"type":"alreadyLogged","message":"instance account already authorized"}"#,
                GatewayFailure.Kind.alreadyLinked
            ),
            (#"{"type":"error","message":"Instance has auth. You need to make log out"}"#, .refused),
            (#"{"type":"error","message":"something is off"}"#, .notReady(status: nil)),
            (#"{"type":"error"}"#, .notReady(status: nil)),
            (#"{"type":"timeout","message":"x"}"#, .notReady(status: nil)),
            (#"{"type":"timeoutExpired","message":"x"}"#, .notReady(status: nil)),
            (#"{"type":"qrCode","message":""}"#, .notReady(status: nil)), ("null", .notReady(status: nil)),
            (
                #"{"type":"passkeyRequired","message":"x"}"#,
                .notReady(status: StatusReading(state: .awaitingPasskey, raw: "passkeyRequired"))
            ),
            (#"{"type":"accountData","message":"x"}"#, .unexpected),
            (#"{"type":"qrCode","message":"%%%"}"#, .unexpected),
            (#"{"type":"qrCode","message":"QUJDREVGRw=="}"#, .unexpected), ("{}", .unexpected), ("[]", .unexpected),
            ("<html><title>x</title></html>", .unexpected),
        ])
    func types(body: String, kind: GatewayFailure.Kind) async throws {
        let fixture = try GreenAPIFixture(
            .text(body, 200, type: body.hasPrefix("<") ? "text/html" : "application/json"))
        let failure = try await GreenAPIFixture.watch.failure { () async throws(GatewayFailure) in
            try await fixture.code()
        }
        #expect(failure.kind == kind)
        #expect(fixture.server.requests.count == 1)
    }

    @Test("What an unknown type and an error say is shown, a code that cannot be read is not")
    func words() async throws {
        func message(_ body: String) async throws -> String {
            let fixture = try GreenAPIFixture(.json(body))
            return try await GreenAPIFixture.watch.failure { () async throws(GatewayFailure) in
                try await fixture.code()
            }.message.text
        }
        #expect(try await message(#"{"type":"error","message":"something is off"}"#).contains("something is off"))
        #expect(
            try await message(#"{"type":"error","message":"Instance has auth. You need to make log out"}"#)
                .contains("log it out first"))
        #expect(try await message(#"{"type":"newThing","message":"something is off"}"#).contains("newThing"))
        let echo = try await message(#"{"type":"\#(GreenAPIFixture.token)","message":"x"}"#)
        #expect(echo.contains(Redactor.mark))
        #expect(try await !message(#"{"type":"qrCode","message":"QUJDREVGRw"}"#).contains("QUJD"))
    }

    @Test("A pairing code is asked for with a number, and its answer tells no expiry")
    func pairing() async throws {
        let fixture = try GreenAPIFixture(.json(#"{"status":true,"code":"GAPI2015"}"#))
        let reading = try await fixture.pair()
        #expect(reading == PairingReading(code: PairingCode("GAPI2015"), lifetime: .untold))
        #expect(fixture.calls == ["POST /getAuthorizationCode/TOKEN"])
        let request = try #require(fixture.server.requests.first)
        #expect(String(decoding: request.body, as: UTF8.self) == #"{"phoneNumber":201145202826}"#)
        #expect(request.headers["content-type"] == "application/json")
        #expect(!request.target.contains(GreenAPIFixture.phone))
    }

    @Test(
        "No pairing code",
        arguments: [
            (200, #"{"status":false,"code":""}"#, GatewayFailure.Kind.refused), (200, #"{"status":false}"#, .refused),
            (200, #"{"status":false,"code":"GAPI2015"}"#, .refused), (200, #"{"status":true,"code":""}"#, .unexpected),
            (200, #"{"status":true,"code":null}"#, .unexpected), (200, #"{"code":401,"message":"x"}"#, .unexpected),
            (400, "instance account already authorized", .alreadyLinked),
            (400, #"{"message":"bad phone 201145202826"}"#, .refused),
            (
                400, "instance in starting process try later",
                .notReady(status: StatusReading(state: .starting, raw: "starting"))
            ),
        ])
    func noPairing(status: Int, body: String, kind: GatewayFailure.Kind) async throws {
        let fixture = try GreenAPIFixture(.json(body, status))
        let failure = try await GreenAPIFixture.watch.failure { () async throws(GatewayFailure) in
            try await fixture.pair()
        }
        #expect(failure.kind == kind)
        #expect(fixture.server.requests.count == 1)
    }
}
