import FlyingFox

/// The words beside a status code.
enum StatusPhrase {
    static func of(_ status: Int) -> HTTPStatusCode {
        HTTPStatusCode(status, phrase: phrases[status] ?? "Status")
    }

    private static let phrases = [
        200: "OK", 201: "Created", 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found",
        405: "Method Not Allowed", 409: "Conflict", 422: "Unprocessable Entity", 429: "Too Many Requests",
        500: "Internal Server Error", 466: "Quota Exceeded", 502: "Bad Gateway", 503: "Service Unavailable",
        504: "Gateway Timeout",
    ]
}
