import Fleet
import Foundation
import PtyHarness
import Simulator
import Testing

@Suite("Linking by QR, from the list to the proven link", .timeLimit(.minutes(15)))
struct LinkByQRTests {
    struct Window: Sendable, CustomTestStringConvertible {
        var columns: Int
        var rows: Int
        var environment: [String: String] = [:]
        var answering = TerminalAnswering.asLibvterm
        var sextants = false

        var testDescription: String { "\(columns)x\(rows)\(sextants ? " with sextants" : "")" }
    }

    static let windows = [
        Window(columns: 160, rows: 50),
        Window(columns: 80, rows: 31),
        // A terminal that answers nothing, and whose environment names it.
        Window(columns: 80, rows: 24, environment: ["KITTY_WINDOW_ID": "1"], answering: .silent, sextants: true),
        // One that says its name.
        Window(
            columns: 80, rows: 24,
            answering: .scripted([("\u{1b}[>q", "\u{1b}P>|foot(1.16.2)\u{1b}\\"), ("\u{1b}[c", "\u{1b}[?62;4;22c")]),
            sextants: true),
    ]

    @Test("the code on the screen scans, and the screen says so", arguments: windows)
    func scanned(window: Window) async throws {
        try await ServedFleet.run(SimulationPlan(instances: 2, scenario: "phones-off", seed: 7)) { fleet in
            let session = try await fleet.open(
                columns: window.columns, rows: window.rows, environment: window.environment,
                answering: window.answering)
            try await session.waitFor("▲ SCAN")
            session.press("r")
            let (screen, key) = try await session.scan(fleet)
            #expect(screen.drawsSextants == window.sextants)
            let linked = try await session.wait("LINKED and no code") { $0.saysLinked && !$0.hasCode }
            #expect(fleet.instances.contains { fleet.key($0) == key && linked.contains($0.label?.text ?? "?") })
        }
    }

    @Test("a window that is two rows too small says so, and draws the code the moment it fits")
    func tooSmall() async throws {
        try await ServedFleet.run(SimulationPlan(instances: 1, scenario: "phones-off", seed: 2)) { fleet in
            let session = try await fleet.open(rows: 31)
            try await session.waitFor("▲ SCAN")
            session.press("r")
            let screen = try await session.waitFor("This code needs 2 more rows.")
            #expect(!screen.hasCode)
            session.pty.resize(columns: 80, rows: 33)
            let (_, key) = try await session.scan(fleet)
            #expect(key == fleet.key(fleet.instances[0]))
        }
    }

    @Test("the link is watched until it held, and the list shows it")
    func held() async throws {
        try await ServedFleet.run(SimulationPlan(instances: 2, scenario: "phones-off", seed: 7)) { fleet in
            let session = try await fleet.open(columns: 100, rows: 40)
            try await session.waitFor("▲ SCAN")
            session.press("r")
            let (_, key) = try await session.scan(fleet)
            let settling = try await session.wait("LINKED, and the watch over it") { $0.saysLinked && !$0.hasCode }
            #expect(!settling.contains("it held"))
            try await session.waitFor("and it held")
            session.press(.escape)
            let label = try #require(fleet.instances.first { fleet.key($0) == key }?.label?.text)
            try await session.wait("its row in the list") { screen in
                screen.lines.contains { $0.contains("● LINKED") && $0.contains(label) }
            }
        }
    }

    @Test("gateways of another process: relink simulate writes the configuration, its control route scans")
    func anotherProcess() async throws {
        let home = try TemporaryHome()
        let path = "\(home.path)/fleet.yaml"
        let server = try PtyProcess([
            RelinkProcess.program, "simulate", "--config-out", path, "--kind", "wawp", "--scenario", "phones-off",
            "--seed", "3", "--instances", "2",
        ])
        let ready = try await server.waitUntil("its line") { $0.contains("2 instances") }
        let url = try #require(ready.lines.first?.split(separator: " ").first { $0.hasPrefix("http://") })

        let session = try await Session.start(["--config", path], environment: ["HOME": home.path])
        try await session.waitFor("▲ SCAN")
        session.press("r")
        var linked: String?
        while linked == nil {
            let screen = try await session.wait("a code") { $0.payload != nil }
            let payload = try #require(screen.payload)
            linked = try await Control(url: String(url)).post("scan", ["payload": payload.reveal()])
        }
        try await session.wait("LINKED") { $0.saysLinked && !$0.hasCode }
        #expect(try String(contentsOfFile: path, encoding: .utf8).contains(try #require(linked)))
        session.press("QQ")
        #expect(try await session.pty.waitForExit() == .status(0))
        server.signal(SIGTERM)
        #expect(try await server.waitForExit() == .status(0))
    }
}

extension Session {
    /// Reads the code off the screen and scans it, as often as it takes: a code may end between the two.
    func scan(
        _ fleet: ServedFleet, reading read: @escaping @Sendable (Screen) -> CodePayload? = { $0.payload }
    ) async throws -> (Screen, InstanceKey) {
        var last: CodePayload?
        while true {
            let screen = try await wait("a code that was not tried") { [last] screen in
                read(screen).map { $0 != last } ?? false
            }
            guard let payload = read(screen) else { continue }
            if let key = await fleet.simulation.scan(payload) { return (screen, key) }
            last = payload
        }
    }
}
