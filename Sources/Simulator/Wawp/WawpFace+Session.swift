import Fleet

/// Sessions: what they are in, and what can be done to them.
extension WawpFace {
    mutating func session(
        _ route: WawpRoute, of id: String, in fleet: inout SimulatedFleet, at moment: Moment
    ) throws(WawpRefusal) -> FaceAnswer {
        if route == .delete {
            guard fleet.delete(id) else { throw .invalidSession }
            return FaceAnswer(200, ["message": "Session deleted.", "instance_id": .text(id)])
        }
        let now = moment.instant
        let members = fleet.with(id) { instance in
            switch route {
            case .start: instance.start(at: now)
            case .stop: instance.stop(at: now)
            case .restart: instance.restart(at: now)
            case .logout: instance.logout(at: now)
            default: break
            }
            return route == .me ? account(of: &instance, at: now) : describe(&instance, at: now)
        }
        guard let members else { throw .invalidSession }
        return FaceAnswer(200, members)
    }

    mutating func create(of fleet: inout SimulatedFleet, at moment: Moment) throws(WawpRefusal) -> FaceAnswer {
        guard fleet.count < options.quota else { throw .quota }
        created += 1
        var random = SplitMix64(seed, Purpose.instance, .max, created)
        let own = random.next()
        let phone = SimulatedPhone(
            digits: FictionalNumbers.digits(60_000 + Int(created % 9_000)), pushName: "New line \(created)",
            habits: .atHand)
        let instance = SimulatedInstance(id: Casting.id(seed: own), seed: own, phone: phone)
        fleet.add(instance)
        return FaceAnswer(
            201,
            [
                "instance_id": .text(instance.id), "session_name": .text(sessionName(of: instance)),
                "server_name": "simulated-1",
            ])
    }

    private func describe(_ instance: inout SimulatedInstance, at now: Instant) -> JSONText {
        var members: [(String, JSONText)] = [
            ("name", .text(sessionName(of: instance))),
            ("status", .text(instance.wawpWord(at: now))),
        ]
        if let account = instance.shownAccount { members.append(("me", me(account))) }
        members.append(("server_name", "simulated-1"))
        members.append(("engine", ["engine": "NOWEB"]))
        if options.infoCarriesCode, let code = instance.code(at: now), let picture = drawPNG(code.payload, .plain) {
            members.append(("qr", .text(base64(picture))))
        }
        return .object(members)
    }

    /// `null` for an instance that is linked to nobody.
    private func account(of instance: inout SimulatedInstance, at now: Instant) -> JSONText {
        instance.settle(at: now)
        return instance.shownAccount.map(me) ?? .null
    }

    private func me(_ account: SimulatedAccount) -> JSONText {
        ["id": .text(account.digits + "@c.us"), "pushName": .text(account.pushName)]
    }

    /// Never the instance's id: clients must not mix them up.
    private func sessionName(of instance: SimulatedInstance) -> String {
        var random = SplitMix64(instance.seed, Purpose.secret)
        return "s_" + random.text(10, of: "abcdefghijklmnopqrstuvwxyz0123456789")
    }
}

extension SimulatedInstance {
    fileprivate mutating func wawpWord(at now: Instant) -> String {
        if let foreignWord { return foreignWord }
        let state = state(at: now)
        if state == .awaitingPasskey, case .comparison? = passkeyWish(at: now) {
            return "PASSKEY_CONFIRMATION_REQUIRED"
        }
        return state.wawpWord
    }

    /// The account as a gateway tells it: only while the engine has it at hand.
    fileprivate var shownAccount: SimulatedAccount? { phase == .working ? account : nil }
}
