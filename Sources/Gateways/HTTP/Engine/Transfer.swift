import CCurl
import Fleet

/// One libcurl handle: a request goes in, an answer or a failure comes out. Used by the engine's thread alone.
final class Transfer {
    let pointer: OpaquePointer

    init?() {
        guard let pointer = relink_transfer_create() else { return nil }
        self.pointer = pointer
    }

    deinit { relink_transfer_destroy(pointer) }

    /// `false` when the request cannot be written as one.
    func prepare(_ request: HTTPRequest, tag: UInt64, userAgent: String) -> Bool {
        guard request.path.isEmpty || request.path.utf8.first == UInt8(ascii: "/"), !request.path.utf8.contains(0),
            request.headers.allSatisfy(\.isWellFormed),
            relink_transfer_reset(pointer, tag, userAgent),
            relink_transfer_set_url(pointer, request.origin.text + request.path),
            relink_transfer_set_limits(
                pointer, Self.milliseconds(request.timeout), Self.milliseconds(request.connectTimeout),
                request.sizeLimit)
        else { return false }
        for header in request.headers {
            guard relink_transfer_add_header(pointer, "\(header.name): \(header.value)") else { return false }
        }
        let isReady =
            if let body = request.body {
                relink_transfer_set_method_and_body(pointer, request.method.rawValue, body, body.count)
            } else {
                relink_transfer_set_method(pointer, request.method.rawValue)
            }
        guard isReady else { return false }
        // Borrowed: the request holds it, and the engine holds the request until the transfer has ended.
        if let pem = request.trust?.pem, !relink_transfer_set_trust(pointer, pem.baseAddress, pem.count) {
            return false
        }
        if request.origin.isLoopback, !relink_transfer_set_direct(pointer) { return false }
        if request.once { return relink_transfer_set_once(pointer) }
        return !request.origin.isEncrypted || relink_transfer_set_sharing(pointer)
    }

    /// What came of it.
    func result(_ outcome: relink_outcome, of request: HTTPRequest) -> Result<HTTPResponse, HTTPFailure> {
        guard outcome == .answered else { return .failure(failure(outcome, of: request)) }
        return .success(
            HTTPResponse(
                status: relink_transfer_status(pointer),
                headers: HTTPHeaders(lines: Self.bytes { relink_transfer_headers(pointer, &$0) }),
                body: Self.bytes { relink_transfer_body(pointer, &$0) }))
    }

    private func failure(_ outcome: relink_outcome, of request: HTTPRequest) -> HTTPFailure {
        let who = request.origin.authority
        return switch outcome {
        case .unresolved:
            HTTPFailure(.couldNotResolve, "The name \(who) could not be resolved; check the url and the network.")
        case .unconnected:
            HTTPFailure(.couldNotConnect, "\(who) could not be connected to; check that it runs and is reachable.")
        case .unconnected_in_time:
            HTTPFailure(
                .timedOut,
                "\(who) could not be connected to within \(Self.words(min(request.connectTimeout, request.timeout))).")
        case .unanswered_in_time:
            HTTPFailure(.timedOut, "\(who) did not answer within \(Self.words(request.timeout)).")
        case .untrusted:
            HTTPFailure(
                .tls, "The certificate of \(who) is not trusted (\(detail)); a private CA goes under trust.")
        case .tls: HTTPFailure(.tls, "No TLS connection with \(who) (\(detail)).")
        case .proxy: HTTPFailure(.couldNotConnect, "The proxy from the environment did not connect to \(who).")
        case .interrupted: HTTPFailure(.interrupted, "\(who) broke the connection before its answer was complete.")
        case .too_large:
            HTTPFailure(.tooLarge, "\(who) answered with more than the limit of \(request.sizeLimit / 1024) KiB.")
        case .malformed_answer: HTTPFailure(.malformedAnswer, "\(who) answered with something that is no HTTP.")
        case .malformed_url: .malformed(request)
        case .answered, .other: HTTPFailure(.other, "The request to \(who) failed inside the HTTP engine.")
        }
    }

    /// libcurl's words about TLS name certificates and hosts, never the URL.
    private var detail: String { CleanText(String(cString: relink_transfer_error(pointer)), limit: 90).text }

    private static func milliseconds(_ duration: Duration) -> Int { max(1, Int(duration.nanoseconds / 1_000_000)) }

    private static func words(_ duration: Duration) -> String {
        duration < .seconds(1) ? "\(milliseconds(duration)) ms" : "\(duration.components.seconds) s"
    }

    private static func bytes(_ read: (inout Int) -> UnsafePointer<UInt8>?) -> [UInt8] {
        var count = 0
        let start = read(&count)
        return Array(UnsafeBufferPointer(start: start, count: start == nil ? 0 : count))
    }
}
