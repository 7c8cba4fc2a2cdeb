import Fleet
import FoundationEssentials

/// Turns an answer that is not what was asked for into the failure it tells of.
struct GreenAPIFailures: Sendable {
    let conversation: GreenAPIConversation

    /// How long a new instance may refuse its own token: "some minutes", says the vendor.
    private static let childhood: Double = 300

    /// - Parameter hidden: the phone number of this request, where it has one.
    func failure(_ answer: Answer, about id: String, hiding hidden: String? = nil) -> GatewayFailure {
        let door = conversation.door(about: id)
        var vendor = VendorMessage(answer)
        if answer.status == Self.quotaStatus { vendor.text = Self.quotaText(answer.json) ?? vendor.text }
        let (kind, lead) = verdict(answer, vendor, id, door)
        if case .unexpected = kind, answer.isSuccess, answer.json?["type"]?.text?.lowercased() == "qrcode" {
            // What cannot be read as a picture may still be a code.
            vendor.text = nil
        }
        return door.failure(kind, answer, about: id, saying: vendor, lead: lead, hiding: hidden)
    }

    /// Not in any standard: the vendor's own for a plan that is used up.
    private static let quotaStatus = 466

    private func verdict(
        _ answer: Answer, _ vendor: VendorMessage, _ id: String, _ door: GatewayDoor
    ) -> (GatewayFailure.Kind, String?) {
        let name = door.name
        let subject = door.subject(id)
        if answer.isSuccess, let verdict = Self.codeVerdict(answer.json, subject, door) { return verdict }
        switch (answer.status, GreenAPIComplaint(vendor)) {
        case (429, _): return (.throttled(retryAfter: door.retryAfter(answer)), nil)
        case (Self.quotaStatus, _): return (.quota, nil)
        case (500..., _): return (.server, nil)
        case (_, .expired): return (.quota, "The plan of \(subject) has expired")
        case (_, .starting): return (.notReady(status: StatusReading(state: .starting, raw: "starting")), nil)
        case (200..<300, _) where answer.json?["status"]?.truth == false:
            // Not "wait": who asks again and again sends the instance back to its start.
            return (.refused, "\(name) gave no pairing code for \(id); try again later, or restart it first")
        case (200..<300, _) where answer.json?["isReboot"] != nil || answer.json?["isLogout"] != nil:
            return (.refused, nil)
        case (200..<500, .alreadyLinked): return (.alreadyLinked, nil)
        case (400, .notLinked): return (.refused, "\(subject) is not linked")
        case (401, _) where isYoung(id, door):
            return (.notReady(status: StatusReading(state: .starting, raw: "401")), "\(subject) is still being made")
        case (401, _):
            return (.credentials, "\(name) refused the token of \(id), or is still making this instance")
        case (403, _) where vendor.form == .html: return (.refused, nil)
        case (403, _):
            return (
                .notFound, "\(name) does not know \(id): check the id, and the url, which differs between instances"
            )
        case (404, _): return (.unsupported, "\(name) has no such route")
        case let (status, _): return (GatewayFailure.Kind(status: status, retryAfter: nil), nil)
        }
    }

    /// What the QR's route says in a 200.
    private static func codeVerdict(
        _ json: JSONValue?, _ subject: String, _ door: GatewayDoor
    ) -> (GatewayFailure.Kind, String?)? {
        switch GreenAPICodeAnswer(json) {
        case .found, .absent: nil
        case .alreadyLinked: (.alreadyLinked, nil)
        case .passkey:
            (
                .notReady(status: StatusReading(state: .awaitingPasskey, raw: "passkeyRequired")),
                "\(subject) wants a passkey, which a terminal cannot give"
            )
        case .needsLogout: (.refused, "\(subject) holds on to an old login; log it out first")
        case .notYet: (.notReady(status: nil), nil)
        case .unusable: (.unexpected, "\(door.name) gave a code that is no PNG or JPEG picture")
        case .other(let type):
            (.unexpected, "\(door.name) answered with \(door.redactor.clean(type, limit: 30)) instead of a code")
        }
    }

    private func isYoung(_ id: String, _ door: GatewayDoor) -> Bool {
        guard let created = conversation.partner?.row(id)?.createdAt else { return false }
        return door.time.date.timeIntervalSince(created) < Self.childhood
    }

    private static func quotaText(_ json: JSONValue?) -> String? {
        for part in ["invokeStatus", "correspondentsStatus"] {
            if let text = json?[part]?["description"]?.text, !text.isEmpty { return text }
        }
        return nil
    }
}
