public import Fleet

/// Simulated gateways over real HTTP, inside this process.
public actor Simulation {
    private let plan: SimulationPlan
    private let time: any TimeSource
    private let drawPNG: @Sendable (String) -> [UInt8]?
    private var isStarted = false
    private var stages: [String: GatewayStage] = [:]
    private var servers: [LoopbackServer] = []

    /// `drawPNG` makes a picture of a payload; without it the routes that send pictures answer with an error.
    public init(
        _ plan: SimulationPlan, time: any TimeSource = SystemTime(),
        drawPNG: @escaping @Sendable (String) -> [UInt8]? = { _ in nil }
    ) {
        self.plan = plan
        self.time = time
        self.drawPNG = drawPNG
    }

    /// Brings up every gateway of the plan, or none.
    public func start() async throws(SimulationFailure) -> [SimulatedGateway] {
        guard !isStarted else { throw .alreadyStarted }
        let cast = try GatewayCast(plan: plan, time: time, drawPNG: drawPNG)
        isStarted = true
        var gateways: [SimulatedGateway] = []
        do {
            for (place, member) in cast.members.enumerated() {
                let server = try await LoopbackServer(
                    on: plan.listen.after(place), stage: member.stage, control: plan.control)
                servers.append(server)
                stages[member.name] = member.stage
                gateways.append(member.gateway(at: "http://\(server.address)"))
            }
        } catch {
            await stop()
            throw error
        }
        return gateways
    }

    /// Returns when nothing listens and nothing runs any more.
    public func stop() async {
        for server in servers { await server.stop() }
        servers = []
    }

    /// What the gateways were asked, in the order of arrival.
    public func requestLog() -> [LoggedRequest] {
        stages.values.flatMap(\.requests).sorted { $0.age < $1.age }
    }

    /// Scans a code with the phone of the instance it belongs to, or with another one.
    ///
    /// Returns the instance that is linked now; `nil` when no instance shows this code at this moment.
    @discardableResult
    public func scan(_ payload: CodePayload, by phone: PhoneNumber? = nil) -> InstanceKey? {
        first { $0.scan(payload.reveal(), by: phone?.digits, at: $1) }
    }

    /// Types a pairing code on a phone; `nil` when no instance waits for this code from this phone.
    @discardableResult
    public func type(_ code: PairingCode, on phone: PhoneNumber) -> InstanceKey? {
        first { $0.type(code.plain, on: phone.digits, at: $1) }
    }

    /// Unlinks an instance from its phone's side; `false` when there is no such instance, or it is not linked.
    @discardableResult
    public func drop(_ key: InstanceKey) -> Bool {
        stages[key.gateway]?.with(key.id) { $0.drop(at: $1) } ?? false
    }

    /// Switches the phone of an instance on or off; `false` when there is no such instance.
    @discardableResult
    public func turnPhone(of key: InstanceKey, on: Bool) -> Bool {
        stages[key.gateway]?.with(key.id) { instance, _ in instance.phone.turn(on: on) } != nil
    }

    /// What the engine of an instance is in; `nil` when there is no such instance.
    public func state(of key: InstanceKey) -> EngineState? {
        stages[key.gateway]?.with(key.id) { $0.state(at: $1) }
    }

    private func first(where body: (inout SimulatedInstance, Instant) -> Bool) -> InstanceKey? {
        for (gateway, stage) in stages {
            if let id = stage.first(where: body) { return InstanceKey(gateway: gateway, id: id) }
        }
        return nil
    }
}
