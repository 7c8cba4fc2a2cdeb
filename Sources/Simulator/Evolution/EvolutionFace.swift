import Fleet

/// Evolution API, somebody's own server: one global key, a token for each instance, and errors inside of successes.
struct EvolutionFace: VendorFace {
    let secret: Secret
    let options: EvolutionOptions
    let seed: UInt64
    let drawPNG: PictureDrawing
    var created: UInt64 = 0
    /// The numbers that were given when windows were opened; those that come later are ignored.
    var numbers: [String: AskedNumber] = [:]

    struct AskedNumber: Sendable {
        var digits: String
        var window: UInt64
        /// The code beside which the present pairing code was made.
        var index: Int?
        var code: String?
    }

    init(secret: Secret, options: EvolutionOptions, seed: UInt64, drawPNG: @escaping PictureDrawing) {
        self.secret = secret
        self.options = options
        self.seed = seed
        self.drawPNG = drawPNG
    }

    /// The server gives every code 45 s. It reconnects by itself, also when WhatsApp refuses its version.
    var habits: EngineHabits {
        EngineHabits(
            rhythm: CodeRhythm(
                first: .seconds(45), following: .seconds(45),
                count: options.version == .v24 ? 6 : max(1, options.codeLimit)),
            pairing: PairingRule(hasDash: false), connectTime: 1...3, openingTime: 1...6, offersCodes: false,
            windowEnd: .closes, stops: false, retriesAfter: .seconds(5))
    }

    /// Free text: every fifth has blanks.
    func id(of index: Int, label: String, seed: UInt64) -> String {
        index % 25 == 4 ? label : FleetNames.slug(label)
    }

    static func token(of instance: SimulatedInstance) -> String {
        var random = SplitMix64(instance.seed, Purpose.secret)
        let parts = [8, 4, 4, 4, 12].map { random.text($0, of: "0123456789ABCDEF") }
        return parts.joined(separator: "-")
    }

    func secretPlace(in request: FaceRequest) -> SecretPlace? {
        if request.query["apikey"] != nil { return .query }
        return request.headers["apikey"] == nil ? nil : .header
    }

    mutating func answer(_ request: FaceRequest, of fleet: inout SimulatedFleet, at moment: Moment) -> FaceReply {
        var reply = FaceReply(
            answer: EvolutionRefusal.noRoute(request.method, request.path).answer, secretPlace: secretPlace(in: request)
        )
        let segments = request.segments
        if segments.isEmpty, request.method == "GET" {
            reply.route = "/"
            reply.answer = FaceAnswer(200, greeting)
            return reply
        }
        guard options.isLicensed else {
            reply.answer = EvolutionRefusal.unlicensed.answer
            return reply
        }
        guard let call = EvolutionCall(request.method, segments, version: options.version) else { return reply }
        reply.route = call.route
        // A list may be asked for one of them alone.
        let name = call.name ?? request.query["instanceName"]
        reply.instance = name.flatMap { fleet.contains($0) ? $0 : nil }
        do throws(EvolutionRefusal) {
            switch try carryOut(call, request, of: &fleet, at: moment) {
            case .answered(let answer): reply.answer = answer
            case .waits(let until): reply.again = until
            }
        } catch {
            reply.answer = error.answer
        }
        return reply
    }

    private mutating func carryOut(
        _ call: EvolutionCall, _ request: FaceRequest, of fleet: inout SimulatedFleet, at moment: Moment
    ) throws(EvolutionRefusal) -> EvolutionOutcome {
        let key = request.headers["apikey"] ?? ""
        let isGlobal = key == secret.reveal()
        if call.what == .list { return .answered(try list(request, key, of: &fleet, at: moment)) }
        if call.what == .create {
            guard isGlobal else { throw .unauthorized }
            return .answered(try create(request, of: &fleet, at: moment))
        }
        // Whether there is such an instance is told before anybody asks for the key.
        guard let name = call.name, let token = fleet.with(name, { Self.token(of: $0) }) else {
            throw .noInstance(call.name ?? "")
        }
        guard isGlobal || key == token else { throw .unauthorized }
        let now = moment.instant
        switch call.what {
        case .connect: return try connect(name, request, in: &fleet, at: now)
        case .state: return .answered(FaceAnswer(200, fleet.with(name) { connectionState(&$0, at: now) } ?? .null))
        case .restart: return .answered(restart(name, in: &fleet, at: now))
        case .logout: return .answered(try logout(name, in: &fleet, at: now))
        case .delete:
            _ = fleet.delete(name)
            return .answered(Self.done("Instance deleted"))
        case .list, .create: throw .noInstance(name)
        }
    }

    /// Open to everybody.
    private var greeting: JSONText {
        .members(
            ("status", 200), ("message", "Welcome to the Evolution API, it is working!"),
            ("version", .text(options.version.text)),
            ("clientName", options.version == .v1 ? nil : "evolution_exchange"),
            ("manager", "http://localhost:8080/manager"), ("documentation", "https://doc.evolution-api.com"),
            ("whatsappWebVersion", options.version == .v1 ? nil : "2.3000.1023204200"))
    }

    static func done(_ message: String) -> FaceAnswer {
        FaceAnswer(200, ["status": "SUCCESS", "error": false, "response": ["message": .text(message)]])
    }
}

/// What comes of a request.
enum EvolutionOutcome {
    case answered(FaceAnswer)
    /// The server keeps the client waiting.
    case waits(Instant)
}
