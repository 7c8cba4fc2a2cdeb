import Fleet

extension Scenario {
    static let calm = Scenario("calm", "everything is linked and stays so") { count, _ in
        Array(repeating: InstancePlot(), count: count)
    }

    static let massLogout = Scenario(
        "mass-logout", "half of the fleet, 300 of 600, is logged out at once, after 5 s", instances: 600
    ) { count, random in
        var plots = Array(repeating: InstancePlot.befallen(by: .drop, after: 5), count: (count + 1) / 2)
        plots += Array(repeating: InstancePlot(), count: count - plots.count)
        random.shuffle(&plots)
        return plots
    }

    static let restartStorm = Scenario(
        "restart-storm", "every server restarts at 5 s and each 45 s after; every tenth dies of it", instances: 60,
        weather: Weather(restarts: .init(first: .seconds(5), every: .seconds(45)))
    ) { count, random in
        (0..<count).map { index in
            let spread = random.seconds(0...2)
            var turns = [InstancePlot.Turn(after: .seconds(5) + spread, what: .restart, every: .seconds(45))]
            if index % 10 == 9 { turns.append(.init(after: .seconds(7) + spread, what: .crash)) }
            return InstancePlot(turns: turns)
        }
    }

    static let outdated = Scenario(
        "outdated", "at 10 s WhatsApp refuses the version of every engine (405): restarting never helps"
    ) { count, random in
        (0..<count).map { index in
            let refused = InstancePlot.Turn(after: .seconds(10) + random.seconds(0...3), what: .outdate)
            return InstancePlot(begins: index % 8 == 7 ? .awaitingScan : .working, turns: [refused])
        }
    }

    static let passkey = Scenario(
        "passkey",
        "half of the fleet waits for a scan and then wants a passkey: two of three get it elsewhere after 25 s"
    ) { count, _ in
        (0..<count).map { index in
            InstancePlot(
                begins: index % 2 == 0 ? .awaitingScan : .working,
                passkey: index % 3 == 0 ? .never : .after(.seconds(25)))
        }
    }

    static let flapping = Scenario("flapping", "every third instance dies and comes back, again and again") {
        count, random in
        var plots: [InstancePlot] = []
        for index in 0..<count {
            guard index % 3 == 0 else {
                plots.append(InstancePlot())
                continue
            }
            let period = random.seconds(20...40)
            let dies = random.seconds(3...15)
            let comesBack = dies + random.seconds(3...8)
            plots.append(
                InstancePlot(turns: [
                    .init(after: dies, what: .crash, every: period),
                    .init(after: comesBack, what: .recover, every: period),
                ]))
        }
        return plots
    }

    static let slow = Scenario(
        "slow", "every answer of one gateway takes 2 to 5 s", weather: Weather(answerDelay: 2...5), cast: demo.cast)

    static let outage = Scenario(
        "outage", "one gateway answers with error pages from 10 s to 40 s of every two minutes",
        weather: Weather(outages: [.init(from: .seconds(10), to: .seconds(40))], period: .seconds(120)),
        cast: demo.cast)

    static let gatewayDown = Scenario(
        "gateway-down", "one gateway refuses connections from 10 s to 40 s of every two minutes",
        weather: Weather(
            outages: [.init(from: .seconds(10), to: .seconds(40))], period: .seconds(120), closesDoor: true),
        cast: demo.cast)

    static let wrongNumber = Scenario("wrong-number", "every phone at hand belongs to another number") { count, _ in
        (0..<count).map { InstancePlot(begins: $0 % 4 == 0 ? .awaitingScan : .working, hasWrongNumber: true) }
    }

    static let phonesOff = Scenario("phones-off", "half of the fleet waits for a scan, and no phone is on") {
        count, _ in
        (0..<count).map { InstancePlot(begins: $0 % 2 == 0 ? .awaitingScan : .working, phone: .off) }
    }
}
