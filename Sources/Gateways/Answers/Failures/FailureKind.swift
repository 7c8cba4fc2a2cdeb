import Fleet

extension GatewayFailure.Kind {
    /// What an HTTP status means where the vendor gives it no meaning of its own.
    init(status: Int, retryAfter: Duration?) {
        self =
            switch status {
            case 401, 407: .credentials
            case 404, 410: .notFound
            case 405, 501: .unsupported
            case 422: .notReady(status: nil)
            case 429: .throttled(retryAfter: retryAfter)
            case 408, 425, 500...: .server
            case 400..<500: .refused
            default: .unexpected
            }
    }

    /// What it means that there was no answer.
    init(_ failure: HTTPFailure) {
        self =
            switch failure.kind {
            case .couldNotResolve, .couldNotConnect, .timedOut, .tls, .interrupted, .other: .unreachable
            case .tooLarge, .malformedAnswer: .unexpected
            case .malformedURL: .refused
            case .cancelled: .cancelled
            }
    }
}
