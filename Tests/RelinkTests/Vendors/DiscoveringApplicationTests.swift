import Alerts
import Board
import Configuration
import Fleet
import Gateways
import Grid
import Journal
import QRCode
import Synchronization
import Terminal
import Testing
import TestKit

@testable import relink

@Suite("An application whose gateway finds instances", .timeLimit(.minutes(15)))
struct DiscoveringApplicationTests {
    /// Shows nothing, and keeps what it was to show.
    private final class BlindFace: Face {
        let input: AsyncStream<FaceInput>
        let pace = Duration.milliseconds(33)
        private let keys: AsyncStream<FaceInput>.Continuation
        private let shown = Mutex<State?>(nil)

        init() { (input, keys) = AsyncStream<FaceInput>.makeStream() }

        var state: State? { shown.withLock(\.self) }

        func end() { keys.yield(.ended(.quit)) }

        func start() async throws(TerminalProblem) -> FaceShape {
            FaceShape(
                size: Size(columns: 100, rows: 30), codes: QRTerminal(utf8: true, sextants: false, cellAspect: nil))
        }

        func show(_ state: State, anew: Bool) async -> [FaceWish] {
            shown.withLock { $0 = state }
            return []
        }

        func take(_ line: String, _ state: State) async -> [FaceWish] { [] }
        func stop() async {}
        func repaint() async {}
        func ring() async {}
        func copy(_ text: String) async -> Bool { false }
        func ask(for size: Size) async {}
        func tell(_ notice: Notice, _ settings: NotificationSettings) async {}
        func setTitle(_ title: String) async {}
    }

    private static func rows(_ ids: String...) -> Result<[ListedInstance], GatewayFailure> {
        .success(ids.map { ListedInstance(id: $0, label: nil, status: .state(.unknown)) })
    }

    @Test("It is listed again ten minutes after each answer: what is new appears, and what vanished is MISSING")
    func again() async throws {
        let time = HandTime(from: .seconds(100))
        let gateway = FakeGateway("g", .greenAPI, lists: false, time: time, changes: Changes(), discovers: true)
        gateway.script {
            $0.lists = [
                Self.rows("a"), .failure(GatewayFailure(.server, "no list now")), Self.rows("a", "b"), Self.rows("b"),
            ]
            for id in ["a", "b"] { $0.statuses[id] = [.success(.state(.working))] }
        }
        let configuration = GatewayConfiguration(name: "g", kind: .greenAPI, url: "http://127.0.0.1:1")
        let face = BlindFace()
        let setup = ApplicationSetup(
            settings: Settings(), environment: [:], seed: 1, log: LogFile(folder: nil, level: .error),
            journal: Journal(folder: nil, person: Person(user: "desk"), time: time))
        let application = Application(
            ApplicationFleet(configuration: FleetConfiguration(gateways: [configuration]), gateways: [gateway]),
            setup: setup, face: face, time: time)
        let running = Task { try await application.run() }
        defer { running.cancel() }

        func state(of id: String) -> LinkState? { face.state?.fleet[InstanceKey(gateway: "g", id: id)]?.state }
        func until(_ description: String, _ condition: () -> Bool) async {
            let isSo = await eventually {
                if condition() { return true }
                time.advance(by: .seconds(5))
                return false
            }
            #expect(isSo, "\(description)")
        }

        await until("the first is found and asked") { state(of: "a") == .working }
        #expect(state(of: "b") == nil)
        await until("another one has appeared") { state(of: "b") == .working }
        // From here on only the list tells of it.
        gateway.script { $0.statuses["a"] = [.failure(GatewayFailure(.notReady(status: nil), "wait"))] }
        await until("the first one is gone") { state(of: "a") == .missing }
        #expect(gateway.asked.count { $0 == "list" } >= 4)
        let lists = gateway.requests.filter { $0.what == "list" }.map(\.at)
        for (one, next) in zip(lists, lists.dropFirst()) { #expect(one.duration(to: next) >= .seconds(600)) }
        face.end()
        #expect(try await running.value == .quit)
    }
}
