import Fleet

/// `/app/...`: the same for a device that a header or the query names, and all there is in the seventh version.
extension GowaFace {
    mutating func application(
        _ segments: [String], _ request: FaceRequest, of fleet: inout SimulatedFleet, at moment: Moment,
        _ reply: inout FaceReply
    ) {
        let route = "/" + segments.joined(separator: "/")
        if route == "/app/info", options.version >= .v9, request.method == "GET" {
            reply.route = route
            reply.answer = envelope.success("App info", info)
            return
        }
        let id: String
        switch select(request, of: &fleet) {
        case .failure(let refusal):
            reply.answer = refusal.answer
            return
        case .success(let selected): id = selected
        }
        reply.instance = id
        switch (request.method, route) {
        case ("GET", "/app/devices"):
            reply.answer = envelope.success("Fetch device success", known(id, of: &fleet, at: moment.instant))
        case ("GET", "/app/passkey") where options.version >= .v8:
            reply.answer = envelope.success(
                "Passkey pairing status", fleet.with(id) { passkey(&$0, at: moment.instant) })
        case ("POST", "/app/passkey/response") where options.version >= .v8:
            reply.answer = answerPasskey(id, request, in: &fleet, at: moment.instant)
        case ("POST", "/app/passkey/confirm") where options.version >= .v8:
            reply.answer = confirmPasskey(id, in: &fleet, at: moment.instant)
        case ("GET", "/app/status") where options.version == .v7:
            reply.answer = envelope.success("Status", fleet.with(id) { oldStatus(&$0, at: moment.instant) })
        default:
            guard let call = Self.calls["\(request.method) \(route)"] else { return }
            carryOut(call, of: id, request, in: &fleet, at: moment.instant, &reply)
        }
        reply.route = route
    }

    /// Acts answer to GET.
    private static let calls: [String: GowaCall] = [
        "GET /app/login": .login, "GET /app/login-with-code": .code, "GET /app/logout": .logout,
        "GET /app/reconnect": .reconnect, "GET /app/status": .status,
    ]

    private struct Refusal: Error {
        var answer: FaceAnswer
    }

    /// Header, query, or the only device there is. Unknown routes go through here too, which is why they are
    /// answered with a wish for a device.
    private func select(_ request: FaceRequest, of fleet: inout SimulatedFleet) -> Result<String, Refusal> {
        let ids = fleet.ids
        guard options.version > .v7 else {
            return ids.first.map { .success($0) } ?? .failure(Refusal(answer: envelope.noRoute(request)))
        }
        if let named = request.headers["x-device-id"].map({ PercentCodes.decoded($0) }) ?? request.query["device_id"] {
            guard !fleet.contains(named) else { return .success(named) }
            return .failure(
                Refusal(
                    answer: envelope.json(
                        404, "DEVICE_NOT_FOUND", "device not found", ["device_id": .text(named)])))
        }
        guard ids.count == 1 else {
            return .failure(
                Refusal(answer: envelope.json(400, "DEVICE_ID_REQUIRED", "device_id is required")))
        }
        return .success(ids[0])
    }

    private var info: JSONText {
        [
            "version": .text(options.version.text), "os": "linux", "base_path": .text(basePath),
            "max_image_size": 20_000_000, "max_file_size": 50_000_000, "max_video_size": 100_000_000,
            "chatwoot_enabled": false,
        ]
    }

    private func known(_ id: String, of fleet: inout SimulatedFleet, at now: Instant) -> JSONText {
        let row = fleet.with(id) { instance -> JSONText? in
            instance.settle(at: now)
            return instance.jid.map { ["name": .text(instance.account?.pushName ?? ""), "device": .text($0)] }
        }
        return (row ?? nil).map { .array([$0]) } ?? .null
    }

    /// What was called the device's id was its account's.
    private func oldStatus(_ instance: inout SimulatedInstance, at now: Instant) -> JSONText {
        let state = instance.state(at: now)
        return [
            "is_connected": .flag(state.isGowaConnected(instance.account)), "is_logged_in": .flag(state == .working),
            "device_id": .text(instance.jid ?? ""),
        ]
    }
}
