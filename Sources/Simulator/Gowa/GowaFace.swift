import Fleet

/// GOWA, somebody's own server: Basic credentials, devices by path or by header, and a picture's link for a code.
struct GowaFace: VendorFace {
    let secret: Secret
    let options: GowaOptions
    let seed: UInt64
    let drawPNG: PictureDrawing
    var pictures: GowaPictures
    var ghosts: UInt64 = 0

    init(secret: Secret, options: GowaOptions, seed: UInt64, drawPNG: @escaping PictureDrawing) {
        self.secret = options.asksForCredentials ? secret : Secret("")
        self.options = options
        self.seed = seed
        self.drawPNG = drawPNG
        pictures = GowaPictures(seed: seed)
    }

    var username: String? { options.asksForCredentials ? "operator" : nil }
    var basePath: String { options.basePath }
    var envelope: GowaEnvelope { GowaEnvelope(version: options.version) }

    /// Codes only come to who calls for a login; nothing can be stopped.
    var habits: EngineHabits {
        EngineHabits(
            passkey: PasskeyRule(patience: .seconds(600), handOff: .seconds(300)), connectTime: 1...2,
            offersCodes: false, windowEnd: .closes, stops: false)
    }

    func id(of index: Int, label: String, seed: UInt64) -> String { FleetNames.slug(label) }

    /// The ninth version takes credentials in the query too, for browsers.
    func secretPlace(in request: FaceRequest) -> SecretPlace? {
        if request.query["authorization"] != nil { return .query }
        return request.headers["authorization"] == nil ? nil : .header
    }

    mutating func answer(_ request: FaceRequest, of fleet: inout SimulatedFleet, at moment: Moment) -> FaceReply {
        var reply = FaceReply(answer: envelope.noRoute(request), secretPlace: secretPlace(in: request))
        if request.path == "/health", options.version >= .v8 {
            reply.route = "/health"
            reply.answer = options.isBooting ? envelope.text(503, "Service Unavailable") : envelope.text(200, "OK")
            return reply
        }
        guard let path = ownPath(of: request) else { return reply }
        // Files come before credentials: who has the link needs none.
        if request.method == "GET", path.hasPrefix("/statics/") {
            reply.route = "/statics/qrcode/{file}"
            if let file = file(at: path, of: &fleet, moment.instant) {
                reply.answer = file
                return reply
            }
        }
        if let refusal = credentialsRefusal(request) {
            reply.answer = refusal
            return reply
        }
        guard !options.isBooting else {
            reply.answer = envelope.json(503, "DEVICE_MANAGER_UNAVAILABLE", "device manager is not initialized")
            return reply
        }
        let segments = path.split(separator: "/").map(String.init)
        if options.version > .v7, segments.first == "devices" {
            devices(Array(segments.dropFirst()), request, of: &fleet, at: moment, &reply)
        } else {
            application(segments, request, of: &fleet, at: moment, &reply)
        }
        return reply
    }

    /// Without the base path; `nil` outside of it.
    private func ownPath(of request: FaceRequest) -> String? {
        guard !basePath.isEmpty else { return request.path }
        return request.path.hasPrefix(basePath + "/") ? String(request.path.dropFirst(basePath.count)) : nil
    }

    private func credentialsRefusal(_ request: FaceRequest) -> FaceAnswer? {
        guard let username else { return nil }
        switch GowaCredentials(request) {
        case .given(username, secret.reveal()): return nil
        case .malformed where options.version >= .v9: return envelope.text(400, "Bad Request")
        case .given, .malformed, .none: return envelope.credentialsRefused
        }
    }

    private func file(at path: String, of fleet: inout SimulatedFleet, _ now: Instant) -> FaceAnswer? {
        guard let picture = pictures.picture(at: path, now),
            let png = drawPNG(picture.payload, PictureStyle(size: .side(512)))
        else { return nil }
        _ = fleet.with(picture.instance) { instance in
            instance.settle(at: now)
            instance.isShown(picture.sighting, at: now)
        }
        return FaceAnswer(contentType: "image/png", bytes: png)
    }
}
