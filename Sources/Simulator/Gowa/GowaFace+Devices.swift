import Fleet
import FoundationEssentials

/// `/devices/...`: which there are, and what is done to one of them by its path.
extension GowaFace {
    mutating func devices(
        _ segments: [String], _ request: FaceRequest, of fleet: inout SimulatedFleet, at moment: Moment,
        _ reply: inout FaceReply
    ) {
        let now = moment.instant
        guard let id = segments.first else {
            switch request.method {
            case "GET":
                reply.route = "/devices"
                let rows = fleet.ids.compactMap { id in fleet.with(id) { device(&$0, at: now) } }
                reply.answer = envelope.success("List devices", rows.isEmpty ? JSONText.null : .array(rows))
            case "POST":
                reply.route = "/devices"
                reply.answer = create(request, of: &fleet, at: now)
            default: break
            }
            return
        }
        reply.instance = fleet.contains(id) ? id : nil
        let what = segments.dropFirst().joined(separator: "/")
        guard let call = GowaCall(rawValue: "\(request.method) \(what)") else { return }
        reply.route = "/devices/{device_id}" + (what.isEmpty ? "" : "/" + what)
        if call == .login || call == .code, options.version < .v8 {
            reply.answer = envelope.internalError("device login per ID is not implemented yet")
            return
        }
        // Here the server makes a device of every name it is given.
        if call == .login, !fleet.contains(id) { addGhost(id, to: &fleet) }
        carryOut(call, of: id, request, in: &fleet, at: now, &reply)
    }

    /// The same for all ways of naming a device.
    mutating func carryOut(
        _ call: GowaCall, of id: String, _ request: FaceRequest, in fleet: inout SimulatedFleet, at now: Instant,
        _ reply: inout FaceReply
    ) {
        guard fleet.contains(id) else {
            reply.answer = envelope.unknownDevice(id)
            return
        }
        switch call {
        case .device:
            reply.answer = envelope.success("Device info", fleet.with(id) { device(&$0, at: now) })
        case .status:
            reply.answer = envelope.success("Device status", fleet.with(id) { status(&$0, at: now) })
        case .login: login(id, request, in: &fleet, at: now, &reply)
        case .code: pairingCode(id, request, in: &fleet, at: now, &reply)
        case .reconnect: reply.answer = fleet.with(id) { reconnect(&$0, at: now) } ?? envelope.unknownDevice(id)
        case .logout:
            let wasLinked = fleet.with(id) { instance in
                defer { instance.logout(at: now) }
                instance.settle(at: now)
                return instance.account != nil
            }
            guard wasLinked == true else {
                reply.answer = envelope.json(401, "AUTHENTICATION_ERROR", "you are not logged in")
                return
            }
            if options.version == .v8First { _ = fleet.delete(id) }
            reply.answer = envelope.success("Logout success")
        case .delete:
            _ = fleet.delete(id)
            reply.answer = envelope.success("Device removed")
        }
    }

    /// Nothing is known of an id but what the running engine says: a device with no session has no identity.
    private func device(_ instance: inout SimulatedInstance, at now: Instant) -> JSONText {
        let word = instance.gowaWord(at: now)
        let account = instance.account
        return .members(
            ("id", .text(instance.id)), ("phone_number", account.map { .text($0.digits) }),
            ("display_name", account.map { .text($0.pushName) }), ("state", .text(word)),
            ("jid", instance.jid.map { .text($0) }), ("created_at", .text(WireDate.rfc3339(instance.gowaBirthday))))
    }

    /// Two booleans, which are both false for every device without a session, also while its code is on a screen.
    private func status(_ instance: inout SimulatedInstance, at now: Instant) -> JSONText {
        let state = instance.state(at: now)
        return [
            "device_id": .text(instance.id), "is_connected": .flag(state.isGowaConnected(instance.account)),
            "is_logged_in": .flag(state == .working),
        ]
    }

    private func reconnect(_ instance: inout SimulatedInstance, at now: Instant) -> FaceAnswer {
        instance.settle(at: now)
        guard instance.account != nil else {
            return envelope.internalError("device \(instance.id) is not logged in (session deleted)")
        }
        instance.restart(at: now)
        return envelope.success("Reconnect success")
    }

    private mutating func create(
        _ request: FaceRequest, of fleet: inout SimulatedFleet, at now: Instant
    ) -> FaceAnswer {
        let members = request.bodyMembers()
        let id = members["device_id"].flatMap { $0.isEmpty ? nil : $0 } ?? "device-\(ghosts + 1)"
        guard !fleet.contains(id) else { return envelope.internalError("device \(id) already exists") }
        addGhost(id, to: &fleet)
        // The webhook's secret comes back with the rest.
        return envelope.success(
            "Device created",
            .members(
                ("id", .text(id)), ("display_name", ""), ("jid", ""), ("state", "disconnected"),
                ("created_at", .text(WireDate.rfc3339(Date(timeIntervalSince1970: 1_790_000_000)))),
                ("webhook_url", members["webhook_url"].map { .text($0) }),
                ("webhook_secret", members["webhook_secret"].map { .text($0) })))
    }

    private mutating func addGhost(_ id: String, to fleet: inout SimulatedFleet) {
        ghosts += 1
        var random = SplitMix64(seed, Purpose.instance, .max, ghosts)
        let phone = SimulatedPhone(
            digits: FictionalNumbers.digits(60_000 + Int(ghosts % 9_000)), pushName: "New line \(ghosts)",
            habits: .atHand)
        fleet.add(SimulatedInstance(id: id, seed: random.next(), phone: phone, habits: habits, phase: .idle))
    }
}

/// What can be done to one device. The raw value is the method and the rest of the path.
enum GowaCall: String, Sendable {
    case device = "GET "
    case delete = "DELETE "
    case status = "GET status"
    case login = "GET login"
    case code = "POST login/code"
    case reconnect = "POST reconnect"
    case logout = "POST logout"
}
