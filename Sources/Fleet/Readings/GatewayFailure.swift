/// Why a gateway did not answer with what it was asked for: one kind to act on, one clean sentence to show.
public struct GatewayFailure: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Kind: Hashable, Sendable {
        /// Please wait (422 and its kin). `status` is the state the answer itself told, when it did.
        case notReady(status: StatusReading?)
        /// Asked too often (429). `retryAfter` as the gateway says.
        case throttled(retryAfter: Duration?)
        /// No connection, no name, no answer in time, or a TLS handshake that failed.
        case unreachable
        /// 5xx: the gateway is there, and broken for now.
        case server
        /// The secret was refused.
        case credentials
        /// The gateway does not know this instance.
        case notFound
        /// The plan of the account does not allow it.
        case quota
        /// Already linked: there is nothing to scan.
        case alreadyLinked
        /// The gateway understood and said no, or an argument was wrong.
        case refused
        /// An answer that is not what this gateway's answers look like, or one over the size limit.
        case unexpected
        /// The vendor does not offer this.
        case unsupported
        /// The program itself gave up waiting, for instance because it ends.
        case cancelled
    }

    public var kind: Kind
    /// One cleaned sentence without secrets and without markup.
    public var message: CleanText
    public var httpStatus: Int?

    public init(_ kind: Kind, _ message: CleanText, httpStatus: Int? = nil) {
        self.kind = kind
        self.message = message
        self.httpStatus = httpStatus
    }

    public var description: String { message.text }

    /// Whether it tells of the whole gateway rather than of one instance: such failures back off together.
    public var concernsGateway: Bool {
        switch kind {
        case .unreachable, .server, .credentials: true
        default: false
        }
    }
}
