import Fleet
import FoundationEssentials

/// Linking: codes as text, as JSON and as pictures, codes to type, and the passkey that may follow.
extension WahaFace {
    /// How long the server waits for a session to get where codes are, and how often it looks.
    private static let patience = Duration.seconds(5)
    private static let step = Duration.milliseconds(500)

    /// Four pixels a module, as all of them.
    private static let picture = PictureStyle(size: .module(4))

    func linking(
        _ call: WahaCall, _ request: FaceRequest, of fleet: inout SimulatedFleet, at moment: Moment
    ) throws(WahaRefusal) -> WahaOutcome {
        let id = call.session ?? "default"
        let now = moment.instant
        let found = fleet.with(id) { instance in
            (instance.state(at: now), word(of: &instance, at: now))
        }
        guard let (state, word) = found, state != .stopped else { throw .notRunning(id) }
        switch call.what {
        case .qr:
            guard state == .awaitingScan else {
                return try wait(request, at: now, orElse: .unexpected(id, word, expected: "SCAN_QR_CODE"))
            }
            return .answered(try code(of: id, request, in: &fleet, at: now))
        case .requestCode:
            guard let phone = request.bodyMembers()["phoneNumber"], !phone.isEmpty else {
                throw .invalid(["phoneNumber must be a string", "phoneNumber should not be empty"])
            }
            guard state == .awaitingScan else {
                let refusal = WahaRefusal.unprocessable(
                    "Can request code only in SCAN_QR_CODE status. The current status is '\(word)'")
                if state == .starting { return try wait(request, at: now, orElse: refusal) }
                throw refusal
            }
            return try pairingCode(of: id, phone: phone, request, in: &fleet, at: now)
        case .screenshot:
            guard options.version == .v2024, state == .awaitingScan else {
                throw .unprocessable("The engine cannot make screenshots now")
            }
            return .answered(try picture(of: id, request, in: &fleet, at: now))
        case .profile:
            guard state == .working else { throw .unexpected(id, word, expected: "WORKING") }
            return .answered(fleet.with(id) { FaceAnswer(200, profile($0)) } ?? FaceAnswer(200, .null))
        default: return .answered(try passkey(call, of: id, request, in: &fleet, at: now))
        }
    }

    private func wait(
        _ request: FaceRequest, at now: Instant, orElse refusal: WahaRefusal
    ) throws(WahaRefusal) -> WahaOutcome {
        guard (request.askedFirst ?? now).duration(to: now) < Self.patience else { throw refusal }
        return .waits(now.advanced(by: Self.step))
    }

    private func code(
        of id: String, _ request: FaceRequest, in fleet: inout SimulatedFleet, at now: Instant
    ) throws(WahaRefusal) -> FaceAnswer {
        switch request.query["format"] ?? "image" {
        case "raw":
            let code = fleet.with(id) { $0.fetchCode(at: now) } ?? nil
            // Without a code the member is dropped, not the answer.
            return FaceAnswer(200, .members(("value", code.map { .text($0.payload) })))
        case "image": return try picture(of: id, request, in: &fleet, at: now)
        default: throw .invalid(["format must be one of the following values: image, raw"])
        }
    }

    /// JSON for who accepts exactly that, else the file itself.
    private func picture(
        of id: String, _ request: FaceRequest, in fleet: inout SimulatedFleet, at now: Instant
    ) throws(WahaRefusal) -> FaceAnswer {
        guard let code = fleet.with(id, { $0.fetchCode(at: now) }) ?? nil,
            let png = drawPNG(code.payload, Self.picture)
        else { throw .crash("Cannot read properties of undefined (reading 'get')") }
        guard request.accepts(only: "application/json") else {
            return FaceAnswer(contentType: "image/png", bytes: png)
        }
        return FaceAnswer(200, ["mimetype": "image/png", "data": .text(Data(png).base64EncodedString())])
    }

    private func pairingCode(
        of id: String, phone: String, _ request: FaceRequest, in fleet: inout SimulatedFleet, at now: Instant
    ) throws(WahaRefusal) -> WahaOutcome {
        let digits = phone.filter { $0.isASCII && $0.isNumber }
        guard digits.count > 6, digits.first != "0" else { throw .crash("phone number too short") }
        let made = fleet.with(id) { instance in
            (instance.requestPairingCode(for: digits, at: now)?.code, instance.seed)
        }
        guard let (code, seed) = made, let code else {
            return try wait(request, at: now, orElse: .crash("connection closed"))
        }
        let hasDash = options.codesHaveDash ?? (seed % 2 == 0)
        return .answered(FaceAnswer(201, ["code": .text(hasDash ? code : code.filter { $0 != "-" })]))
    }

    private func profile(_ instance: SimulatedInstance) -> JSONText {
        [
            "id": .text((instance.account?.digits ?? "") + "@c.us"), "name": .text(instance.account?.pushName ?? ""),
            "picture": .null,
        ]
    }
}
