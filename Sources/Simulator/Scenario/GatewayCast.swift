import Fleet

/// A plan turned into gateways that are ready to be served.
struct GatewayCast {
    struct Member {
        let name: String
        let kind: GatewayKind
        let face: any VendorFace
        let instances: [InstanceConfiguration]
        let stage: GatewayStage

        /// `origin` is scheme, host and port.
        func gateway(at origin: String) -> SimulatedGateway {
            SimulatedGateway(
                name: name, kind: kind, url: origin + face.basePath, username: face.username, secret: face.secret,
                instances: instances)
        }
    }

    /// Beyond this the ranges of fictional numbers are used up.
    private static let sizes = 1...60_000

    let members: [Member]

    init(
        plan: SimulationPlan, time: any TimeSource, drawPNG: @escaping PictureDrawing
    ) throws(SimulationFailure) {
        guard !plan.kinds.isEmpty else { throw .noKinds }
        guard let scenario = Scenario.named(plan.scenario) else { throw .scenario(plan.scenario) }
        let count = plan.instances ?? scenario.instances
        guard Self.sizes.contains(count) else { throw .instances(count) }

        let opened = time.now
        let casting = Casting(
            seed: plan.seed, opened: opened, rhythm: plan.rhythm, scanDelay: plan.scanDelay)
        var random = SplitMix64(plan.seed, Purpose.cast)
        let plots = scenario.cast(count, &random)
        let struck = random.below(plan.kinds.count)
        var members: [Member] = []
        for (place, kind) in plan.kinds.enumerated() {
            let serial = plan.kinds[...place].count { $0 == kind }
            var random = SplitMix64(plan.seed, Purpose.gateway, UInt64(place))
            let seed = random.next()
            let face = plan.face(of: kind, serial: serial, seed: seed, opened: opened, drawPNG: drawPNG)
            // Dealt like cards, so that every gateway gets its part of what happens.
            let hand = stride(from: place, to: count, by: plan.kinds.count)
            let dealt = hand.map { casting.instance($0, plots[$0], for: face) }
            let name = "\(kind.rawValue)-\(serial)"
            let configurations = dealt.map(\.1)
            let stage = GatewayStage(
                name: name, seed: seed, opened: opened,
                weather: place == struck ? scenario.weather : scenario.weather.elsewhere,
                labels: Dictionary(uniqueKeysWithValues: configurations.map { ($0.id, $0.label?.text ?? "") }),
                time: time, face: face, fleet: SimulatedFleet(dealt.map(\.0)), logCapacity: plan.logCapacity)
            members.append(Member(name: name, kind: kind, face: face, instances: configurations, stage: stage))
        }
        self.members = members
    }
}
