import Board
import Fleet
import Grid
import Linking
import Simulator
import Testing
import TestKit

@testable import Polling

@Suite("A round of three hundred, on a clock of its own", .timeLimit(.minutes(25)))
struct LargeRoundTests {
    @Test("All are linked or left out, one window at a time, and the journal says what the gateways saw")
    func threeHundred() async throws {
        var plan = SimulationPlan(kinds: GatewayKind.allCases, instances: 300, scenario: "calm", seed: 11)
        plan.scanDelay = .seconds(3)
        plan.logCapacity = 200_000
        plan.evolution.codeLimit = 6
        try await Desk.run(plan) { desk in
            try await desk.run(until: "everybody linked") { $0.fleet.rows.allSatisfy { $0.state == .working } }
            for key in desk.keys { #expect(await desk.simulation.drop(key)) }
            // One phone of sixty is in somebody's other jacket.
            let absent = Set(desk.keys.enumerated().filter { $0.offset % 60 == 7 }.map(\.element))
            for key in absent { #expect(await desk.simulation.turnPhone(of: key, on: false)) }
            try await desk.run(until: "everybody's drop") { $0.fleet.rows.allSatisfy { $0.state != .working } }
            // And one of thirty loses its new link nine seconds after it came, every other one of those twice.
            let fickle = desk.keys.enumerated().filter { $0.offset % 30 == 3 }.map(\.element)
            let restricted = Set(fickle.enumerated().filter { $0.offset % 2 == 1 }.map(\.element))
            var toDrop = fickle + restricted.sorted()
            var dropped: [InstanceKey: Instant] = [:]

            await desk.press(.character("*"), .character("b"), .enter)
            #expect(desk.state.round?.items.count == 300)
            try await desk.run(until: "the end of the round", within: .seconds(7000)) {
                $0.round == nil
            } meanwhile: { desk in
                #expect(desk.state.round?.count(.open) ?? 0 <= 1)
                if case .link(let key) = desk.state.screen, let session = desk.state.links[key], session.flow.isOver {
                    switch session.flow.phase {
                    case .ended(.unscanned), .ended(.unattended): await desk.press(.character("x"))
                    default: break
                    }
                }
                for key in Set(toDrop) {
                    guard case .settling(let since)? = desk.state.links[key]?.flow.phase,
                        since.duration(to: desk.time.now) >= .seconds(9), dropped[key] != since
                    else { continue }
                    dropped[key] = since
                    toDrop.remove(at: toDrop.firstIndex(of: key)!)
                    #expect(await desk.simulation.drop(key))
                }
            }

            let record = LinkRecord(desk.journal)
            #expect(record.windows.count == 300)
            // Lost twice within the hour is what WhatsApp does to accounts that it restricts: those wait for a person.
            #expect(record.keys([.dropped, .held]) == Set(fickle).subtracting(restricted))
            #expect(record.keys([.dropped, .dropped]) == restricted)
            let held = 300 - absent.count - restricted.count
            #expect(record.count(.held) == held)
            #expect(
                desk.state.log.last { $0.text.hasPrefix("the round is over") }?.text
                    == "the round is over: \(held) held, \(restricted.count) not linked, \(absent.count) left out")
            #expect(record.count(.unscanned) + record.count(.unattended) == absent.count)
            #expect(record.mostAtOnce == 1)
            let log = await desk.simulation.requestLog()
            await record.agrees(with: log, of: desk.simulation, slack: 0.001)
            desk.keepsFloor(log)
        }
    }
}

extension Desk {
    /// Two seconds between the starts of two automatic requests about one instance, or two lists of one gateway: by
    /// the gateways' own log, in which everything is of this desk.
    func keepsFloor(_ log: [LoggedRequest]) {
        struct Subject: Hashable {
            var gateway: String
            var instance: String?
        }
        let start = HandTime(jumps: true, from: .seconds(100)).now
        var all = Dictionary(grouping: calls) { Subject(gateway: $0.gateway, instance: $0.instance) }
        for (subject, calls) in all {
            for (earlier, later) in zip(calls, calls.dropFirst()) where !later.isPerson {
                #expect(
                    earlier.startedAt.duration(to: later.startedAt) >= .seconds(2), "\(subject) at \(later.startedAt)")
            }
            all[subject] = calls.sorted { $0.startedAt < $1.startedAt }
        }
        // The picture of a code is a file of the gateway's, and names no instance.
        for request in log where request.route?.contains("statics") != true {
            let at = start.advanced(by: request.age)
            let own = all[Subject(gateway: request.gateway, instance: request.instance), default: []]
            let isOfCall = own[..<own.partition(after: at)].last.map { at <= $0.endedAt } == true
            #expect(isOfCall, "\(request.method) \(request.route ?? "?") was asked by nobody")
        }
    }
}

extension [Desk.Call] {
    /// Where those begin that started after this instant.
    fileprivate func partition(after instant: Instant) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle].startedAt <= instant { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
