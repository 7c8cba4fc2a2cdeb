import Fleet
import Gateways
import Testing
import TestKit

@testable import Polling

/// How a coordinator ends, and what it does when nobody reads.
@Suite struct EndingTests {
    let time = HandTime()

    private func hanging(_ gate: Gate) -> ScriptedGateway {
        ScriptedGateway(time) { _ in
            await gate.pass()
            return .sample(.cancelled)
        }
    }

    @Test("Stopping cancels what is under way, ends the run and the reports, and leaves no sleep behind")
    func stop() async {
        let gate = Gate()
        let stage = Stage(time, [hanging(gate)])
        await stage.coordinator.watch(keys(3), of: "g", pacing: .roomy)
        #expect(await eventually { gate.waiting == 3 && !time.deadlines.isEmpty })
        await stage.coordinator.stop()
        await stage.runner().value
        #expect(gate.cancelled == 3)
        #expect(await eventually { stage.reportsHaveEnded && time.deadlines.isEmpty })
        #expect(stage.observations.isEmpty)
        #expect(await !stage.coordinator.askNow(keys(1)[0], .status))
    }

    @Test("Cancelling the task that runs it does the same")
    func cancel() async {
        let gate = Gate()
        let stage = Stage(time, [hanging(gate)])
        await stage.coordinator.watch(keys(3), of: "g", pacing: .roomy)
        #expect(await eventually { gate.waiting == 3 })
        stage.runner().cancel()
        await stage.runner().value
        #expect(gate.cancelled == 3)
        #expect(await eventually { stage.reportsHaveEnded && time.deadlines.isEmpty })
    }

    @Test("Cancelled before it ran, it does not start anything")
    func cancelledEarly() async {
        let gateway = ScriptedGateway(time)
        let coordinator = Coordinator(gateways: [gateway], time: time, seed: 1)
        await coordinator.watch(keys(3), of: "g", pacing: .roomy)
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            await coordinator.run()
        }
        await task.value
        #expect(gateway.calls.isEmpty)
    }

    @Test("Nothing keeps a coordinator alive that has ended")
    func noLeak() async {
        weak var leaked: Coordinator?
        do {
            let coordinator = Coordinator(gateways: [ScriptedGateway(time)], time: time, seed: 1)
            leaked = coordinator
            await coordinator.watch(keys(3), of: "g", pacing: .roomy)
            let task = Task { await coordinator.run() }
            var reports = coordinator.reports.makeAsyncIterator()
            #expect(await reports.next() != nil)
            await coordinator.stop()
            await task.value
        }
        #expect(await eventually { leaked == nil })
    }

    @Test("While nobody reads polling comes to rest, nothing is lost, and it goes on when somebody reads")
    func backpressure() async {
        let gateway = ScriptedGateway(time)
        let stage = Stage(time, [gateway], reportLimit: 8, reads: false)
        let pacing = Pacing.roomy.with { $0.concurrency = 2 }
        await stage.coordinator.watch(keys(40), of: "g", pacing: pacing)
        #expect(await eventually { gateway.calls.count >= 8 })
        for second in 1...300 {
            time.turn(to: .seconds(Double(second)))
            await Task.yield()
        }
        // The limit, and what was under way when it was reached.
        #expect(await eventually { time.deadlines.isEmpty })
        let rested = gateway.calls.count
        #expect((8...10).contains(rested))
        stage.startReading()
        #expect(await eventually { Set(gateway.calls).count == 40 })
        #expect(await eventually { stage.observations.count == gateway.calls.count })
        await stage.coordinator.stop()
    }

    @Test("A reader that is cancelled while it waits is let go")
    func cancelledReader() async {
        let coordinator = Coordinator(gateways: [], time: time, seed: 1)
        let reader = Task { for await _ in coordinator.reports {} }
        reader.cancel()
        await reader.value
    }
}
