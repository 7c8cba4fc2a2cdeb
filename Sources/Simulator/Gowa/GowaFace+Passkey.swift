import Fleet

/// The passkey that may follow a scan: one question about both of its steps, and an answer to each.
extension GowaFace {
    func passkey(_ instance: inout SimulatedInstance, at now: Instant) -> JSONText {
        let wish = instance.passkeyWish(at: now)
        let (word, byItself): (String, Bool) =
            switch wish {
            case .answer: ("awaiting_response", false)
            case .comparison(let byItself): ("awaiting_confirmation", byItself)
            case .patience, nil: ("none", false)
            }
        return [
            "device_id": .text(instance.id), "status": .text(word),
            "challenge": wish == .answer ? instance.passkeyChallenge : .null,
            "code": .text(word == "awaiting_confirmation" ? instance.passkeyCode : ""),
            "skip_handoff_ux": .flag(byItself),
        ]
    }

    func answerPasskey(
        _ id: String, _ request: FaceRequest, in fleet: inout SimulatedFleet, at now: Instant
    ) -> FaceAnswer {
        guard let assertion = request.decoded(as: WebAuthnAssertion.self) else {
            return envelope.text(400, "invalid WebAuthn assertion payload: unexpected end of JSON input")
        }
        if let missing = assertion.missing {
            return envelope.json(400, "VALIDATION_ERROR", "\(missing): cannot be blank")
        }
        guard fleet.with(id, { $0.passkeyWish(at: now) }) == .some(.answer) else {
            return envelope.internalError("no pending passkey pairing request for device \(id)")
        }
        guard fleet.with(id, { $0.answerPasskey(assertion, at: now) }) == true else {
            return envelope.internalError(
                "failed to send passkey response: info query returned status 400: bad-request")
        }
        return envelope.success("Passkey response sent", ["device_id": .text(id)])
    }

    func confirmPasskey(_ id: String, in fleet: inout SimulatedFleet, at now: Instant) -> FaceAnswer {
        guard fleet.with(id, { $0.confirmPasskey(at: now) }) == true else {
            return envelope.internalError("no pending passkey confirmation for device \(id)")
        }
        return envelope.success("Passkey pairing confirmed", ["device_id": .text(id)])
    }
}
