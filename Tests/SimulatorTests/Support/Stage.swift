import Fleet
import Foundation
import TestKit

@testable import Simulator

/// A running simulation of one Wawp gateway on a virtual clock, and a client that talks to it.
struct Stage {
    let time = HandTime(jumps: true)
    let simulation: Simulation
    let gateway: SimulatedGateway
    let client: PlainClient

    init(
        _ scenario: String = "phones-off", instances: Int = 4, seed: UInt64 = 7, options: WawpOptions = WawpOptions(),
        listen: ListenAddress = .loopback,
        drawPNG: @escaping PictureDrawing = { _, _ in nil }
    ) async throws {
        simulation = Simulation(
            SimulationPlan(instances: instances, scenario: scenario, seed: seed, listen: listen, wawp: [options]),
            time: time,
            drawPNG: drawPNG)
        gateway = try await simulation.start()[0]
        client = try PlainClient(gateway.url)
        // Past the reset at the opening of the first link windows.
        time.advance(by: .seconds(2))
    }

    var token: String { gateway.secret.reveal() }

    func key(_ place: Int) -> InstanceKey { InstanceKey(gateway: gateway.name, id: gateway.instances[place].id) }

    /// A request as a careful client makes it: everything in the body.
    func post(_ path: String, _ place: Int, _ more: [String: String] = [:]) async throws -> PlainClient.Reply {
        var members = more
        members["access_token"] = token
        members["instance_id"] = key(place).id
        let body = try JSONSerialization.data(withJSONObject: members)
        return try await client.send("POST", path, body: String(decoding: body, as: UTF8.self))
    }

    /// The payload and the expiry inside of a raw QR answer.
    static func envelope(_ reply: PlainClient.Reply) -> (value: String?, expiry: Double?) {
        let inner = reply.member("data").flatMap { Data(base64Encoded: $0) } ?? Data()
        let members = (try? JSONSerialization.jsonObject(with: inner)) as? [String: Any]
        return (members?["value"] as? String, members?["expiry"] as? Double)
    }

    func status(_ place: Int) async throws -> String? { try await post("/v2/session/info", place).member("status") }
}
