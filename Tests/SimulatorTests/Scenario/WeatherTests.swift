import Fleet
import Testing
import TestKit

@testable import Simulator

@Suite("Weather over gateways")
struct WeatherTests {
    @Test("its turns come in order, for ever")
    func turns() {
        let weather = Weather(
            outages: [.init(from: .seconds(10), to: .seconds(40))], period: .seconds(120), closesDoor: true)
        var age = Duration.zero
        var turns: [Duration] = []
        for _ in 0..<5 {
            age = weather.nextTurn(after: age)!
            turns.append(age)
        }
        #expect(turns == [.seconds(10), .seconds(40), .seconds(130), .seconds(160), .seconds(250)])
        #expect(turns.map(weather.isDoorShut) == [true, false, true, false, true])
        #expect(turns.allSatisfy { !weather.isOut(at: $0) }, "a shut door shows no pages")
        #expect(Weather.fair.nextTurn(after: .zero) == nil)
    }

    @Test("a server runs for days, or since its last restart, or since its door opened again")
    func uptime() {
        let day = Duration.seconds(86_400)
        #expect(Weather.fair.uptime(at: .seconds(60)) == day * 9 + .seconds(60))
        let restarts = Weather(restarts: .init(first: .seconds(5), every: .seconds(45)))
        let ages = [4, 5, 49, 50, 96].map { restarts.uptime(at: .seconds($0)) }
        #expect(ages == [day * 9 + .seconds(4), .zero, .seconds(44), .zero, .seconds(1)])
        #expect(restarts.elsewhere == restarts)
        let door = Weather(
            outages: [.init(from: .seconds(10), to: .seconds(40))], period: .seconds(120), closesDoor: true)
        let since = [40, 100, 125, 170].map { door.uptime(at: .seconds($0)) }
        #expect(since == [.zero, .seconds(60), .seconds(85), .seconds(10)])
        #expect(door.uptime(at: .seconds(5)) == day * 9 + .seconds(5))
    }

    @Test("an outage strikes one gateway of several")
    func one() async throws {
        let time = HandTime(jumps: true)
        let simulation = Simulation(
            SimulationPlan(kinds: Array(repeating: .wawp, count: 5), scenario: "outage"), time: time)
        let gateways = try await simulation.start()
        time.advance(by: .seconds(15))
        var statuses: [Int] = []
        for gateway in gateways { statuses.append(try await PlainClient(gateway.url).send("GET", "/").status) }
        #expect(statuses.sorted() == [404, 404, 404, 404, 502])
        await simulation.stop()
    }

    /// A loopback address that no other test listens on: a port that was let go may be another's the moment after.
    private static var ownAddress: ListenAddress {
        ListenAddress(
            host: "127.\(Int.random(in: 1...254)).\(Int.random(in: 1...254)).\(Int.random(in: 2...254))", port: 0)
    }

    @Test("a closed gateway refuses connections, and is back at the same address with the same fleet")
    func door() async throws {
        let stage = try await Stage("calm", listen: Self.ownAddress)
        await stage.simulation.close(stage.gateway.name)
        // A program that another test started just then may hold the socket until it has begun.
        #expect(await eventually { !isReachable(stage.gateway.url) })
        try await stage.simulation.reopen(stage.gateway.name)
        let target = "/v2/session/info?access_token=\(stage.token)&instance_id=\(stage.key(0).id)"
        #expect(try await PlainClient(stage.gateway.url).send("GET", target).member("status") == "WORKING")
        await stage.simulation.stop()
    }

    @Test("a gateway goes down and comes up when its scenario says so")
    func down() async throws {
        let time = HandTime()
        let simulation = Simulation(SimulationPlan(scenario: "gateway-down", listen: Self.ownAddress), time: time)
        let url = try await simulation.start()[0].url
        #expect(isReachable(url))
        time.advance(by: .seconds(11))
        #expect(await eventually { !isReachable(url) })
        time.advance(by: .seconds(30))
        #expect(await eventually { isReachable(url) })
        await simulation.stop()
    }

}
