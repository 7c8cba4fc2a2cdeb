import Fleet

extension Scenario {
    static let demo = Scenario("demo", "something of everything within the first minute", instances: 30) {
        count, random in
        // With a small fleet half of it, the first ones, still leave a picture of an ordinary day.
        var plots = Array(demoPlots.prefix((count + 1) / 2))
        // In a large one every hundredth instance is in some trouble of its own.
        for index in plots.count..<count { plots.append(index % 100 == 99 ? trouble(&random) : InstancePlot()) }
        random.shuffle(&plots)
        return plots
    }

    private static let demoPlots: [InstancePlot] = [
        .befallen(by: .drop, after: 8),
        InstancePlot(begins: .awaitingScan),
        InstancePlot(begins: .exhausted),
        InstancePlot(begins: .crashed, turns: [.init(after: .seconds(20), what: .recover)]),
        InstancePlot(hasHostileName: true),
        .befallen(by: .drop, after: 35),
        .befallen(by: .drop, after: 35),
        .befallen(by: .restart, after: 27),
        InstancePlot(begins: .awaitingScan),
        InstancePlot(begins: .stopped),
        InstancePlot(begins: .asleep, turns: [.init(after: .seconds(30), what: .wake)]),
        InstancePlot(begins: .restricted),
        InstancePlot(begins: .awaitingScan, passkey: .never),
        InstancePlot(begins: .banned),
        InstancePlot(turns: [.init(after: .seconds(50), what: .drop)], passkey: .after(.seconds(25))),
    ]

    private static func trouble(_ random: inout SplitMix64) -> InstancePlot {
        switch random.below(6) {
        case 0: InstancePlot(begins: .awaitingScan)
        case 1: InstancePlot(begins: .exhausted)
        case 2: InstancePlot(begins: .stopped)
        case 3: InstancePlot(begins: .asleep)
        case 4: InstancePlot(begins: .restricted)
        default: InstancePlot(turns: [.init(after: random.seconds(5...300), what: .drop)])
        }
    }
}
