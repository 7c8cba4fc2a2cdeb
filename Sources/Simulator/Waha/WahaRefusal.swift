import Fleet
import FoundationEssentials

/// Why a WAHA server says no: in three shapes, and in a fourth when it crashed.
enum WahaRefusal: Error, Hashable, Sendable {
    case noRoute(String, String)
    case unauthorized
    case noSession
    /// The session's own routes do not tell a stopped session from an unknown one.
    case notRunning(String)
    case exists(String)
    case unexpected(String, String, expected: String)
    case unprocessable(String)
    case invalid([String])
    case crash(String)

    func answer(_ request: FaceRequest, _ options: WahaOptions, at moment: Moment) -> FaceAnswer {
        switch self {
        case .noRoute(let method, let path): Self.standard(404, "Cannot \(method) \(path)", "Not Found")
        case .unauthorized: FaceAnswer(401, ["message": "Unauthorized", "statusCode": 401])
        case .noSession: Self.standard(404, "Session not found", "Not Found")
        case .notRunning(let id):
            Self.standard(
                404,
                "We didn't find a running session with name '\(id)'.\nPlease start it: POST /api/sessions/\(id)/start",
                "Not Found")
        case .exists(let id):
            Self.standard(422, "Session '\(id)' already exists. Use PUT to update it.", "Unprocessable Entity")
        case .unexpected(let id, let word, let expected):
            FaceAnswer(
                422,
                [
                    "error": "Session status is not as expected. Try again later or restart the session",
                    "session": .text(id), "status": .text(word), "expected": [.text(expected)],
                ])
        case .unprocessable(let message): Self.standard(422, message, "Unprocessable Entity")
        case .invalid(let messages):
            FaceAnswer(
                400,
                ["message": .array(messages.map { .text($0) }), "error": "Bad Request", "statusCode": 400])
        case .crash(let message): Self.crashed(message, request, options, at: moment)
        }
    }

    private static func standard(_ status: Int, _ message: String, _ error: String) -> FaceAnswer {
        FaceAnswer(
            status, ["message": .text(message), "error": .text(error), "statusCode": .integer(Int64(status))])
    }

    /// Everything that the request said comes back, secrets in the query included.
    private static func crashed(
        _ message: String, _ request: FaceRequest, _ options: WahaOptions, at moment: Moment
    ) -> FaceAnswer {
        FaceAnswer(
            500,
            [
                "statusCode": 500, "timestamp": .text(WireDate.rfc3339(moment.date)),
                "exception": [
                    "message": .text(message), "name": "TypeError",
                    "stack": .text(
                        "TypeError: \(message)\n    at AuthController.getQR (/app/dist/api/auth.controller.js)"),
                ],
                "request": [
                    "path": .text(request.path), "method": .text(request.method),
                    "body": .object(request.bodyMembers().sorted { $0.key < $1.key }.map { ($0, .text($1)) }),
                    "query": .object(request.query.sorted { $0.key < $1.key }.map { ($0, .text($1)) }),
                ],
                "version": ["version": .text(options.version.text), "engine": .text(options.version.engine)],
            ])
    }
}
