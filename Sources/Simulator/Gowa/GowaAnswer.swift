import FoundationEssentials

/// The envelope of every JSON answer.
struct GowaEnvelope {
    let version: GowaOptions.Version

    func success(_ message: String, _ results: JSONText? = nil) -> FaceAnswer {
        json(200, "SUCCESS", message, results)
    }

    func json(_ status: Int, _ code: String, _ message: String, _ results: JSONText? = nil) -> FaceAnswer {
        let body = JSONText.members(("code", .text(code)), ("message", .text(message)), ("results", results))
        // The framework of the ninth version names the character set.
        let type = version < .v9 ? "application/json" : "application/json; charset=utf-8"
        return FaceAnswer(status, contentType: type, body: body.rendered)
    }

    func text(_ status: Int, _ text: String, headers: [String: String] = [:]) -> FaceAnswer {
        FaceAnswer(status, contentType: "text/plain; charset=utf-8", body: text, headers: headers)
    }

    /// What everything that went wrong inside becomes, unknown devices included.
    func internalError(_ message: String) -> FaceAnswer { json(500, "INTERNAL_SERVER_ERROR", message) }

    func unknownDevice(_ id: String) -> FaceAnswer { internalError("device \(id) not found") }

    var credentialsRefused: FaceAnswer {
        let challenge = version < .v9 ? "basic realm=Restricted" : "Basic realm=\"Restricted\", charset=\"UTF-8\""
        return text(401, "Unauthorized", headers: ["WWW-Authenticate": challenge])
    }

    func noRoute(_ request: FaceRequest) -> FaceAnswer {
        text(404, version < .v9 ? "Cannot \(request.method) \(request.path)" : "Not Found")
    }
}
