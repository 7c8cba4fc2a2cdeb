import Fleet

/// Linking: a login that disconnects, opens a window of its own and blocks until there is a code.
extension GowaFace {
    /// How long the server waits for a code.
    private static let patience = Duration.seconds(45)

    mutating func login(
        _ id: String, _ request: FaceRequest, in fleet: inout SimulatedFleet, at now: Instant,
        _ reply: inout FaceReply
    ) {
        let isFirst = request.askedFirst == nil
        let outcome =
            fleet.with(id) { firstCode(of: &$0, isFirst: isFirst, at: now) } ?? .refused(envelope.unknownDevice(id))
        switch outcome {
        case .refused(let answer): reply.answer = answer
        case .waits(let until): reply.again = until
        case .silent:
            let gaveUp = (request.askedFirst ?? now).advanced(by: Self.patience)
            guard now >= gaveUp else {
                reply.again = gaveUp
                return
            }
            reply.answer = envelope.json(504, "GATEWAY_TIMEOUT", "request timed out")
        case .code(let code):
            // The file is deleted after half of the first code's life, and that is what is told as its duration.
            let life = habits.rhythm.first / 2
            let picture = GowaPictures.Picture(
                instance: id, payload: code.payload, sighting: code.sighting, expires: now.advanced(by: life))
            let link = "http://" + linkHost(request) + basePath + pictures.add(picture, at: now)
            let device: JSONText? = options.version > .v7 ? .text(id) : nil
            reply.answer = envelope.success(
                "Login success",
                .members(
                    ("device_id", device), ("qr_link", .text(link)),
                    ("qr_duration", .integer(life.components.seconds))))
        }
    }

    private enum Outcome {
        case refused(FaceAnswer)
        case waits(Instant)
        case silent
        case code(LiveCode)
    }

    private func firstCode(of instance: inout SimulatedInstance, isFirst: Bool, at now: Instant) -> Outcome {
        let state = instance.state(at: now)
        if state == .working {
            return .refused(envelope.json(400, "ALREADY_LOGGED_IN", "you are already logged in"))
        }
        if instance.account != nil {
            if state != .starting, state != .connecting { instance.restart(at: now) }
            return .refused(
                envelope.json(500, "SESSION_SAVED_ERROR", "your session has been saved, please wait 2 seconds"))
        }
        if isFirst { instance.openWindow(at: now) }
        if let window = instance.window(at: now) {
            if let ready = window.readyAgain(at: now, seed: instance.seed) { return .waits(ready) }
            return instance.code(at: now).map { .code($0) } ?? .silent
        }
        switch instance.state(at: now) {
        case .loggedOut: return .silent
        case .starting: return .waits(now.advanced(by: .milliseconds(500)))
        default: return .refused(envelope.json(500, "QR_CHANNEL_ERROR", "the QR channel was refused"))
        }
    }

    /// As the request named it, unless a proxy in between did: that is where links to other hosts come from.
    private func linkHost(_ request: FaceRequest) -> String {
        let host = options.linkHost ?? request.headers["host"] ?? "localhost:3000"
        guard options.linkLosesPort, let colon = host.lastIndex(of: ":") else { return host }
        return String(host[..<colon])
    }

    mutating func pairingCode(
        _ id: String, _ request: FaceRequest, in fleet: inout SimulatedFleet, at now: Instant,
        _ reply: inout FaceReply
    ) {
        guard let digits = Self.phone(request.query["phone"]) else {
            reply.answer = envelope.json(400, "VALIDATION_ERROR", "phone: must be in a valid format.")
            return
        }
        guard digits.count > 6, digits.first != "0" else {
            reply.answer = envelope.internalError(
                digits.count > 6
                    ? "international phone number required (must not start with 0)" : "phone number too short")
            return
        }
        let isFirst = request.askedFirst == nil
        let device: JSONText? = options.version > .v7 ? .text(id) : nil
        _ = fleet.with(id) { instance in
            let state = instance.state(at: now)
            if state == .working {
                reply.answer = envelope.json(400, "ALREADY_LOGGED_IN", "you are already logged in")
                return
            }
            // An open socket is used as it is: a code after a picture works in the same window.
            if isFirst, state == .loggedOut || state == .failed { instance.openWindow(at: now) }
            let ready = instance.window(at: now)?.readyAgain(at: now, seed: instance.seed)
            if let ready, !isFirst || state != .awaitingScan {
                reply.again = ready
                return
            }
            guard let code = instance.requestPairingCode(for: digits, at: now)?.code else {
                reply.answer = envelope.internalError("websocket not connected")
                return
            }
            reply.answer = envelope.success(
                "Login with code started", .members(("device_id", device), ("pair_code", .text(code))))
        }
    }

    /// 1 to 15 digits, with or without a plus before them.
    private static func phone(_ text: String?) -> String? {
        guard var text else { return nil }
        if text.first == "+" { text.removeFirst() }
        return (1...15).contains(text.utf8.count) && text.utf8.allSatisfy { (48...57).contains($0) } ? text : nil
    }
}
