import Board
import Fleet
import Grid
import Linking
import PtyHarness
import Simulator
import Testing
import TestKit

@Suite("Stories 3, 4 and 5: windows that end", .timeLimit(.minutes(15)))
struct WindowStoryTests {
    @Test("Story 3: six codes that nobody scans, then a neutral sentence, and no code is asked for until Enter")
    func expiry() async throws {
        var plan = SimulationPlan(kinds: [.waha], instances: 2, scenario: "phones-off", seed: 2)
        plan.rhythm = CodeRhythm(first: .seconds(8), following: .seconds(4), count: 6)
        try await ServedFleet.run(plan) { fleet in
            let key = fleet.key(fleet.instances[0])
            let session = try await fleet.open(columns: 120, rows: 44)
            try await session.wait("its state") { $0.contains("▲ SCAN") || $0.contains("✖ FAILED") }
            session.press("r")
            let first = try #require(try await session.wait("a code") { $0.payload != nil }.payload)
            try await session.waitFor("Nobody scanned in time")
            #expect(!session.pty.screen.hasCode)
            #expect(await fleet.simulation.scan(first) == nil)
            // The other one is listed on: while that goes twice more round, nobody asks for this one's code.
            let asked = await fleet.simulation.requestLog()
            let lists = asked.count { $0.isList(of: key.gateway) }
            let later = try await fleet.waitForLog("two more lists") { log in
                log.count { $0.isList(of: key.gateway) } >= lists + 2
            }
            let new = later.dropFirst(asked.count)
            #expect(!new.contains { $0.asksForCode || $0.method != "GET" })
            session.press(.enter)
            try await session.wait("a code again") { $0.payload != nil && $0.payload != first }
        }
    }

    @Test("Story 4: held, a code at GOWA ends without a second login")
    func held() async throws {
        var plan = SimulationPlan(kinds: [.gowa], instances: 1, scenario: "phones-off", seed: 7)
        plan.rhythm = CodeRhythm(first: .seconds(10), following: .seconds(10), count: 2)
        try await ServedFleet.run(plan) { fleet in
            let session = try await fleet.open(columns: 120, rows: 44)
            try await session.waitFor("△ UNLINKED")
            session.press("r")
            try await session.wait("a code") { $0.payload != nil }
            session.press("H")
            try await session.waitFor("Holding: nothing is asked")
            try await session.wait("its end") { !$0.hasCode }
            #expect(session.pty.screen.contains("Holding"))
            #expect(await VendorManners(fleet).logins == 1)
        }
    }

    @Test("Story 4 to the second: scanned at 59 of 60 s, held before, linked with the one login")
    func lastSecond() async throws {
        let plan = SimulationPlan(kinds: [.gowa], instances: 1, scenario: "phones-off", seed: 7)
        try await Desk.run(plan) { desk in
            let key = desk.keys[0]
            try await desk.run(until: "its state") { $0.fleet[key]?.state != nil }
            await desk.press(.character("r"))
            try await desk.run(until: "a code") { $0.links[key]?.matrix != nil }
            guard case .showing(let code)? = desk.state.links[key]?.flow.phase else { return }
            try await desk.run(for: desk.time.now.duration(to: code.expiresAt) - .seconds(1))
            await desk.press(.character("H"))
            guard case .text(let payload)? = desk.state.links[key]?.drawn?.content else { return }
            #expect(await desk.simulation.scan(payload) == key)
            try await desk.run(until: "it held") {
                if case .held = $0.links[key]?.flow.phase { true } else { false }
            }
            #expect(await desk.simulation.requestLog().count { $0.route?.hasSuffix("/login") == true } == 1)
            #expect(await desk.simulation.links(of: key) == 1)
        }
    }

    @Test(
        "Story 5: a code open for four minutes is not fetched on until somebody says that they are there",
        arguments: [GatewayKind.greenAPI, .gowa])
    func unattended(kind: GatewayKind) async throws {
        let plan = SimulationPlan(kinds: [kind], instances: 1, scenario: "phones-off", seed: 7)
        try await Desk.run(plan) { desk in
            let key = desk.keys[0]
            try await desk.run(until: "its state") { $0.fleet[key]?.state != nil }
            let opened = desk.time.now
            await desk.press(.character("r"))
            try await desk.run(until: "the question") { _ in render(desk.state).text.contains("Still there?") }
            // A login under way is not broken off.
            let waited = opened.duration(to: desk.time.now)
            #expect(waited >= .seconds(240) && waited < .seconds(245))
            let codes = await desk.simulation.requestLog().count { $0.asksForCode }
            #expect(codes > (kind == .gowa ? 3 : 50))
            try await desk.run(for: .seconds(1200))
            #expect(await desk.simulation.requestLog().count { $0.asksForCode } == codes)
            await desk.press(.enter)
            try await desk.run(until: "a code") { $0.links[key]?.matrix != nil }
            #expect(await desk.simulation.requestLog().count { $0.asksForCode } > codes)
        }
    }
}
