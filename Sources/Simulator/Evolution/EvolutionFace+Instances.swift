import Fleet
import FoundationEssentials

/// The list of instances, with everything in it that should not be there, and new ones.
extension EvolutionFace {
    func list(
        _ request: FaceRequest, _ key: String, of fleet: inout SimulatedFleet, at moment: Moment
    ) throws(EvolutionRefusal) -> FaceAnswer {
        var names = fleet.ids
        if key != secret.reveal() {
            names = names.filter { name in fleet.with(name) { Self.token(of: $0) } == key }
            guard !names.isEmpty else { throw .unauthorized }
        }
        let wanted = request.query["instanceName"]
        if let wanted {
            names = names.filter { $0 == wanted }
            guard !names.isEmpty else { throw .noSuchName(wanted) }
        }
        if let id = request.query["instanceId"] {
            names = names.filter { name in fleet.with(name) { Self.id(of: $0) } == id }
        }
        if let number = request.query["number"] {
            names = names.filter { name in fleet.with(name) { $0.phone.digits } == number }
        }
        let rows = names.compactMap { name in
            fleet.with(name) { options.version == .v1 ? nested(&$0, at: moment) : flat(&$0, at: moment) }
        }
        if options.version == .v1, wanted != nil, let row = rows.first { return FaceAnswer(200, row) }
        return FaceAnswer(200, .array(rows))
    }

    private func flat(_ instance: inout SimulatedInstance, at moment: Moment) -> JSONText {
        // What the database was told last: a crash told it nothing.
        instance.settle(at: moment.instant)
        let hasCrashed =
            instance.phase == .failed && instance.ending?.reason == .crashed && instance.ending?.code == nil
            && instance.account != nil
        let ending = hasCrashed ? nil : instance.ending
        let code = ending?.code ?? ending?.reason.evolutionCode(options.version)
        let endedAt = ending.map { Self.date(of: $0.at, at: moment) }
        let birthday = "2026-03-01T09:00:00.000Z"
        // Written when it is linked, comes back, or ends for good, and not by being read.
        let writtenAt = [ending?.at, instance.worksSince].compactMap(\.self).max().map { Self.date(of: $0, at: moment) }
        return [
            "id": .text(Self.id(of: instance)), "name": .text(instance.id),
            "connectionStatus": .text(hasCrashed ? "open" : instance.evolutionRecord(at: moment.instant) ?? "close"),
            "ownerJid": .optional(instance.account.map { $0.digits + "@s.whatsapp.net" }),
            "profileName": .optional(instance.account?.pushName), "profilePicUrl": .null,
            "integration": "WHATSAPP-BAILEYS", "number": .null, "businessId": .null,
            "token": .text(Self.token(of: instance)), "clientName": "evolution_exchange",
            "disconnectionReasonCode": code.map { .integer($0) } ?? .null,
            "disconnectionObject": code.map { .text(Self.disconnection($0)) } ?? .null,
            "disconnectionAt": .optional(endedAt.map(WireDate.rfc3339)),
            "createdAt": .text(birthday), "updatedAt": .text(writtenAt.map(WireDate.rfc3339) ?? birthday),
            "Chatwoot": instance.seed % 4 == 0 ? ["token": .text(Self.extraSecret(of: instance, 1))] : .null,
            "Proxy": instance.seed % 4 == 1
                ? ["host": "proxy.invalid", "port": "3128", "password": .text(Self.extraSecret(of: instance, 2))]
                : .null,
            "Rabbitmq": .null, "Nats": .null, "Sqs": .null, "Websocket": .null, "Setting": ["rejectCall": false],
            "_count": ["Message": 120, "Contact": 14, "Chat": 9],
        ]
    }

    /// In whole seconds: two clocks tell the moment, and what is on record must not change with the space between them.
    private static func date(of instant: Instant, at moment: Moment) -> Date {
        let seconds = moment.date.timeIntervalSince1970 - instant.duration(to: moment.instant).inSeconds
        return Date(timeIntervalSince1970: seconds.rounded())
    }

    private func nested(_ instance: inout SimulatedInstance, at moment: Moment) -> JSONText {
        let word = instance.evolutionWord(at: moment.instant) ?? "close"
        let account = instance.account
        return [
            "instance": .members(
                ("instanceName", .text(instance.id)), ("instanceId", .text(Self.id(of: instance))),
                ("owner", account.map { .text($0.digits + "@s.whatsapp.net") }),
                ("profileName", account.map { .text($0.pushName) }), ("profilePictureUrl", account.map { _ in .null }),
                ("profileStatus", account.map { _ in "" }), ("status", .text(word)),
                ("serverUrl", "http://localhost:8080"), ("apikey", .text(Self.token(of: instance))))
        ]
    }

    /// JSON inside of a text inside of JSON.
    private static func disconnection(_ code: Int64) -> String {
        let object: JSONText = [
            "error": ["data": ["reason": .text(String(code))], "output": ["statusCode": .integer(code)]]
        ]
        return object.rendered
    }

    private static func id(of instance: SimulatedInstance) -> String {
        var random = SplitMix64(instance.seed, Purpose.instance, 1)
        return [8, 4, 4, 4, 12].map { random.text($0, of: "0123456789abcdef") }.joined(separator: "-")
    }

    private static func extraSecret(of instance: SimulatedInstance, _ which: UInt64) -> String {
        var random = SplitMix64(instance.seed, Purpose.secret, which)
        return random.text(20, of: "abcdefghjkmnpqrstuvwxyz23456789")
    }

    mutating func create(
        _ request: FaceRequest, of fleet: inout SimulatedFleet, at moment: Moment
    ) throws(EvolutionRefusal) -> FaceAnswer {
        let members = request.bodyMembers()
        guard let name = members["instanceName"], !name.isEmpty else { throw .badName }
        guard !fleet.contains(name) else { throw .nameInUse(name) }
        created += 1
        var random = SplitMix64(seed, Purpose.instance, .max, created)
        let phone = SimulatedPhone(
            digits: FictionalNumbers.digits(60_000 + Int(created % 9_000)), pushName: "New line \(created)",
            habits: .atHand)
        var instance = SimulatedInstance(
            id: name, seed: random.next(), phone: phone, habits: habits, phase: .idle)
        let wantsCode = members["qrcode"] == "true"
        if wantsCode { instance.openWindow(at: moment.instant) }
        let token = Self.token(of: instance)
        fleet.add(instance)
        return FaceAnswer(
            201,
            .members(
                (
                    "instance",
                    [
                        "instanceName": .text(name), "instanceId": .text(Self.id(of: instance)),
                        "integration": "WHATSAPP-BAILEYS", "status": .text(wantsCode ? "connecting" : "close"),
                    ]
                ),
                ("hash", options.version == .v1 ? ["apikey": .text(token)] : .text(token)), ("webhook", [:]),
                ("websocket", [:]), ("settings", ["rejectCall": false]),
                ("qrcode", wantsCode ? ["count": 0] : nil)))
    }
}
