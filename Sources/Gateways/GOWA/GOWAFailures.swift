import Fleet

extension GOWAConversation {
    /// What a request was for: the same 500 says different things about a look and about an act.
    enum Purpose: Sendable {
        case read
        case act
    }

    /// The failure that an answer tells of.
    ///
    /// - Parameter hidden: the phone number of this request, where it has one.
    func failure(
        _ answer: Answer, about id: String, _ purpose: Purpose, hiding hidden: String? = nil
    ) -> GatewayFailure {
        failure(answer, about: id, purpose, hiding: hidden.map { [Secret($0)] } ?? [])
    }

    /// The same, with more of this request that must not be shown.
    func failure(
        _ answer: Answer, about id: String, _ purpose: Purpose, hiding hidden: [Secret]
    ) -> GatewayFailure {
        let vendor = VendorMessage(answer)
        let (kind, lead) = verdict(answer, vendor, id, purpose)
        return door.hiding(hidden).failure(kind, answer, about: id, saying: vendor, lead: lead)
    }

    private func verdict(
        _ answer: Answer, _ vendor: VendorMessage, _ id: String, _ purpose: Purpose
    ) -> (GatewayFailure.Kind, String?) {
        let subject = door.subject(id)
        switch GOWAComplaint(vendor) {
        case .deviceUnknown: return (.notFound, nil)
        case .notLinked: return (.refused, "\(subject) is not linked, so that there is nothing to reconnect")
        case .reconnecting:
            return (
                .notReady(status: StatusReading(state: .connecting, raw: "SESSION_SAVED_ERROR")),
                "\(subject) is still linked and reconnects"
            )
        case .noCode: return (.refused, "WhatsApp gave \(door.name) no code for \(id) in time; ask again")
        case .booting:
            return (
                .notReady(status: StatusReading(state: .starting, raw: "DEVICE_MANAGER_UNAVAILABLE")),
                "\(door.name) is starting"
            )
        case .notMade: return (.unsupported, "This version of GOWA at \(door.name) cannot do this")
        case .unclear: return verdict(code: vendor.code, answer, vendor, subject, purpose)
        }
    }

    private func verdict(
        code: String?, _ answer: Answer, _ vendor: VendorMessage, _ subject: String, _ purpose: Purpose
    ) -> (GatewayFailure.Kind, String?) {
        switch (answer.status, code) {
        case (_, "ALREADY_LOGGED_IN"): (.alreadyLinked, nil)
        // WhatsApp's refusal of the device, and not the gateway's of us: that one is no JSON.
        case (401, "AUTHENTICATION_ERROR"): (.refused, "\(subject) is not connected to WhatsApp")
        case (429, "WA_REACHOUT_TIMELOCK"): (.refused, "WhatsApp restricts \(subject)")
        case (429, _): (.throttled(retryAfter: door.retryAfter(answer)), nil)
        case (401, nil): (.credentials, credentialsLead)
        case (400, nil) where isAboutHeader(answer, vendor): (.credentials, credentialsLead)
        case (400, "DEVICE_ID_REQUIRED"), (404, nil), (405, nil): (.unsupported, "\(door.name) has no such route")
        case (500, "INTERNAL_SERVER_ERROR") where purpose == .act: (.refused, nil)
        case (500, "QR_CHANNEL_ERROR"), (500, "INVALID_WA_CLI"): (.refused, "\(subject) failed at the gateway")
        case (let status, _): (GatewayFailure.Kind(status: status, retryAfter: nil), nil)
        }
    }

    /// Version 9 refuses an authorization that it cannot read with two plain words.
    private func isAboutHeader(_ answer: Answer, _ vendor: VendorMessage) -> Bool {
        hasCredentials && vendor.form == .text && vendor.text?.trimmed.lowercased() == "bad request"
    }

    private var credentialsLead: String {
        hasCredentials
            ? "\(door.name) refused the user name or the secret" : "\(door.name) asks for a user name and a secret"
    }
}
