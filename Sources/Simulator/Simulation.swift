public import Fleet

/// Simulated gateways over real HTTP, inside this process.
public actor Simulation {
    private let plan: SimulationPlan
    private let time: any TimeSource
    private let drawPNG: PictureDrawing
    private var isStarted = false
    private var stages: [String: GatewayStage] = [:]
    private var servers: [String: LoopbackServer] = [:]
    /// Opens and closes the doors that the weather opens and closes.
    private var doorkeepers: [Task<Void, any Error>] = []

    /// `drawPNG` makes a picture of a payload; without it the routes that send pictures answer with an error.
    public init(
        _ plan: SimulationPlan, time: any TimeSource = SystemTime(),
        drawPNG: @escaping PictureDrawing = { _, _ in nil }
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
                servers[member.name] = server
                stages[member.name] = member.stage
                gateways.append(member.gateway(at: "http://\(server.address)"))
                keepDoor(of: member.name, member.stage)
            }
        } catch {
            await stop()
            throw error
        }
        return gateways
    }

    /// Returns when nothing listens and nothing runs any more.
    public func stop() async {
        for keeper in doorkeepers { keeper.cancel() }
        for keeper in doorkeepers { _ = await keeper.result }
        doorkeepers = []
        for server in servers.values { await server.close() }
        servers = [:]
    }

    /// Takes a gateway's server away: connections break off and new ones are refused, while time goes on for its
    /// instances.
    public func close(_ gateway: String) async { await servers[gateway]?.close() }

    /// Brings a closed gateway back at the same address.
    public func reopen(_ gateway: String) async throws(SimulationFailure) { try await servers[gateway]?.open() }

    private func keepDoor(of gateway: String, _ stage: GatewayStage) {
        guard stage.weather.closesDoor else { return }
        let time = time
        doorkeepers.append(
            Task {
                var age = Duration.zero
                while let next = stage.weather.nextTurn(after: age), !Task.isCancelled {
                    age = next
                    try await time.sleep(until: stage.opened.advanced(by: age))
                    if stage.weather.isDoorShut(at: age) { await close(gateway) } else { try await reopen(gateway) }
                }
            })
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

    /// Lets something befall an instance now; `false` when there is no such instance.
    @discardableResult
    public func befall(_ key: InstanceKey, _ event: InstanceEvent) -> Bool {
        stages[key.gateway]?.with(key.id) { $0.befall(event, at: $1) } != nil
    }

    /// Closes an instance's socket with one of the numbers that engines have for that, such as 408; `false` when there
    /// is no such instance.
    @discardableResult
    public func closeSocket(of key: InstanceKey, with code: Int) -> Bool {
        stages[key.gateway]?.with(key.id) { $0.socketCloses(with: code, at: $1) } != nil
    }

    /// Lets an instance tell its state by a word of another version, or one that nobody knows; `nil` for its own word
    /// again. An empty one is left out of answers. `false` when there is no such instance.
    @discardableResult
    public func say(_ word: String?, of key: InstanceKey) -> Bool {
        stages[key.gateway]?.with(key.id) { instance, _ in instance.foreignWord = word } != nil
    }

    /// Gives the passkey that an account wants; `false` when there is no such instance, or it wants none now.
    @discardableResult
    public func givePasskey(to key: InstanceKey) -> Bool {
        stages[key.gateway]?.with(key.id) { $0.givePasskey(at: $1) } ?? false
    }

    /// What a browser at WhatsApp's page makes of the challenge that this account was given, with the right passkey;
    /// `nil` when none waits for an answer.
    public func signPasskey(of key: InstanceKey) -> String? {
        stages[key.gateway]?.with(key.id) { $0.signPasskey(at: $1)?.rendered } ?? nil
    }

    /// The code that the phone shows to be compared after a passkey; `nil` when it shows none.
    public func passkeyCode(of key: InstanceKey) -> String? {
        stages[key.gateway]?.with(key.id) { instance, now in
            if case .comparison? = instance.passkeyWish(at: now) { instance.passkeyCode } else { nil }
        } ?? nil
    }

    /// Takes an instance away, as somebody else's deletion does; `false` when there is no such instance.
    @discardableResult
    public func remove(_ key: InstanceKey) -> Bool { stages[key.gateway]?.remove(key.id) ?? false }

    /// Switches the phone of an instance on or off; `false` when there is no such instance.
    @discardableResult
    public func turnPhone(of key: InstanceKey, on: Bool) -> Bool {
        stages[key.gateway]?.with(key.id) { instance, _ in instance.phone.turn(on: on) } != nil
    }

    /// What the engine of an instance is in; `nil` when there is no such instance.
    public func state(of key: InstanceKey) -> EngineState? {
        stages[key.gateway]?.with(key.id) { $0.state(at: $1) }
    }

    /// How often a phone was linked to an instance since the start; `nil` when there is no such instance.
    public func links(of key: InstanceKey) -> Int? {
        stages[key.gateway]?.with(key.id) { instance, now in
            instance.settle(at: now)
            return instance.links
        }
    }

    private func first(where body: (inout SimulatedInstance, Instant) -> Bool) -> InstanceKey? {
        for (gateway, stage) in stages {
            if let id = stage.first(where: body) { return InstanceKey(gateway: gateway, id: id) }
        }
        return nil
    }
}
