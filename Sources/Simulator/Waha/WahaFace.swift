import Fleet
import FoundationEssentials

/// WAHA, somebody's own server: one key for all sessions, and three shapes of errors.
struct WahaFace: VendorFace {
    let secret: Secret
    let options: WahaOptions
    let seed: UInt64
    let drawPNG: PictureDrawing
    var created: UInt64 = 0

    init(secret: Secret, options: WahaOptions, seed: UInt64, drawPNG: @escaping PictureDrawing) {
        self.secret = secret
        self.options = options
        self.seed = seed
        self.drawPNG = drawPNG
    }

    var habits: EngineHabits {
        EngineHabits(
            passkey: PasskeyRule(compares: options.comparesPasskeys), failsWhenDropped: true, startsAfterLogout: true)
    }

    func id(of index: Int, label: String, seed: UInt64) -> String { FleetNames.slug(label) }

    func secretPlace(in request: FaceRequest) -> SecretPlace? {
        if request.query["x-api-key"] != nil { return .query }
        return request.headers["x-api-key"] == nil ? nil : .header
    }

    mutating func answer(_ request: FaceRequest, of fleet: inout SimulatedFleet, at moment: Moment) -> FaceReply {
        var reply = FaceReply(
            answer: WahaRefusal.noRoute(request.method, request.path).answer(request, options, at: moment),
            secretPlace: secretPlace(in: request))
        let key = request.headers["x-api-key"] ?? request.query["x-api-key"]
        guard key == secret.reveal() else {
            reply.answer = WahaRefusal.unauthorized.answer(request, options, at: moment)
            return reply
        }
        guard let call = WahaCall(request, version: options.version) else { return reply }
        reply.route = call.route
        reply.instance = call.session.flatMap { fleet.contains($0) ? $0 : nil }
        do throws(WahaRefusal) {
            switch try carryOut(call, request, of: &fleet, at: moment) {
            case .answered(let answer): reply.answer = answer
            case .waits(let until): reply.again = until
            }
        } catch {
            reply.answer = error.answer(request, options, at: moment)
        }
        return reply
    }

    private mutating func carryOut(
        _ call: WahaCall, _ request: FaceRequest, of fleet: inout SimulatedFleet, at moment: Moment
    ) throws(WahaRefusal) -> WahaOutcome {
        switch call.what {
        case .ping: return .answered(FaceAnswer(200, ["message": "pong"]))
        case .health: return .answered(FaceAnswer(200, ["status": "ok", "info": [:], "error": [:], "details": [:]]))
        case .version: return .answered(FaceAnswer(200, version))
        case .status: return .answered(FaceAnswer(200, status(at: moment)))
        case .list: return .answered(list(request, of: &fleet, at: moment))
        case .create: return .answered(try create(request, of: &fleet, at: moment))
        case .qr, .requestCode, .profile, .screenshot, .passkeyChallenge, .passkeyAnswer, .passkeyConfirmation,
            .passkeyConfirm:
            return try linking(call, request, of: &fleet, at: moment)
        case .info, .me, .start, .stop, .restart, .logout, .delete, .update:
            return .answered(try session(call, of: &fleet, at: moment))
        }
    }

    private func status(at moment: Moment) -> JSONText {
        let uptime = Int64(moment.uptime / .milliseconds(1))
        let now = Int64(moment.date.timeIntervalSince1970 * 1000)
        return ["startTimestamp": .integer(now - uptime), "uptime": .integer(uptime), "worker": ["id": .null]]
    }

    private var version: JSONText {
        [
            "version": .text(options.version.text), "engine": .text(options.version.engine), "tier": "PLUS",
            "browser": .null, "platform": "linux/x64", "worker": ["id": .null],
        ]
    }
}

/// What comes of a request.
enum WahaOutcome {
    case answered(FaceAnswer)
    /// The server keeps the client waiting.
    case waits(Instant)
}
