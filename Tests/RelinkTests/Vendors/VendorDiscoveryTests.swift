import Fleet
import Foundation
import Gateways
import PtyHarness
import Simulator
import Testing

@testable import relink

@Suite("Finding instances", .timeLimit(.minutes(15)))
struct VendorDiscoveryTests {
    @Test("a partner's token finds the instances with their tokens, and leaves out what is deleted or not WhatsApp")
    func partner() async throws {
        try await VendorBench.run(.greenAPI) { bench in
            let client = try bench.clientWithPartnerToken()
            #expect(client.abilities.discovers && !client.abilities.lists)
            let listed = try await client.list()
            #expect(Set(listed.map(\.id)) == Set(bench.served.instances.map(\.id)))
            let id = try await bench.linked()
            let state = try await client.status(of: id).state
            #expect(state == .working)
            #expect(!bench.gateway.abilities.discovers, "without that token nothing is found")
        }
    }

    private static func lists(_ fleet: ServedFleet) async -> Int { lists(await fleet.simulation.requestLog()) }

    private static func lists(_ log: [LoggedRequest]) -> Int {
        log.count { $0.route?.contains("getInstances") == true }
    }

    @Test("the application shows what a partner's token finds, and asks each for its state")
    func application() async throws {
        let plan = SimulationPlan(kinds: [.greenAPI], instances: 3, scenario: "calm", seed: 7)
        try await ServedFleet.run(plan) { fleet in
            let served = try #require(fleet.gateways.first)
            let configuration = try fleet.home.write(
                """
                gateways:
                  - name: partner
                    kind: green-api
                    url: \(served.url)
                    secret: {value: "\(served.secret.reveal())"}
                """, as: "partner.yaml")
            let session = try await Session.start(
                ["--config", configuration], columns: 120, rows: 30, environment: ["HOME": fleet.home.path])
            try await session.wait("all of them, linked") { screen in
                served.instances.allSatisfy { instance in
                    screen.lines.contains { $0.contains("LINKED") && $0.contains(instance.id) }
                }
            }
            #expect(await Self.lists(fleet) == 1)

            // Written anew with what it held: nothing is listed again but by somebody who asks for it.
            let text = try String(contentsOfFile: configuration, encoding: .utf8)
            try fleet.home.write(text, as: "partner.yaml")
            let asked = await fleet.simulation.requestLog().count
            try await fleet.waitForRequests(asked + 1)
            #expect(await Self.lists(fleet) == 1)
            session.press(":reload\r")
            try await fleet.waitForLog("another list") { Self.lists($0) > 1 }
            session.press("QQ")
            try await session.pty.waitForExit()
            #expect(await Self.lists(fleet) == 2)
            #expect(!session.written.contains(served.secret.reveal()))
        }
    }

    @Test("commands find what a partner's token finds: all of it, by its name, and to act upon")
    func commands() async throws {
        let plan = SimulationPlan(kinds: [.greenAPI], instances: 2, scenario: "phones-off", seed: 5)
        try await ServedFleet.run(plan) { fleet in
            let served = try #require(fleet.gateways.first)
            let configuration = try fleet.home.write(
                """
                gateways:
                  - name: partner
                    kind: green-api
                    url: \(served.url)
                    secret: {value: "\(served.secret.reveal())"}
                """, as: "partner.yaml")
            func relink(_ words: String...) async throws -> RelinkProcess.Ended {
                try await RelinkProcess.run(words + ["--config", configuration], ["HOME": fleet.home.path])
            }
            let (waiting, linked) = (served.instances[0], served.instances[1])
            let all = try await relink("status", "--json")
            #expect(all.status == 0 && all.error.isEmpty, "\(all.said)")
            #expect(all.output.contains(#""id":"\#(waiting.id)""#) && all.output.contains(#""state":"awaitingLink""#))
            #expect(all.output.contains(#""id":"\#(linked.id)""#) && all.output.contains(#""state":"working""#))
            // This vendor wants a second between two questions, which `wait` sees to.
            #expect(try await relink("status", linked.id).output.contains("partner/\(linked.id)"))
            #expect(try await relink("wait", linked.id, "--timeout", "30").status == 0)
            #expect(try await relink("restart", "partner/\(linked.id)", "--yes").status == 0)
            let phone = try #require(waiting.phone)
            let pair = try await relink("pair", waiting.id, "--phone", "+\(phone.digits)", "--json")
            #expect(pair.status == 0, "\(pair.said)")
            #expect(pair.output.contains(#""expirySource":"policy""#))
            let qr = try await relink("qr", waiting.id, "--raw")
            #expect(qr.status == 1 && qr.error.contains("a pairing code was asked for"))
            let insisted = try await relink("qr", waiting.id, "--raw", "--anyway")
            #expect(insisted.status == 0 && !insisted.output.isEmpty, "\(insisted.said)")
        }
    }

    @Test("a row that is gone and was dismissed is not asked about any more")
    func dismissed() async throws {
        let plan = SimulationPlan(kinds: [.greenAPI], instances: 2, scenario: "calm", seed: 7)
        try await ServedFleet.run(plan) { fleet in
            let served = try #require(fleet.gateways.first)
            let configuration = try fleet.home.write(
                """
                gateways:
                  - name: partner
                    kind: green-api
                    url: \(served.url)
                    secret: {value: "\(served.secret.reveal())"}
                    pacing: {idle-status: 2, focused-status: 2}
                """, as: "partner.yaml")
            let session = try await Session.start(
                ["--config", configuration], columns: 120, rows: 30, environment: ["HOME": fleet.home.path])
            let (left, gone) = (served.instances[0].id, served.instances[1].id)
            try await session.wait("both") { screen in
                [left, gone].allSatisfy { id in screen.lines.contains { $0.contains("● LINKED") && $0.contains(id) } }
            }
            #expect(await fleet.simulation.remove(InstanceKey(gateway: served.name, id: gone)))
            try await session.wait("its end") { screen in
                screen.lines.contains { $0.contains("MISSING") && $0.contains(gone) }
            }
            session.press("gd")
            try await session.waitFor("dismissed ")
            // Whoever is asked by name and is not there any more is nobody in the log.
            let before = await fleet.simulation.requestLog()
            let log = try await fleet.waitForLog("three more rounds") { log in
                log.count { $0.instance == left } >= before.count { $0.instance == left } + 3
            }
            let ghosts = { (log: [LoggedRequest]) in
                log.count { $0.route?.contains("getStateInstance") == true && $0.instance == nil }
            }
            // One may have been on its way.
            #expect(ghosts(log) <= ghosts(before) + 1)
        }
    }
}
