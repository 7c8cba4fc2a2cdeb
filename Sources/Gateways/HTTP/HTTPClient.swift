import CCurl
import Synchronization

/// The door to every gateway: HTTP/1.1 and HTTP/2 over kept connections, all of them on one thread that sleeps
/// while nothing is under way.
///
/// It follows no redirect, keeps no cookie, speaks nothing but `http` and `https`, and always verifies
/// certificates. Proxies come from the environment as curl reads it (`https_proxy`, `no_proxy`, …), never for
/// this machine itself.
public final class HTTPClient: Sendable {
    private let inbox: TransferInbox?
    private let tags = Atomic<UInt64>(0)

    /// - Parameters:
    ///   - version: goes into the user agent, `relink/<version>`.
    ///   - keptConnections: connections that stay open between requests, over all gateways.
    public init(version: String = "dev", keptConnections: Int = 256) {
        inbox = TransferLoop.start(userAgent: "relink/\(version)", keptConnections: keptConnections)
    }

    deinit { shutdown() }

    /// Sends once and returns the answer, whatever its status. Cancelling the task gives the request up: it throws
    /// `.cancelled` at once, and the connection is closed.
    public func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
        guard let inbox else {
            throw HTTPFailure(.other, "The HTTP engine could not start: no thread or no memory was left.")
        }
        let ticket = Ticket(tags.add(1, ordering: .relaxed).newValue)
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                inbox.submit(Arrival(ticket: ticket, request: request, continuation: continuation))
            }
        } onCancel: {
            inbox.cancel(ticket)
        }
        return try result.get()
    }

    /// Gives up everything under way, and every later request, with `.cancelled`. Returns at once.
    public func shutdown() { inbox?.stop() }
}
