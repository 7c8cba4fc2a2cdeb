import Fleet
import Foundation
import Testing

@testable import Simulator

@Suite("Wawp: where the token may stand")
struct WawpDialectTests {
    struct Dialect: Sendable, CustomTestStringConvertible {
        var name: String
        var option: WawpOptions.Dialects
        var testDescription: String { name }

        /// A request for the state in this dialect.
        func ask(_ stage: Stage, token: String, method: String = "POST") async throws -> PlainClient.Reply {
            let id = stage.key(0).id
            let path = "/v2/session/info"
            switch option {
            case .query: return try await stage.client.send(method, "\(path)?access_token=\(token)&instance_id=\(id)")
            case .body:
                let body = #"{"access_token": "\#(token)", "instance_id": "\#(id)"}"#
                return try await stage.client.send(method, path, body: body)
            case .bearer:
                let headers = ["Authorization": "Bearer \(token)", "X-Instance-ID": id]
                return try await stage.client.send(method, path, headers: headers)
            default:
                return try await stage.client.send(
                    method, "\(path)?instance_id=\(id)", headers: ["access-token": token])
            }
        }
    }

    static let dialects = [
        Dialect(name: "query", option: .query), Dialect(name: "body", option: .body),
        Dialect(name: "bearer", option: .bearer), Dialect(name: "header", option: .header),
    ]

    @Test("all four are understood, and the log tells which one shows the token to proxies", arguments: dialects)
    func accepted(dialect: Dialect) async throws {
        let stage = try await Stage("calm")
        #expect(try await dialect.ask(stage, token: stage.token).member("status") == "WORKING")
        #expect(try await dialect.ask(stage, token: "wrong").status == 401)
        let log = await stage.simulation.requestLog()
        #expect(log.map(\.secretInURL) == [dialect.option == .query, dialect.option == .query])
        await stage.simulation.stop()
    }

    @Test("a gateway that insists on one overlooks the others", arguments: dialects, dialects)
    func insisting(spoken: Dialect, wanted: Dialect) async throws {
        var options = WawpOptions()
        options.dialects = wanted.option
        options.errorForm = .json
        let stage = try await Stage("calm", options: options)
        let reply = try await spoken.ask(stage, token: stage.token)
        if spoken.name == wanted.name {
            #expect(reply.member("status") == "WORKING")
        } else {
            #expect(reply.status == 400)
            #expect(reply.member("message")?.contains("access_token") == true)
        }
        await stage.simulation.stop()
    }
}
