import Fleet

extension GatewayDoor {
    /// A failure whose sentence says what happened, in whose words, and what to do.
    ///
    /// - Parameters:
    ///   - lead: replaces the usual beginning for this kind.
    ///   - hidden: something of this one request that must not be shown, beside the secrets.
    func failure(
        _ kind: GatewayFailure.Kind, _ answer: Answer, about id: String, saying vendor: VendorMessage,
        lead: String? = nil, hiding hidden: String? = nil
    ) -> GatewayFailure {
        let redactor = hidden.map(redactor.hiding) ?? redactor
        let lead = lead ?? usualLead(kind, answer, about: id)
        var details = ["HTTP \(answer.status)"]
        if let code = vendor.code { details.append(redactor.clean(code, limit: 60, about: id).text) }
        if vendor.text == nil, vendor.form == .xml { details.append("XML") }
        if vendor.text == nil, vendor.form == .html { details.append("HTML") }
        let tail = " (\(details.joined(separator: ", ")))\(Self.advice(kind))"
        // What the gateway says is cut before what we say about it is.
        let room = CleanText.longest - lead.count - tail.count - 2
        let words = vendor.text.map { redactor.clean($0, limit: max(room, 20), about: id).text } ?? ""
        return GatewayFailure(
            kind, CleanText(words.isEmpty ? lead + tail : "\(lead): \(words)\(tail)"), httpStatus: answer.status)
    }

    private func usualLead(_ kind: GatewayFailure.Kind, _ answer: Answer, about id: String) -> String {
        if (300..<400).contains(answer.status) { return elsewhere(answer) }
        return switch kind {
        case .notReady: "\(subject(id)) is not ready yet"
        case .throttled: "\(name) asks for fewer requests"
        case .unreachable: "\(name) gave no answer"
        case .server: "\(name) is in trouble"
        case .credentials: "\(name) refused the secret"
        case .notFound: "\(name) does not know \(id)"
        case .quota: "The plan at \(name) does not allow it"
        case .alreadyLinked: "\(subject(id)) is already linked"
        case .refused: "\(name) refused it for \(id)"
        case .unexpected: "\(name) gave no usable answer about \(id)"
        case .unsupported: "\(name) does not offer this"
        case .cancelled: "The request to \(name) was given up"
        }
    }

    /// Only the host: what else a redirect says may hold the secret that it was asked with.
    private func elsewhere(_ answer: Answer) -> String {
        let target = answer.headers["location"].flatMap { HTTPOrigin.host(ofURL: $0) }
        return "\(name) points elsewhere\(target.map { ", to \($0)" } ?? ""), where no secret is sent"
    }

    private static func advice(_ kind: GatewayFailure.Kind) -> String {
        switch kind {
        case .credentials: "; check its secret in the configuration."
        case .unsupported: "; check its url and kind in the configuration."
        default: "."
        }
    }
}

extension GatewayFailure {
    /// The same, beginning with what it means for an act of several steps.
    func telling(_ what: String) -> GatewayFailure {
        GatewayFailure(kind, CleanText("\(what): \(message)"), httpStatus: httpStatus)
    }
}
