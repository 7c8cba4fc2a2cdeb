import Fleet

/// Turns an answer that is not what was asked for into the failure it tells of.
struct WawpFailures: Sendable {
    let door: GatewayDoor

    /// - Parameter hidden: the phone number of this request, where it has one.
    func failure(_ answer: Answer, about id: String, hiding hidden: String? = nil) -> GatewayFailure {
        let vendor = VendorMessage(answer)
        let kind = kind(answer, vendor)
        return door.failure(
            kind, answer, about: id, saying: vendor, lead: lead(kind, answer, vendor, id), hiding: hidden)
    }

    private func kind(_ answer: Answer, _ vendor: VendorMessage) -> GatewayFailure.Kind {
        let status = answer.isSuccess ? Self.statusInside(answer) : answer.status
        switch status {
        case 422: return notReady(answer, vendor)
        case 429: return .throttled(retryAfter: door.retryAfter(answer))
        default: break
        }
        if let code = vendor.code?.lowercased(), let kind = Self.kind(ofCode: code) { return kind }
        switch status {
        case 400 where WawpComplaint.isAboutMissingSecret(answer) && vendor.mentions("token"): return .credentials
        // A firewall refuses with a page, the vendor with JSON or XML.
        case 403: return vendor.form == .html ? .refused : .quota
        case 404: return WawpComplaint.lost(vendor) == .route ? .unsupported : .notFound
        default: return GatewayFailure.Kind(status: status, retryAfter: nil)
        }
    }

    /// Wait, unless the answer itself says that there is nothing to wait for.
    private func notReady(_ answer: Answer, _ vendor: VendorMessage) -> GatewayFailure.Kind {
        let reading = WawpReadings.status(in: answer.json) ?? vendor.text.flatMap(WawpReadings.status(inSentence:))
        return reading?.state == .working ? .alreadyLinked : .notReady(status: reading)
    }

    /// An error in a 2xx says its status inside, if anywhere: `{code,message,data:{status:401}}`.
    private static func statusInside(_ answer: Answer) -> Int {
        let inside = [answer.json?["data"]?["status"], answer.json?["statusCode"], answer.json?["status"]]
        let number = inside.lazy.compactMap { $0?.number }.first { (400..<600).contains($0) }
        return number.map { Int($0) } ?? answer.status
    }

    private static func kind(ofCode code: String) -> GatewayFailure.Kind? {
        switch code {
        case "wawp_upstream_error", "server_not_found": return .server
        case "invalid_session", "invalid_instance", "session_not_found", "instance_not_found": return .notFound
        case "rest_no_route": return .unsupported
        default: return code.contains("access_token") && code.contains("invalid") ? .credentials : nil
        }
    }

    private func lead(
        _ kind: GatewayFailure.Kind, _ answer: Answer, _ vendor: VendorMessage, _ id: String
    ) -> String? {
        switch kind {
        case .notFound: "\(door.name) does not know \(id), or its phone is unlinked"
        case .unsupported: "\(door.name) has no such route"
        default: nil
        }
    }
}
