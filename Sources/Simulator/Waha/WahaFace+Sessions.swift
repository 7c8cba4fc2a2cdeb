import Fleet
import FoundationEssentials

/// Sessions: which there are, what they are in, and what is done to them.
extension WahaFace {
    /// Stopped ones are left out unless all are asked for.
    func list(_ request: FaceRequest, of fleet: inout SimulatedFleet, at moment: Moment) -> FaceAnswer {
        let wantsAll = request.query["all"] == "true"
        let rows = fleet.ids.compactMap { id in
            fleet.with(id) { instance -> JSONText? in
                instance.state(at: moment.instant) == .stopped && !wantsAll ? nil : describe(&instance, at: moment)
            } ?? nil
        }
        return FaceAnswer(200, .array(rows))
    }

    mutating func session(
        _ call: WahaCall, of fleet: inout SimulatedFleet, at moment: Moment
    ) throws(WahaRefusal) -> FaceAnswer {
        let id = call.session ?? "default"
        if call.what == .delete || (call.isLegacy && call.what == .logout) {
            // A second call does no harm.
            _ = fleet.delete(id)
            return FaceAnswer(call.isLegacy ? 201 : 200, contentType: "text/plain; charset=utf-8", body: "")
        }
        let now = moment.instant
        let answer = fleet.with(id) { instance in
            switch call.what {
            case .start: instance.start(at: now)
            case .stop: instance.stop(at: now)
            case .restart: instance.restart(at: now)
            case .update: if instance.state(at: now) != .stopped { instance.restart(at: now) }
            case .logout: instance.logout(at: now)
            default: break
            }
            if call.what == .me { return FaceAnswer(200, me(&instance, at: now)) }
            let isAct = call.what != .info && call.what != .update
            return FaceAnswer(isAct ? 201 : 200, describe(&instance, at: moment))
        }
        guard let answer else { throw .noSession }
        return answer
    }

    mutating func create(
        _ request: FaceRequest, of fleet: inout SimulatedFleet, at moment: Moment
    ) throws(WahaRefusal) -> FaceAnswer {
        let members = request.bodyMembers()
        created += 1
        var random = SplitMix64(seed, Purpose.instance, .max, created)
        let own = random.next()
        let name = members["name"] ?? "session_\(random.text(12, of: "0123456789abcdef"))"
        guard !fleet.contains(name) else { throw .exists(name) }
        let phone = SimulatedPhone(
            digits: FictionalNumbers.digits(60_000 + Int(created % 9_000)), pushName: "New line \(created)",
            habits: .atHand)
        var instance = SimulatedInstance(id: name, seed: own, phone: phone, habits: habits)
        if members["start"] != "false" { instance.start(at: moment.instant) }
        let answer = FaceAnswer(201, describe(&instance, at: moment))
        fleet.add(instance)
        return answer
    }

    private func describe(_ instance: inout SimulatedInstance, at moment: Moment) -> JSONText {
        let word = word(of: &instance, at: moment.instant)
        return [
            "name": .text(instance.id), "status": .text(word), "config": config(of: instance),
            "me": me(&instance, at: moment.instant), "engine": ["engine": .text(options.version.engine)],
            "assignedWorker": .null, "presence": .null,
            // Nothing is told here for many a healthy session.
            "timestamps": [
                "activity": instance.seed % 3 == 0
                    ? .null : .integer(Int64(moment.date.timeIntervalSince1970 * 1000) - 1500)
            ],
            "apps": .null,
        ]
    }

    /// With the secrets that people put into it.
    private func config(of instance: SimulatedInstance) -> JSONText {
        let named = options.namesDevices || instance.seed % 8 == 0
        let client: JSONText? = named ? ["deviceName": "Front desk", "browserName": "Chrome"] : nil
        guard instance.seed % 2 == 0 else {
            return .members(("metadata", [:]), ("client", client), ("webhooks", []))
        }
        var random = SplitMix64(instance.seed, Purpose.secret)
        let proxy: JSONText = [
            "server": "proxy.invalid:3128", "username": "line",
            "password": .text(random.text(16, of: "abcdefghjkmnpqrstuvwxyz23456789")),
        ]
        let hook: JSONText = [
            "url": "https://hooks.invalid/waha", "events": ["session.status"],
            "hmac": ["key": .text(random.text(24, of: "abcdefghjkmnpqrstuvwxyz23456789"))],
        ]
        return .members(("metadata", [:]), ("client", client), ("proxy", proxy), ("webhooks", .array([hook])))
    }

    private func me(_ instance: inout SimulatedInstance, at now: Instant) -> JSONText {
        guard instance.state(at: now) == .working, let account = instance.account else { return .null }
        return [
            "id": .text(account.digits + "@c.us"), "pushName": .text(account.pushName),
            "lid": .text("\(instance.seed % 1_000_000_000_000)@lid"),
            "jid": .text("\(account.digits):12@s.whatsapp.net"),
        ]
    }

    func word(of instance: inout SimulatedInstance, at now: Instant) -> String {
        if let word = instance.foreignWord { return word }
        switch instance.state(at: now) {
        case .stopped: return "STOPPED"
        // A lost connection looks like a start.
        case .starting, .connecting, .disconnected: return "STARTING"
        case .awaitingScan: return "SCAN_QR_CODE"
        case .awaitingPasskey where options.version == .v2024: return "SCAN_QR_CODE"
        case .awaitingPasskey:
            guard case .comparison? = instance.passkeyWish(at: now) else { return "PASSKEY_REQUIRED" }
            return "PASSKEY_CONFIRMATION_REQUIRED"
        case .working: return options.staysAtScan ? "SCAN_QR_CODE" : "WORKING"
        // Whatever the reason is.
        case .loggedOut, .blocked, .failed: return "FAILED"
        }
    }
}
