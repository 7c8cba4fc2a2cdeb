import Fleet
import FoundationEssentials

/// Linking: codes to scan, pictures of them, codes to type.
extension WawpFace {
    /// The envelope of the raw QR code: base64 of a JSON text, or of a picture when that was asked for.
    func code(
        of id: String, in fleet: inout SimulatedFleet, asPicture: Bool, at moment: Moment
    ) throws(WawpRefusal) -> FaceAnswer {
        let code = try liveCode(of: id, in: &fleet, at: moment)
        guard !asPicture else {
            guard let picture = drawPNG(code.payload, .plain) else { throw .noPicture }
            return FaceAnswer(200, ["mimetype": "image/png", "data": .text(base64(picture))])
        }
        var members: [(String, JSONText)] = [("value", .text(code.payload))]
        if let expiry = expiry(of: code, at: moment) { members.append(("expiry", .integer(expiry))) }
        let inner = JSONText.object(members).rendered
        return FaceAnswer(
            200, ["mimetype": "application/json; charset=utf-8", "data": .text(base64(Array(inner.utf8)))])
    }

    func picture(of id: String, in fleet: inout SimulatedFleet, at moment: Moment) throws(WawpRefusal) -> FaceAnswer {
        let code = try liveCode(of: id, in: &fleet, at: moment)
        guard let picture = drawPNG(code.payload, .plain) else { throw .noPicture }
        return FaceAnswer(200, ["qr": .text("data:image/png;base64," + base64(picture))])
    }

    func pairingCode(
        of id: String, in fleet: inout SimulatedFleet, phone: String?, at moment: Moment
    ) throws(WawpRefusal) -> FaceAnswer {
        guard let phone, !phone.isEmpty else { throw .missing("phone_number") }
        guard (7...15).contains(phone.utf8.count), phone.first != "0", phone.allSatisfy({ ("0"..."9").contains($0) })
        else { throw .invalidPhone }
        let (request, state) =
            fleet.with(id) { instance in
                (instance.requestPairingCode(for: phone, at: moment.instant), instance.state(at: moment.instant))
            } ?? (nil, .stopped)
        guard let request else { throw .notExpected(state) }
        return FaceAnswer(200, ["code": .text(request.code)])
    }

    private func liveCode(
        of id: String, in fleet: inout SimulatedFleet, at moment: Moment
    ) throws(WawpRefusal) -> LiveCode {
        let (code, state) =
            fleet.with(id) { instance in
                (instance.fetchCode(at: moment.instant), instance.state(at: moment.instant))
            } ?? (nil, .stopped)
        guard let code else { throw .notExpected(state) }
        return code
    }

    private func expiry(of code: LiveCode, at moment: Moment) -> Int64? {
        let end = moment.date.timeIntervalSince1970 + moment.instant.duration(to: code.expires).inSeconds
        switch options.expiry {
        case .seconds: return Int64(end)
        case .milliseconds: return Int64(end * 1000)
        case .absent: return nil
        case .absurd: return 1_234_567_890
        }
    }

    func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }
}
