/// What Wawp's refusals are about, where status and code leave it open.
enum WawpComplaint {
    /// A 400 or 401 that says, or may say, that no secret was found in the request.
    ///
    /// Bodies of these come as JSON, XML and plain text, and the vendor documents only their titles: "Missing
    /// Required Parameter(s)" and "Invalid or Missing Access Token".
    static func isAboutMissingSecret(_ answer: Answer) -> Bool {
        guard answer.status == 400 || answer.status == 401 else { return false }
        let vendor = VendorMessage(answer)
        let words = "\(vendor.code ?? "") \(vendor.text ?? "")".lowercased()
        guard vendor.text != nil || vendor.code != nil else { return true }
        let isMissing = ["missing", "required", "not provided", "provide", "absent", "no access", "no token"]
            .contains(where: words.contains)
        let isSecret = ["token", "instance", "parameter", "credential", "authoriz", "authentication"]
            .contains(where: words.contains)
        return isMissing && isSecret
    }

    /// What a 404 did not find.
    enum Lost {
        /// The instance, or the session behind it: gone, or its phone unlinked. Wawp says the same for both.
        case instance
        /// The route itself.
        case route
        case unclear
    }

    static func lost(_ vendor: VendorMessage) -> Lost {
        let code = vendor.code?.lowercased() ?? ""
        let words = vendor.text?.lowercased() ?? ""
        if code.contains("no_route") || routeWords.contains(where: words.contains) { return .route }
        if ["session", "instance"].contains(where: { code.contains($0) || words.contains($0) }) { return .instance }
        return vendor.form == .html ? .route : .unclear
    }

    /// The route is not there, as far as the answer can be understood, or not for this method.
    static func mayLackRoute(_ answer: Answer) -> Bool {
        switch answer.status {
        case 404: lost(VendorMessage(answer)) != .instance
        case 405, 501: true
        default: false
        }
    }

    private static let routeWords = ["cannot post", "cannot get", "cannot delete", "no route", "route not", "endpoint"]
}
