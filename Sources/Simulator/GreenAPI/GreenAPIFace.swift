import Fleet

/// GREEN-API: a hosted gateway whose secrets travel in the path, one for each instance.
struct GreenAPIFace: VendorFace {
    let secret: Secret
    let options: GreenAPIOptions
    let seed: UInt64
    let opened: Instant
    let drawPNG: PictureDrawing
    /// When each method of each instance was asked lately; kept only where asking too often is punished.
    var lately: [Asked: [Instant]] = [:]

    struct Asked: Hashable, Sendable {
        var instance: String
        var method: GreenAPIMethod
    }

    init(
        partner: Secret, options: GreenAPIOptions, seed: UInt64, opened: Instant, drawPNG: @escaping PictureDrawing
    ) {
        secret = partner
        self.options = options
        self.seed = seed
        self.opened = opened
        self.drawPNG = drawPNG
    }

    /// Codes change every 20 s as the vendor says. Asking for about five minutes on end makes the instance start
    /// anew for up to five more.
    var habits: EngineHabits {
        EngineHabits(
            rhythm: CodeRhythm(first: .seconds(20), following: .seconds(20), count: 15),
            pairing: PairingRule(
                hasDash: false, hasMisreadLetters: true, lifetime: .seconds(150), failsAfterMistyping: true),
            startTime: 10...40, openingTime: 1...4, offersCodes: false, windowEnd: .restarts(60...300), stops: false)
    }

    /// Ten digits. 7919 has no common factor with a million, so no two are equal.
    func id(of index: Int, label: String, seed: UInt64) -> String {
        "7105" + String(1_000_000 + (index * 7919 + 1) % 1_000_000).dropFirst()
    }

    func secret(of instance: SimulatedInstance) -> Secret? { Secret(Self.token(of: instance)) }

    static func token(of instance: SimulatedInstance) -> String {
        var random = SplitMix64(instance.seed, Purpose.secret)
        return random.text(50, of: "0123456789abcdef")
    }

    func secretPlace(in request: FaceRequest) -> SecretPlace? { request.segments.count > 2 ? .path : nil }

    mutating func answer(_ request: FaceRequest, of fleet: inout SimulatedFleet, at moment: Moment) -> FaceReply {
        let segments = request.segments
        var reply = FaceReply(
            answer: GreenAPIRefusal.notFound.answer(seed: seed), secretPlace: secretPlace(in: request))
        guard segments.count == 3 else { return reply }
        if segments[0] == "partner" {
            reply.route = segments[1] == "getInstances" ? "/partner/getInstances/{partnerToken}" : nil
            reply.answer = partner(request, of: &fleet, at: moment)
            return reply
        }
        guard segments[0].hasPrefix(Self.prefix) else { return reply }
        let id = String(segments[0].dropFirst(Self.prefix.count))
        let method = GreenAPIMethod(rawValue: segments[1])
        reply.route = method?.route
        guard fleet.contains(id) else {
            reply.answer = GreenAPIRefusal.forbidden.answer(seed: seed)
            return reply
        }
        reply.instance = id
        let isTooOften = method.map { isAskedTooOften(id, $0, request, at: moment.instant) } ?? false
        let (outcome, seed) =
            fleet.with(id) { instance in
                (carryOut(method, token: segments[2], isTooOften, request, &instance, at: moment), instance.seed)
            } ?? (.refused(.forbidden), seed)
        switch outcome {
        case .answered(let answer): reply.answer = answer
        case .refused(let refusal): reply.answer = refusal.answer(seed: seed)
        case .waits(let until): reply.again = until
        }
        return reply
    }

    private static let prefix = "waInstance"

    private func carryOut(
        _ method: GreenAPIMethod?, token: String, _ isTooOften: Bool, _ request: FaceRequest,
        _ instance: inout SimulatedInstance, at moment: Moment
    ) -> GreenAPIOutcome {
        guard token == Self.token(of: instance) else { return .refused(.unauthorized) }
        guard let method, request.method == method.verb else { return .refused(.notFound) }
        if isTooOften { return .refused(.tooOften) }
        if options.isExpired { return .refused(.expired) }
        if options.usedUpMethods.contains(method.rawValue) { return .refused(.quota(method)) }
        if opened.duration(to: moment.instant) < options.initialising {
            return initialising(method, of: instance)
        }
        switch method {
        case .qr: return qr(of: &instance, request, at: moment.instant)
        case .getAuthorizationCode: return authorizationCode(of: &instance, request, at: moment.instant)
        case .getStateInstance, .getSettings, .getWaSettings, .reboot, .logout:
            return .answered(FaceAnswer(200, account(method, of: &instance, at: moment.instant)))
        }
    }

    /// An instance that is still being created.
    private func initialising(_ method: GreenAPIMethod, of instance: SimulatedInstance) -> GreenAPIOutcome {
        var random = SplitMix64(instance.seed, Purpose.answer)
        switch random.below(3) {
        case 0: return .refused(.unauthorized)
        case 1 where method == .getStateInstance: return .answered(FaceAnswer(200, .null))
        case _ where method == .getStateInstance: return .answered(FaceAnswer(200, ["stateInstance": .null]))
        default: return .refused(.starting)
        }
    }

    private mutating func isAskedTooOften(
        _ id: String, _ method: GreenAPIMethod, _ request: FaceRequest, at now: Instant
    ) -> Bool {
        guard options.limitsRate, let limit = method.limit, request.askedFirst == nil else { return false }
        let key = Asked(instance: id, method: method)
        let within = (lately[key] ?? []).filter { $0.duration(to: now) < .seconds(1) }
        lately[key] = within.count < limit ? within + [now] : within
        return within.count >= limit
    }
}

/// What comes of a request.
enum GreenAPIOutcome {
    case answered(FaceAnswer)
    case refused(GreenAPIRefusal)
    /// The server keeps the client waiting.
    case waits(Instant)
}
