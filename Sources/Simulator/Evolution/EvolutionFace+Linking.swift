import Fleet
import FoundationEssentials

/// Connecting: one GET that starts a socket, offers its codes, and tells the state of one that is open.
extension EvolutionFace {
    mutating func connect(
        _ name: String, _ request: FaceRequest, in fleet: inout SimulatedFleet, at now: Instant
    ) throws(EvolutionRefusal) -> EvolutionOutcome {
        let state = fleet.with(name) { $0.state(at: now) } ?? .stopped
        switch state {
        case .stopped: return .answered(thrown)
        case .working: return .answered(FaceAnswer(200, fleet.with(name) { connectionState(&$0, at: now) } ?? .null))
        case .disconnected, .loggedOut, .blocked, .failed:
            guard request.askedFirst == nil else { break }
            let number = request.query["number"].flatMap { $0.isEmpty ? nil : $0 }
            fleet.with(name) { instance in
                if instance.account == nil { instance.openWindow(at: now) } else { instance.restart(at: now) }
                numbers[name] = number.map { AskedNumber(digits: $0, window: instance.windows) }
            }
            // The server gives the socket some time, which is often not enough.
            return .waits(now.advanced(by: options.version == .v1 ? .seconds(5) : .seconds(2)))
        case .starting, .connecting, .awaitingScan, .awaitingPasskey: break
        }
        return .answered(FaceAnswer(200, codeObject(of: name, in: &fleet, at: now)))
    }

    /// `{"count":0}` until there is a code; in the pause between two codes only their number.
    mutating func codeObject(of name: String, in fleet: inout SimulatedFleet, at now: Instant) -> JSONText {
        let found = fleet.with(name) { instance in (instance.window(at: now), instance.fetchCode(at: now)) }
        guard let (window, code) = found, let window else { return ["count": 0] }
        guard let code else { return ["count": .integer(Int64(window.index(at: now) ?? 0))] }
        let picture = drawPNG(code.payload, style)
        return .members(
            ("pairingCode", .optional(pairingCode(of: name, beside: code.sighting, in: &fleet, at: now))),
            ("code", .text(code.payload)),
            ("base64", picture.map { .text("data:image/png;base64," + Data($0).base64EncodedString()) }),
            ("count", .integer(Int64(code.sighting.index + 1))))
    }

    /// A new one with each code.
    private mutating func pairingCode(
        of name: String, beside sighting: CodeSighting, in fleet: inout SimulatedFleet, at now: Instant
    ) -> String? {
        guard var asked = numbers[name], asked.window == sighting.window else { return nil }
        if asked.index != sighting.index {
            asked.code = fleet.with(name) { $0.requestPairingCode(for: asked.digits, at: now)?.code } ?? nil
            asked.index = sighting.index
            numbers[name] = asked
        }
        return asked.code
    }

    private var style: PictureStyle {
        options.isBlue
            ? PictureStyle(size: .module(4), quietZone: 3, red: 0x17, green: 0x51, blue: 0x97)
            : PictureStyle(size: .module(4), quietZone: 3, red: 0x19, green: 0x87, blue: 0x54)
    }

    /// What was thrown inside comes out as success: an object made a text of, or nothing at all.
    var thrown: FaceAnswer {
        guard options.version != .v1 else {
            return FaceAnswer(200, contentType: "text/html; charset=utf-8", body: "")
        }
        return FaceAnswer(200, ["error": true, "message": "[object Object]"])
    }

    func restart(_ name: String, in fleet: inout SimulatedFleet, at now: Instant) -> FaceAnswer {
        fleet.with(name) { instance in
            switch instance.state(at: now) {
            case .working, .connecting, .awaitingScan, .awaitingPasskey, .starting:
                // Answered before the socket has noticed that it is closed.
                let answer = FaceAnswer(200, connectionState(&instance, at: now))
                if instance.account == nil { instance.openWindow(at: now) } else { instance.restart(at: now) }
                return answer
            case .stopped, .disconnected, .loggedOut, .blocked, .failed: return thrown
            }
        } ?? thrown
    }

    func logout(
        _ name: String, in fleet: inout SimulatedFleet, at now: Instant
    ) throws(EvolutionRefusal) -> FaceAnswer {
        let wasUp = fleet.with(name) { instance in
            let word = instance.evolutionWord(at: now)
            if word == "open" || word == "connecting" { instance.logout(at: now) }
            return word == "open" || word == "connecting"
        }
        if wasUp == true { return Self.done("Instance logged out") }
        guard options.version == .v24 else { throw .notConnected(name) }
        return Self.done("Instance was already disconnected")
    }

    /// Without `state` for an instance that is not loaded.
    func connectionState(_ instance: inout SimulatedInstance, at now: Instant) -> JSONText {
        let word = instance.evolutionWord(at: now)
        return [
            "instance": .members(
                ("instanceName", .text(instance.id)), ("state", word.map { .text($0) }))
        ]
    }
}
