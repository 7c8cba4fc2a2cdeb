import Fleet
import FoundationEssentials

/// The moment of a request, on both clocks. The date is the gateway's own: it may be skewed.
struct Moment: Sendable {
    var instant: Instant
    var date: Date
}

/// One vendor's way of talking about a fleet: its routes, its secrets, its words and its errors.
///
/// The engine behind all faces is the same; a face holds only what belongs to talking.
protocol VendorFace: Sendable {
    /// The secret that opens every route.
    var secret: Secret { get }
    /// How far the gateway's clock is ahead of this machine's.
    var clockSkew: Duration { get }

    mutating func answer(_ request: FaceRequest, of fleet: inout SimulatedFleet, at moment: Moment) -> FaceReply

    /// What the edge says while nothing behind it answers: it knows neither instances nor secrets.
    func outage(of request: FaceRequest) -> FaceReply
}

/// An answer, and what the request log may say of its request.
struct FaceReply: Sendable {
    var answer: FaceAnswer
    /// The route's own path, never the client's text; `nil` for a request that meets none.
    var route: String?
    /// Whom it was about, where that is an instance that exists.
    var instance: String?
    var secretInURL: Bool
}
