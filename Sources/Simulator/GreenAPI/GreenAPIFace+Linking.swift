import Fleet
import FoundationEssentials

/// Linking: pictures to scan, and codes to type.
extension GreenAPIFace {
    /// Always 200, whatever it is that is said.
    func qr(of instance: inout SimulatedInstance, _ request: FaceRequest, at now: Instant) -> GreenAPIOutcome {
        switch instance.state(at: now) {
        case .working: return said("alreadyLogged", "instance account already authorized")
        case .awaitingPasskey: return said("passkeyRequired", "confirm the sign-in with your passkey in a browser")
        case .starting, .connecting:
            // Documented both ways.
            return instance.seed % 2 == 0
                ? said("error", "instance in starting process try later") : .refused(.starting)
        case .disconnected: return said("error", "Instance has auth. You need to make log out")
        case .failed where instance.account != nil: return said("error", "Instance has auth. You need to make log out")
        case .blocked, .failed, .stopped: return said("error", "QR code is not available")
        case .loggedOut:
            if instance.ending?.reason == .codesUsedUp, request.askedFirst == nil {
                instance.ending = nil
                return said("timeout", "QR code scanning time is out")
            }
            instance.openWindow(at: now)
        case .awaitingScan: break
        }
        guard let window = instance.window(at: now) else { return said("error", "QR code is not ready") }
        if let ready = window.readyAgain(at: now, seed: instance.seed) { return .waits(ready) }
        guard let code = instance.fetchCode(at: now), let picture = drawPNG(code.payload, Self.picture) else {
            return .refused(.broken)
        }
        return said("qrCode", Data(picture).base64EncodedString())
    }

    /// The number is a JSON number: a text is bad data.
    func authorizationCode(
        of instance: inout SimulatedInstance, _ request: FaceRequest, at now: Instant
    ) -> GreenAPIOutcome {
        guard let number = request.decoded(as: Asking.self)?.phoneNumber, (1_000_000...999_999_999_999_999) ~= number
        else { return .refused(.badData) }
        switch instance.state(at: now) {
        case .starting, .connecting: return .refused(.starting)
        case .working, .disconnected: return .refused(.alreadyAuthorized)
        case .awaitingPasskey, .blocked, .failed, .stopped: return .answered(FaceAnswer(200, Self.noCode))
        case .loggedOut: instance.openWindow(at: now)
        case .awaitingScan: break
        }
        if let ready = instance.window(at: now)?.readyAgain(at: now, seed: instance.seed) { return .waits(ready) }
        guard let code = instance.requestPairingCode(for: String(number), at: now)?.code else {
            return .answered(FaceAnswer(200, Self.noCode))
        }
        return .answered(FaceAnswer(200, ["status": true, "code": .text(code)]))
    }

    /// 256 pixels a side, over modules that do not divide them.
    private static let picture = PictureStyle(size: .side(256))
    private static let noCode: JSONText = ["status": false, "code": ""]

    private struct Asking: Decodable {
        var phoneNumber: Int64
    }

    private func said(_ type: String, _ message: String) -> GreenAPIOutcome {
        .answered(FaceAnswer(200, ["type": .text(type), "message": .text(message)]))
    }
}
