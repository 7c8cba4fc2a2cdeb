import Fleet
import FoundationEssentials

/// The second version of Wawp's interface.
struct WawpFace: VendorFace {
    let secret: Secret
    let options: WawpOptions
    let seed: UInt64
    let drawPNG: PictureDrawing
    /// When each instance's code was asked for last; kept only where asking too often is punished.
    var lastCodes: [String: Instant] = [:]
    var created: UInt64 = 0

    /// Between two codes of one instance, on a strict gateway.
    static let codeInterval = Duration.seconds(5)

    var clockSkew: Duration { options.clockSkew }
    var habits: EngineHabits { EngineHabits() }

    init(secret: Secret, options: WawpOptions, seed: UInt64, drawPNG: @escaping PictureDrawing) {
        self.secret = secret
        self.options = options
        self.seed = seed
        self.drawPNG = drawPNG
    }

    mutating func answer(_ request: FaceRequest, of fleet: inout SimulatedFleet, at moment: Moment) -> FaceReply {
        let members = request.bodyMembers()
        let credentials = WawpCredentials(request, members: members, accepting: options.dialects)
        let route = WawpRoute(rawValue: request.path)
        let known = credentials.instance.flatMap { fleet.contains($0) ? $0 : nil }
        let seed = known.flatMap { fleet.with($0) { $0.seed } } ?? self.seed
        let call = WawpCall(
            route: route, method: request.method, query: request.query, members: members, credentials: credentials,
            known: known, moment: moment)
        let answer: FaceAnswer
        do {
            answer = try carryOut(call, of: &fleet)
        } catch {
            answer = error.answer(form: options.errorForm, seed: seed)
        }
        return FaceReply(
            answer: answer, route: route?.rawValue, instance: known, secretPlace: secretPlace(in: request))
    }

    func outage(of request: FaceRequest) -> FaceReply {
        FaceReply(
            answer: WawpRefusal.upstream.answer(form: options.errorForm ?? .html, seed: seed),
            secretPlace: secretPlace(in: request))
    }

    /// The most public one, when it is carried more than once.
    func secretPlace(in request: FaceRequest) -> SecretPlace? {
        if request.path.contains(secret.reveal()) { return .path }
        if request.query["access_token"]?.isEmpty == false || request.query.values.contains(secret.reveal()) {
            return .query
        }
        if request.bodyMembers()["access_token"]?.isEmpty == false { return .body }
        return request.headers["authorization"] ?? request.headers["access-token"] == nil ? nil : .header
    }

    func id(of index: Int, label: String, seed: UInt64) -> String { Casting.id(seed: seed) }

    private mutating func carryOut(_ call: WawpCall, of fleet: inout SimulatedFleet) throws(WawpRefusal) -> FaceAnswer {
        guard let route = call.route else { throw .noRoute }
        guard route.takes(call.method) else { throw .wrongMethod }
        guard let token = call.credentials.token else { throw .missing("access_token") }
        guard token == secret.reveal() else { throw .invalidToken }
        if route == .create { return try create(of: &fleet, at: call.moment) }
        guard call.credentials.instance?.isEmpty == false else { throw .missing("instance_id") }
        guard let id = call.known else { throw .invalidSession }
        switch route {
        case .info, .start, .stop, .restart, .logout, .delete, .me, .create:
            return try session(route, of: id, in: &fleet, at: call.moment)
        case .qr:
            try throttle(id, at: call.moment)
            return try code(of: id, in: &fleet, asPicture: call.argument("format") == "image", at: call.moment)
        case .qrImage:
            try throttle(id, at: call.moment)
            return try picture(of: id, in: &fleet, at: call.moment)
        case .requestCode:
            return try pairingCode(of: id, in: &fleet, phone: call.argument("phone_number"), at: call.moment)
        }
    }

    private mutating func throttle(_ id: String, at moment: Moment) throws(WawpRefusal) {
        guard options.throttle != .off else { return }
        let last = lastCodes.updateValue(moment.instant, forKey: id)
        guard let last, last.duration(to: moment.instant) < Self.codeInterval else { return }
        throw .tooOften(retryAfter: options.throttle == .withRetryAfter ? 5 : nil)
    }
}

/// One request, taken apart.
struct WawpCall {
    var route: WawpRoute?
    var method: String
    var query: [String: String]
    var members: [String: String]
    var credentials: WawpCredentials
    /// The instance, where it exists.
    var known: String?
    var moment: Moment

    /// The samples put every argument into the query, the tables into the body: both are taken.
    func argument(_ name: String) -> String? { members[name] ?? query[name] }
}
