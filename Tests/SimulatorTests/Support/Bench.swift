import Fleet
import Foundation
import Testing
import TestKit

@testable import Simulator

/// A running simulation of one gateway of any kind on a virtual clock, and a client that talks to it.
///
/// Unless told otherwise the first and the third of four instances wait to be linked, the others work, and no phone
/// is on. Pictures say what they are of.
struct Bench {
    let time = HandTime(jumps: true)
    let simulation: Simulation
    let gateway: SimulatedGateway
    let client: PlainClient

    init(
        _ kind: GatewayKind, _ scenario: String = "phones-off", instances: Int = 4,
        _ adjust: (inout SimulationPlan) -> Void = { _ in }, drawPNG: @escaping PictureDrawing = Bench.picture
    ) async throws {
        var plan = SimulationPlan(kinds: [kind], instances: instances, scenario: scenario, seed: 7)
        adjust(&plan)
        simulation = Simulation(plan, time: time, drawPNG: drawPNG)
        gateway = try await simulation.start()[0]
        client = try PlainClient(gateway.url.split(separator: "/").prefix(2).joined(separator: "//"))
        // Past the reset at the opening of the first link windows.
        time.advance(by: .seconds(2))
    }

    static let picture: PictureDrawing = { payload, _ in Array(payload.utf8) }

    func id(_ place: Int) -> String { gateway.instances[place].id }

    func key(_ place: Int) -> InstanceKey { InstanceKey(gateway: gateway.name, id: id(place)) }

    func digits(_ place: Int) throws -> String { try #require(gateway.instances[place].phone).digits }

    func befall(_ place: Int, _ event: InstanceEvent) async { await simulation.befall(key(place), event) }

    func scan(_ payload: String) async -> InstanceKey? { await simulation.scan(CodePayload(payload)) }

    func state(_ place: Int) async -> EngineState? { await simulation.state(of: key(place)) }

    /// Everything the log says, as text.
    func log() async throws -> String { try await client.send("GET", "/_simulate/requests").text }
}

extension PlainClient.Reply {
    /// What stands at the end of a path of members.
    subscript(_ path: String...) -> Any? {
        var value = try? JSONSerialization.jsonObject(with: body, options: .fragmentsAllowed)
        for name in path { value = (value as? [String: Any])?[name] }
        return value is NSNull ? nil : value
    }

    func text(_ path: String...) -> String? {
        var value: Any? = members
        for name in path { value = (value as? [String: Any])?[name] }
        return value as? String
    }

    /// The body as a list of objects.
    var rows: [[String: Any]] { (try? JSONSerialization.jsonObject(with: body)) as? [[String: Any]] ?? [] }
}
