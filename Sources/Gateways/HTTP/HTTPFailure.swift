public import Fleet

/// Why there was no answer: one kind to act on, one sentence to show. It names the host and never the path,
/// which holds secrets for some vendors.
public struct HTTPFailure: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Kind: Hashable, Sendable {
        case couldNotResolve
        case couldNotConnect
        case timedOut
        /// The handshake failed, or the certificate is not trusted.
        case tls
        /// The connection broke before the answer was complete.
        case interrupted
        /// The answer is over the size limit.
        case tooLarge
        /// What came is no HTTP.
        case malformedAnswer
        case cancelled
        /// Nothing was sent: the URL, or something else in the request, is none.
        case malformedURL
        case other
    }

    public var kind: Kind
    public var message: CleanText

    public init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = CleanText(message)
    }

    public var description: String { message.text }
}

extension HTTPFailure {
    static func cancelled(_ request: HTTPRequest) -> HTTPFailure {
        HTTPFailure(.cancelled, "The request to \(request.origin.authority) was given up.")
    }

    static func malformed(_ request: HTTPRequest) -> HTTPFailure {
        HTTPFailure(
            .malformedURL,
            "The request to \(request.origin.authority) could not be written; "
                + "look for line breaks or blanks in the url, the ids and the secret.")
    }

    static func exhausted(_ request: HTTPRequest) -> HTTPFailure {
        HTTPFailure(.other, "There was no memory for a request to \(request.origin.authority).")
    }
}
