import Fleet

/// A plan turned into gateways that are ready to be served.
struct GatewayCast {
    struct Member {
        let name: String
        let kind: GatewayKind
        let secret: Secret
        let instances: [InstanceConfiguration]
        let stage: GatewayStage

        func gateway(at url: String) -> SimulatedGateway {
            SimulatedGateway(name: name, kind: kind, url: url, secret: secret, instances: instances)
        }
    }

    /// Beyond this the ranges of fictional numbers are used up.
    private static let sizes = 1...60_000

    let members: [Member]

    init(
        plan: SimulationPlan, time: any TimeSource, drawPNG: @escaping @Sendable (String) -> [UInt8]?
    ) throws(SimulationFailure) {
        guard !plan.kinds.isEmpty else { throw .noKinds }
        for kind in plan.kinds where !SimulationPlan.simulatedKinds.contains(kind) { throw .kind(kind) }
        guard let scenario = Scenario.named(plan.scenario) else { throw .scenario(plan.scenario) }
        let count = plan.instances ?? scenario.instances
        guard Self.sizes.contains(count) else { throw .instances(count) }

        let opened = time.now
        let casting = Casting(seed: plan.seed, opened: opened, rhythm: plan.rhythm)
        var random = SplitMix64(plan.seed, Purpose.cast)
        let plots = scenario.cast(count, &random)
        var members: [Member] = []
        for (place, kind) in plan.kinds.enumerated() {
            // Dealt like cards, so that every gateway gets its part of what happens.
            let hand = stride(from: place, to: count, by: plan.kinds.count)
            let dealt = hand.map { casting.instance($0, plots[$0]) }
            let serial = plan.kinds[...place].count { $0 == kind }
            var random = SplitMix64(plan.seed, Purpose.gateway, UInt64(place))
            let seed = random.next()
            let secret = Secret(
                random.text(32, of: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"))
            let face = WawpFace(
                secret: secret, options: plan.options(forWawp: serial - 1), seed: seed, drawPNG: drawPNG)
            let name = "\(kind.rawValue)-\(serial)"
            let configurations = dealt.map(\.1)
            let stage = GatewayStage(
                name: name, seed: seed, opened: opened, weather: scenario.weather,
                labels: Dictionary(uniqueKeysWithValues: configurations.map { ($0.id, $0.label?.text ?? "") }),
                time: time, face: face, fleet: SimulatedFleet(dealt.map(\.0)), logCapacity: plan.logCapacity)
            members.append(
                Member(name: name, kind: kind, secret: secret, instances: configurations, stage: stage))
        }
        self.members = members
    }
}

extension SimulationPlan {
    fileprivate func options(forWawp place: Int) -> WawpOptions {
        place < wawp.count ? wawp[place] : wawp.last ?? WawpOptions()
    }
}
