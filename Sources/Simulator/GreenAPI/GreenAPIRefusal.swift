import Fleet

/// Why a GREEN-API host says no.
enum GreenAPIRefusal: Hashable, Sendable {
    case notFound
    case forbidden
    case unauthorized
    case starting
    case alreadyAuthorized
    case badData
    case expired
    case tooOften
    case quota(GreenAPIMethod)
    case broken

    /// `seed` is the instance's: each keeps its form, so that a fleet shows them all.
    func answer(seed: UInt64) -> FaceAnswer {
        switch self {
        case .notFound: ErrorForm.html.answer(404, code: "not_found", message: "Not Found")
        case .forbidden: Self.text(403, "Forbidden")
        case .unauthorized: Self.unauthorized(seed)
        case .starting: Self.drawn(400, "instance in starting process try later", seed)
        case .alreadyAuthorized: Self.drawn(400, "instance account already authorized", seed)
        case .badData: Self.drawn(400, "bad request data", seed)
        case .expired: Self.text(400, "Instance account is expired, please pay for it")
        case .tooOften: Self.drawn(429, "Too Many Requests", seed)
        case .quota(let method): Self.quota(method)
        case .broken: ErrorForm.html.answer(500, code: "internal", message: "Internal Server Error")
        }
    }

    private static func text(_ status: Int, _ message: String) -> FaceAnswer {
        FaceAnswer(status, contentType: "text/plain; charset=utf-8", body: message)
    }

    private static func drawn(_ status: Int, _ message: String, _ seed: UInt64) -> FaceAnswer {
        var random = SplitMix64(seed, Purpose.answer, UInt64(status))
        guard random.below(2) == 0 else { return text(status, message) }
        return FaceAnswer(status, ["statusCode": .integer(Int64(status)), "message": .text(message)])
    }

    /// Nothing, a text, or JSON.
    private static func unauthorized(_ seed: UInt64) -> FaceAnswer {
        var random = SplitMix64(seed, Purpose.answer, 401)
        switch random.below(3) {
        case 0: return text(401, "")
        case 1: return text(401, "Unauthorized")
        default: return FaceAnswer(401, ["statusCode": 401, "message": "Unauthorized"])
        }
    }

    private static func quota(_ method: GreenAPIMethod) -> FaceAnswer {
        FaceAnswer(
            466,
            [
                "invokeStatus": [
                    "method": .text(method.rawValue), "used": 100, "total": 100, "status": "QUOTE_EXCEEDED",
                    "description": "The monthly quota of this method is used up",
                ],
                "correspondentsStatus": ["used": 3, "total": 3, "status": "QUOTE_EXCEEDED", "description": ""],
            ])
    }
}
