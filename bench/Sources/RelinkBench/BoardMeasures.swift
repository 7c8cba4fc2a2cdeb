import Board
import Fleet
import Grid

/// What an answer, a frame and a key cost on a board with 10,000 rows.
enum BoardMeasures {
    static let instances = 10_000

    static func run(_ tell: (String, Double) -> Void) {
        for size in [Size(columns: 80, rows: 24), Size(columns: 160, rows: 50)] {
            var fleet = SampleFleet(instances: instances, size: size)
            fleet.answerAll()
            let place = "\(size.columns)x\(size.rows)"
            tell("frame \(place)", Stopwatch.each { keep(render(fleet.state)) })
            var index = 0
            tell(
                "answer and frame \(place)",
                Stopwatch.each {
                    index = (index + 7) % instances
                    fleet.observe(index, index % 100 == 99 ? .awaitingLink : .working)
                    keep(render(fleet.state))
                })
        }
        var fleet = SampleFleet(instances: instances, size: Size(columns: 80, rows: 24))
        let start = Stopwatch.now
        fleet.answerAll()
        tell("answer in a first round", Double(Stopwatch.now - start) / Double(instances))
        answers(&fleet, tell)
        keys(&fleet, tell)
    }

    private static func answers(_ fleet: inout SampleFleet, _ tell: (String, Double) -> Void) {
        var index = 0
        tell(
            "answer without news",
            Stopwatch.each {
                index = (index + 7) % instances
                fleet.observe(index, index % 100 == 99 ? .awaitingLink : .working)
            })
        var isDown = false
        tell(
            "answer with a change",
            Stopwatch.each {
                isDown.toggle()
                fleet.observe(5_000, isDown ? .disconnected : .working)
            })
        tell("second", Stopwatch.each { fleet.tick(by: .seconds(1)) })
    }

    private static func keys(_ fleet: inout SampleFleet, _ tell: (String, Double) -> Void) {
        fleet.press(.character("/"))
        tell(
            "letter of a filter",
            Stopwatch.each {
                fleet.press(.character("c"))
                fleet.press(.backspace)
            } / 2)
        fleet.press(.escape)
        tell("sort in another order", Stopwatch.each { fleet.press(.character("o")) })
    }
}

/// Keeps the optimiser from leaving out what nobody looks at.
@inline(never)
func keep<Value>(_ value: Value) {}
