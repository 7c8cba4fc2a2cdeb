import Fleet
import Testing
import TestKit

@testable import Gateways

@Suite("GOWA: the picture, wherever its link says it is")
struct GOWAPictureTests {
    private static let file = "/statics/qrcode/scan-qr-b0b7bb43.png"

    @Test(
        "The configured host and path, whatever host the link names",
        arguments: [
            ("http://localhost:3000\(file)", "", file),
            ("https://gowa/statics/images/qrcode/a.png?x=1#y", "", "/statics/images/qrcode/a.png?x=1"),
            ("http://10.0.0.5\(file)", "/wa", "/wa\(file)"), ("http://x:3000/wa\(file)", "/wa", "/wa\(file)"),
            ("http://x/inner\(file)", "/wa", "/wa\(file)"), ("http://x/inner\(file)", "", file),
            ("http://x/wa/wa\(file)", "/wa", "/wa\(file)"), ("http://x/wa\(file)", "/wa", "\(file)"),
            (file, "/wa", "/wa\(file)"), ("//x\(file)", "", nil), ("http://x", "", nil),
            ("http://x/a b", "", nil), ("http://x/\\u000aHost: y", "", nil),
        ] as [(String, String, String?)])
    func places(link: String, base: String, path: String?) async throws {
        var routes = [
            "GET \(base)/devices/store-7": GOWAFixture.success(GOWAFixture.row("disconnected")),
            "GET \(base)/devices/store-7/login": GOWAFixture.login(link),
        ]
        if let path { routes["GET \(path.prefix { $0 != "?" })"] = GOWAFixture.picture }
        let fixture = try GOWAFixture(routes, base: base)
        if let path {
            #expect(try await fixture.code().content == .picture(CodePicture(Picture.png)))
            #expect(fixture.server.requests.last?.target == path)
            #expect(fixture.server.requests.count <= 6)
        } else {
            let failure = try await GOWAFixture.watch.failure { () async throws(GatewayFailure) in
                try await fixture.code()
            }
            #expect(failure.kind == .unexpected)
            #expect(fixture.server.requests.count == 3)
        }
        #expect(fixture.count("GET \(base)/devices/store-7/login") == 1)
    }

    @Test("No host but the configured one is asked, with or without credentials")
    func elsewhere() async throws {
        let other = try FixtureServer(replies: GOWAFixture.picture)
        let fixture = try GOWAFixture(
            GOWAFixture.linkable.merging(["GET /devices/store-7/login": GOWAFixture.login(other.url + Self.file)]) {
                $1
            })
        _ = try await fixture.code()
        fixture.time.advance(by: .seconds(60))
        fixture.set(
            "GET \(Self.file)", .answer(302, [HTTPHeader("Location", other.url + Self.file)], []))
        let failure = try await GOWAFixture.watch.failure { () async throws(GatewayFailure) in
            try await fixture.code()
        }
        #expect(failure.kind == .unexpected)
        #expect(other.requests.isEmpty)
    }

    @Test("Credentials go with the picture only where it asked for them")
    func credentials() async throws {
        let server = try FixtureServer { request in
            switch request.path {
            case "/devices/store-7": GOWAFixture.success(GOWAFixture.row("disconnected"))
            case "/devices/store-7/login": GOWAFixture.login()
            default: request.headers["authorization"] == nil ? GOWAFixture.refused : GOWAFixture.picture
            }
        }
        _ = try await GOWAFixture.make(url: server.url).code(for: "store-7")
        #expect(server.requests.map { $0.headers["authorization"] != nil } == [true, true, true, false, true])
    }

    @Test(
        "A picture that is gone says nothing about credentials",
        arguments: [
            GOWAFixture.refused, GOWAFixture.error(400, "DEVICE_ID_REQUIRED"), GOWAFixture.noRoute,
            .text("Cannot GET /statics", 404, type: "text/plain"),
        ], [true, false])
    func expired(reply: Reply, isOpen: Bool) async throws {
        let fixture = try GOWAFixture(
            GOWAFixture.linkable.merging(["GET \(Self.file)": reply]) { $1 }, isOpen: isOpen)
        let failure = try await GOWAFixture.watch.failure { () async throws(GatewayFailure) in
            try await fixture.code()
        }
        #expect(failure.kind == .unexpected)
        #expect(failure.message.text.contains("gone"))
        #expect(!failure.message.text.contains("Unauthorized"))
        #expect(!failure.message.text.contains("secret"))
        #expect(fixture.count("GET /devices/store-7/login") == 1)
    }

    @Test(
        "What is no picture, and no answer",
        arguments: [
            (Reply.text("<html>log in</html>", 200, type: "image/png"), GatewayFailure.Kind.unexpected),
            (.answer(200, [], []), .unexpected), (.text("x", 502, type: "text/html"), .server), (.drop, .unreachable),
        ])
    func broken(reply: Reply, kind: GatewayFailure.Kind) async throws {
        let fixture = try GOWAFixture(GOWAFixture.linkable.merging(["GET \(Self.file)": reply]) { $1 })
        let failure = try await GOWAFixture.watch.failure { () async throws(GatewayFailure) in
            try await fixture.code()
        }
        #expect(failure.kind == kind)
    }

    @Test("A JPEG is a picture too")
    func jpeg() async throws {
        let fixture = try GOWAFixture(
            GOWAFixture.linkable.merging(["GET \(Self.file)": .answer(200, [], Picture.jpeg)]) { $1 })
        #expect(try await fixture.code().content == .picture(CodePicture(Picture.jpeg)))
    }
}
