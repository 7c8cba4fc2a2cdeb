/// Why an Evolution API server says no, where it says so by a status.
enum EvolutionRefusal: Error, Hashable, Sendable {
    case noRoute(String, String)
    case unauthorized
    case noInstance(String)
    case noSuchName(String)
    case nameInUse(String)
    case badName
    case notConnected(String)
    case unlicensed

    var answer: FaceAnswer {
        switch self {
        case .noRoute(let method, let path): Self.form(404, "Not Found", ["Cannot \(method) \(path)"])
        // A text where all others are lists.
        case .unauthorized:
            FaceAnswer(401, ["status": 401, "error": "Unauthorized", "response": ["message": "Unauthorized"]])
        case .noInstance(let name): Self.form(404, "Not Found", ["The \"\(name)\" instance does not exist"])
        case .noSuchName(let name): Self.form(404, "Not Found", ["Instance \"\(name)\" not found"])
        case .nameInUse(let name): Self.form(403, "Forbidden", ["This name \"\(name)\" is already in use."])
        // A list in a list: each mistake has its own.
        case .badName:
            FaceAnswer(
                400,
                [
                    "status": 400, "error": "Bad Request",
                    "response": ["message": [["The \"instanceName\" is required"]]],
                ])
        case .notConnected(let name): Self.form(400, "Bad Request", ["The \"\(name)\" instance is not connected"])
        case .unlicensed:
            FaceAnswer(
                503,
                [
                    "error": "service not activated", "code": "LICENSE_REQUIRED",
                    "register_url": "http://localhost:8080/manager/login", "instance_id": "simulated",
                    "docs_url": "https://doc.evolution-api.com", "message": "Activate this server in its manager.",
                ])
        }
    }

    private static func form(_ status: Int, _ error: String, _ messages: [String]) -> FaceAnswer {
        FaceAnswer(
            status,
            [
                "status": .integer(Int64(status)), "error": .text(error),
                "response": ["message": .array(messages.map { .text($0) })],
            ])
    }
}
