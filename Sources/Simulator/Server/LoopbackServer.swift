import Fleet
import FlyingFox
import FlyingSocks
import FoundationEssentials
import Glibc

/// The HTTP server of one simulated gateway. It can be closed and opened again at the same address.
actor LoopbackServer {
    nonisolated let address: ListenAddress
    private let handler: StageHandler
    private var running: Running?

    private struct Running {
        let server: HTTPServer
        let task: Task<Void, any Error>
        let address: ListenAddress
    }

    /// Longer than the slowest weather.
    private static let answerLimit: TimeInterval = 120
    private static let listenLimit: TimeInterval = 10

    /// Listens when it returns; port 0 has become the port that the system chose.
    init(on wanted: ListenAddress, stage: GatewayStage, control: Bool) async throws(SimulationFailure) {
        let handler = StageHandler(stage: stage, control: control ? ControlRoutes(stage: stage) : nil)
        let running = try await Self.run(handler, on: wanted)
        self.handler = handler
        self.running = running
        address = running.address
    }

    /// Listens again when it returns; nothing happens to a server that is open.
    func open() async throws(SimulationFailure) {
        guard running == nil else { return }
        running = try await Self.run(handler, on: address)
    }

    /// Closes the socket and every connection; returns when nothing of the server runs any more.
    func close() async {
        guard let closing = running else { return }
        running = nil
        await closing.server.stop(timeout: 0)
        closing.task.cancel()
        _ = await closing.task.result
    }

    private static func run(
        _ handler: StageHandler, on wanted: ListenAddress
    ) async throws(SimulationFailure) -> Running {
        let server = HTTPServer(
            address: try wanted.socketAddress(), timeout: answerLimit,
            pool: PromptPool(base: HTTPServer.defaultPool()), logger: .disabled, handler: handler)
        let listening = Task { try await server.waitUntilListening(timeout: listenLimit) }
        let task = Task {
            defer { listening.cancel() }
            try await server.run()
        }
        guard case .success = await listening.result, let port = await server.listeningAddress?.port else {
            task.cancel()
            throw .cannotListen(wanted, reason: reason(await task.result))
        }
        return Running(server: server, task: task, address: ListenAddress(host: wanted.host, port: port))
    }

    private static func reason(_ result: Result<Void, any Error>) -> String {
        switch result {
        case .failure(SocketError.failed(_, _, let message)): message
        case .failure, .success: "the server did not come up"
        }
    }
}

private struct StageHandler: HTTPHandler {
    let stage: GatewayStage
    let control: ControlRoutes?

    func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
        let asked = FaceRequest(
            method: request.method.rawValue, path: request.target.path(),
            query: Dictionary(request.query.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first }),
            headers: Dictionary(
                request.headers.map { ($0.key.rawValue.lowercased(), $0.value) },
                uniquingKeysWith: { first, _ in first }),
            body: try await request.bodyData)
        if let control, asked.path.hasPrefix(ControlRoutes.prefix) { return response(control.answer(asked)) }
        return response(try await stage.answer(asked))
    }

    private func response(_ answer: FaceAnswer) -> HTTPResponse {
        var headers = HTTPHeaders()
        headers[.contentType] = answer.contentType
        for (name, value) in answer.headers { headers[HTTPHeader(name)] = value }
        return HTTPResponse(statusCode: StatusPhrase.of(answer.status), headers: headers, body: answer.body)
    }
}

/// Sends small answers at once.
///
/// The server writes head and body one after the other; without `TCP_NODELAY` the body waits for the client's
/// delayed acknowledgement of the head, 40 ms on a connection that is kept.
private struct PromptPool<Base: AsyncSocketPool>: AsyncSocketPool {
    let base: Base

    func prepare() async throws { try await base.prepare() }

    func run() async throws { try await base.run() }

    func suspendSocket(_ socket: Socket, untilReadyFor events: Socket.Events) async throws {
        if events.contains(.read) {
            // A program started meanwhile would keep the port open after this server is closed.
            _ = fcntl(socket.file.rawValue, F_SETFD, FD_CLOEXEC)
            // Sockets without the option, if any, are merely slower.
            try? socket.setValue(true, for: BoolSocketOption(level: Int32(IPPROTO_TCP), name: TCP_NODELAY))
        }
        try await base.suspendSocket(socket, untilReadyFor: events)
    }
}
