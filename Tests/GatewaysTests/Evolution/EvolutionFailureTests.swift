import Fleet
import Testing

@testable import Gateways

@Suite("Evolution: errors, with a status and without")
struct EvolutionFailureTests {
    private static func form(_ status: Int, _ error: String, _ message: String) -> String {
        #"{"status":\#(status),"error":"\#(error)","response":{"message":\#(message)}}"#
    }

    @Test(
        "Every row of the error table",
        arguments: [
            // A text where all others are lists.
            (401, form(401, "Unauthorized", #""Unauthorized""#), GatewayFailure.Kind.credentials, "Unauthorized"),
            (403, form(403, "Forbidden", #"["This name \"x\" is already in use."]"#), .refused, "already in use"),
            (404, form(404, "Not Found", #"["The \"x\" instance does not exist"]"#), .notFound, "does not exist"),
            (404, form(404, "Not Found", #"["Instance \"x\" not found"]"#), .notFound, "not found"),
            (404, form(404, "Not Found", #"["Cannot GET /instance/qrcode/x"]"#), .unsupported, "no such route"),
            (404, "<html><title>404</title></html>", .unsupported, "no such route"),
            (405, "", .unsupported, "no such route"),
            (400, form(400, "Bad Request", #"["a is wrong","b is wrong"]"#), .refused, "a is wrong, b is wrong"),
            (
                400, form(400, "Bad Request", #"[["The \"a\" is required"],[["b"]]]"#), .refused,
                #"The "a" is required, b"#
            ),
            (422, form(422, "Unprocessable", #"["no"]"#), .refused, "no"),
            (429, "slow down", .throttled(retryAfter: nil), "slow down"),
            (500, form(500, "Internal Server Error", #"["it broke"]"#), .server, "it broke"),
            (500, form(500, "Internal Server Error", #"{"a":"token-of-object"}"#), .server, "Internal Server Error"),
            (502, "<html><title>Bad Gateway</title></html>", .server, "Bad Gateway"),
            (200, #"{"error":true,"message":"[object Object]"}"#, .refused, "closed, or not in the memory"),
            (200, #"{"error":true,"message":"Error: Connection Closed"}"#, .refused, "Connection Closed"),
            (200, #"{"error":true}"#, .refused, "closed, or not in the memory"),
            (200, #"{"error":false}"#, .unexpected, "no usable answer"),
            (200, #"{"error":"token expired"}"#, .unexpected, "token expired"),
            (200, "", .unexpected, "answered nothing"), (200, "null", .unexpected, "answered nothing"),
            (200, "<html><title>Log in</title></html>", .unexpected, "Log in"),
        ] as [(Int, String, GatewayFailure.Kind, String)])
    func table(status: Int, body: String, kind: GatewayFailure.Kind, words: String) async throws {
        let fixture = try KeyedFixture(.evolution, .text(body, status, type: body.first == "<" ? "text/html" : ""))
        let failure = try await fixture.failure { fixture throws(GatewayFailure) in try await fixture.status() }
        #expect(failure.kind == kind)
        #expect(failure.message.text.contains(words), "\(failure)")
        #expect(failure.message.text.contains("HTTP \(status)"))
        #expect(failure.httpStatus == status)
        #expect(fixture.asked == ["GET /instance/connectionState/ID"])
    }

    @Test("A server without its licence says so, and where to register is not repeated")
    func licence() async throws {
        let body = """
            {"error":"service not activated","code":"LICENSE_REQUIRED","register_url":"http://h/?t=token-of-url",
             "instance_id":"token-of-server","docs_url":"https://docs.invalid","message":"Activate this server."}
            """
        let fixture = try KeyedFixture(.evolution, .error(503, body))
        for call in [true, false] {
            let failure = try await fixture.failure { fixture throws(GatewayFailure) in
                if call { _ = try await fixture.list() } else { _ = try await fixture.status() }
            }
            #expect(failure.kind == .server)
            #expect(
                failure.message.text
                    == "gate-1 is not activated: it wants a licence: Activate this server. (HTTP 503, LICENSE_REQUIRED)."
            )
        }
    }

    @Test("Whoever echoes the key is not repeated", arguments: [400, 401, 403, 404, 422, 500, 503])
    func echo(status: Int) async throws {
        for spelling in [KeyedFixture.key, KeyedFixture.encodedKey, KeyedFixture.key.uppercased()] {
            let fixture = try KeyedFixture(
                .evolution, EvolutionAnswer.form(status, "x", #"["key '\#(spelling)' is bad"]"#))
            let failure = try await fixture.failure { fixture throws(GatewayFailure) in try await fixture.status() }
            #expect(failure.message.text.contains(Redactor.mark))
        }
    }

    @Test("Answers that are not understood show nothing of their other members")
    func tokens() async throws {
        let fixture = try KeyedFixture(
            .evolution,
            .json(#"{"hash":"token-of-hash","token":"token-of-instance","data":{"message":"token-of-data"}}"#))
        for call in 0..<3 {
            let failure = try await fixture.failure { fixture throws(GatewayFailure) in
                switch call {
                case 0: _ = try await fixture.list()
                case 1: _ = try await fixture.status()
                default: try await fixture.perform(.logout)
                }
            }
            #expect(failure.kind == .unexpected)
        }
    }

    @Test("A list that is refused names the list")
    func list() async throws {
        let fixture = try KeyedFixture(.evolution, EvolutionAnswer.form(401, "Unauthorized", #""Unauthorized""#))
        let failure = try await fixture.failure { fixture throws(GatewayFailure) in try await fixture.list() }
        #expect(failure.kind == .credentials)
    }
}
