import Fleet
import FoundationEssentials

/// The moment of a request, on both clocks. The date is the gateway's own: it may be skewed.
struct Moment: Sendable {
    var instant: Instant
    var date: Date
    /// For how long the server has been running.
    var uptime: Duration
}

/// One vendor's way of talking about a fleet: its routes, its secrets, its words and its errors.
///
/// The engine behind all faces is the same; a face holds only what belongs to talking.
protocol VendorFace: Sendable {
    /// The secret that opens every route, or what comes nearest to it.
    var secret: Secret { get }
    /// Where the vendor wants a user's name beside the secret.
    var username: String? { get }
    /// What stands before every path of the vendor.
    var basePath: String { get }
    /// How far the gateway's clock is ahead of this machine's.
    var clockSkew: Duration { get }
    var habits: EngineHabits { get }

    /// How this vendor, or its customers, name instance `index` of the simulation. Different for every index.
    func id(of index: Int, label: String, seed: UInt64) -> String
    /// The secret of one instance, where clients need one for each.
    func secret(of instance: SimulatedInstance) -> Secret?

    mutating func answer(_ request: FaceRequest, of fleet: inout SimulatedFleet, at moment: Moment) -> FaceReply

    /// Where a request carries a secret; `nil` when it carries none.
    func secretPlace(in request: FaceRequest) -> SecretPlace?

    /// What the edge says while nothing behind it answers: it knows neither instances nor secrets.
    func outage(of request: FaceRequest) -> FaceReply
}

extension VendorFace {
    var username: String? { nil }
    var basePath: String { "" }
    var clockSkew: Duration { .zero }

    func secret(of instance: SimulatedInstance) -> Secret? { nil }

    /// The page of a proxy in front of somebody's own server.
    func outage(of request: FaceRequest) -> FaceReply {
        FaceReply(
            answer: ErrorForm.html.answer(502, code: "bad_gateway", message: "Bad Gateway"),
            secretPlace: secretPlace(in: request))
    }
}

/// Where in a request a secret stands. What stands in the URL is kept by proxies and histories.
public enum SecretPlace: String, Hashable, Sendable, CaseIterable {
    case header
    case body
    case query
    case path

    var isURL: Bool { self == .query || self == .path }
}

/// An answer, and what the request log may say of its request.
struct FaceReply: Sendable {
    var answer: FaceAnswer
    /// The route's own path, never the client's text; `nil` for a request that meets none.
    var route: String?
    /// Whom it was about, where that is an instance that exists.
    var instance: String?
    var secretPlace: SecretPlace?
    /// The server keeps the client waiting: the same request is asked again at this moment, and `answer` is not sent.
    var again: Instant?
}
