import Fleet

/// `/_simulate/...`: the hands and eyes of a test outside of the process. No vendor has these routes.
struct ControlRoutes: Sendable {
    static let prefix = "/_simulate/"

    let stage: GatewayStage

    func answer(_ request: FaceRequest) -> FaceAnswer {
        let members = request.bodyMembers()
        switch (request.method, request.path.dropFirst(Self.prefix.count)) {
        case ("GET", "requests"): return lines(stage.requests.map(\.json))
        case ("GET", "instances"): return lines(stage.roster)
        case ("POST", "scan"): return done(scan(members), else: "no instance shows this code now")
        case ("POST", "type"): return done(type(members), else: "no instance waits for this code from this phone")
        case ("POST", "drop"): return done(drop(members), else: "no linked instance has this id")
        case ("POST", "phone"): return done(phone(members), else: "say the instance, and on or off as power")
        case ("POST", "befall"): return done(befall(members), else: "say the instance, and what befalls it")
        case ("POST", "close"): return done(close(members), else: "say the instance, and a number as code")
        case ("POST", "say"): return done(say(members), else: "say the instance, and a word")
        case ("POST", "passkey"): return done(passkey(members), else: "no instance with this id wants a passkey now")
        case ("POST", "sign"): return sign(members)
        default:
            return FaceAnswer(
                404,
                [
                    "done": false,
                    "why": "requests, instances, scan, type, drop, phone, befall, close, say, passkey or sign",
                ])
        }
    }

    private func scan(_ members: [String: String]) -> String? {
        guard let payload = members["payload"] else { return nil }
        return stage.first { $0.scan(payload, by: members["phone"], at: $1) }
    }

    private func type(_ members: [String: String]) -> String? {
        guard let code = members["code"], let phone = members["phone"] else { return nil }
        return stage.first { $0.type(code, on: phone, at: $1) }
    }

    private func drop(_ members: [String: String]) -> String? {
        members["instance"].flatMap { id in stage.with(id) { $0.drop(at: $1) } == true ? id : nil }
    }

    private func phone(_ members: [String: String]) -> String? {
        guard let id = members["instance"], let power = members["power"], power == "on" || power == "off" else {
            return nil
        }
        return stage.with(id) { instance, _ in instance.phone.turn(on: power == "on") } == nil ? nil : id
    }

    private func befall(_ members: [String: String]) -> String? {
        guard let id = members["instance"], let event = members["what"].flatMap(InstanceEvent.init) else { return nil }
        return stage.with(id) { $0.befall(event, at: $1) } == nil ? nil : id
    }

    private func close(_ members: [String: String]) -> String? {
        guard let id = members["instance"], let code = members["code"].flatMap({ Int($0) }) else { return nil }
        return stage.with(id) { $0.socketCloses(with: code, at: $1) } == nil ? nil : id
    }

    /// Without a word it tells its own again.
    private func say(_ members: [String: String]) -> String? {
        guard let id = members["instance"] else { return nil }
        return stage.with(id) { instance, _ in instance.foreignWord = members["word"] } == nil ? nil : id
    }

    private func passkey(_ members: [String: String]) -> String? {
        members["instance"].flatMap { id in stage.with(id) { $0.givePasskey(at: $1) } == true ? id : nil }
    }

    /// The browser's part: a signed answer to the challenge of one instance, to be handed to its gateway.
    private func sign(_ members: [String: String]) -> FaceAnswer {
        let assertion = members["instance"].flatMap { id in stage.with(id) { $0.signPasskey(at: $1) } ?? nil }
        guard let id = members["instance"], let assertion else {
            return done(nil, else: "no instance with this id waits for a passkey's answer now")
        }
        return FaceAnswer(200, ["done": true, "instance": .text(id), "assertion": assertion])
    }

    private func done(_ instance: String?, else why: String) -> FaceAnswer {
        guard let instance else { return FaceAnswer(409, ["done": false, "why": .text(why)]) }
        return FaceAnswer(200, ["done": true, "instance": .text(instance)])
    }

    private func lines(_ objects: [JSONText]) -> FaceAnswer {
        FaceAnswer(
            200, contentType: "application/x-ndjson",
            body: objects.map { $0.rendered + "\n" }.joined())
    }
}
