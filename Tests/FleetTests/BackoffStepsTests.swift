import Fleet
import Testing

@Suite("Steps after failures")
struct BackoffStepsTests {
    @Test("each failure in a row waits for the next step, and the last one stays")
    func last() {
        let steps = BackoffSteps([.seconds(3), .seconds(5), .milliseconds(7500)])
        #expect([0, 1, 2, 3, 4, 100].map { steps[$0] } == [3, 3, 5, 7.5, 7.5, 7.5].map { .seconds($0) })
        #expect(steps.all == [.seconds(3), .seconds(5), .milliseconds(7500)])
        #expect(steps.longest == .milliseconds(7500))
    }

    @Test("none is the floor, none shrinks, and there are at most eight")
    func total() {
        #expect(BackoffSteps([]).all == [RequestFloor.promise])
        #expect(BackoffSteps([.seconds(9), .seconds(4), .seconds(10)]).all == [9, 9, 10].map { .seconds($0) })
        let many = BackoffSteps((1...12).map { .seconds($0) })
        #expect(many.all == (1...8).map { .seconds($0) } && many[12] == .seconds(8))
    }

    @Test("what is not configured is 10, 20, 40, 60 s and 2, 4, 8 … 60 s")
    func standard() {
        for kind in GatewayKind.allCases {
            let pacing = Pacing.standard(for: kind)
            #expect(pacing.throttleSteps.all == [10, 20, 40, 60].map { .seconds($0) })
            #expect(pacing.troubleSteps.all == [2, 4, 8, 16, 32, 60].map { .seconds($0) })
        }
    }
}
