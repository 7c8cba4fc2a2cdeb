import Fleet
import Foundation
import PtyHarness
import Simulator
import Testing

@Suite("A configuration that changes while the application runs", .timeLimit(.minutes(15)))
struct ReloadTests {
    /// Editors write a new file and move it into place.
    private func replace(_ path: String, _ change: (String) -> String) throws {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try change(text).write(toFile: path, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    }

    @Test("is read again; a bad one leaves the old one in force and says so")
    func reload() async throws {
        try await ServedFleet.run(SimulationPlan(instances: 3, scenario: "calm", seed: 4)) { fleet in
            let session = try await fleet.open(columns: 100)
            let label = try #require(fleet.instances[0].label?.text)
            try await session.waitFor(label)
            try replace(fleet.configuration) { $0.replacing("\"\(label)\"", with: "\"Renamed Shop\"") }
            try await session.wait("the new name") { $0.contains("Renamed Shop") && !$0.contains(label) }
            try replace(fleet.configuration) { $0.replacing("gateways:", with: "gatways:") }
            try await session.waitFor("the old configuration stays")
            #expect(session.pty.screen.contains("Renamed Shop"))
        }
    }

    @Test("a file that others can read is refused, and read as soon as that is mended")
    func mended() async throws {
        try await ServedFleet.run(SimulationPlan(instances: 1, scenario: "calm", seed: 4)) { fleet in
            let session = try await fleet.open(columns: 200)
            try await session.waitFor("● LINKED")
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: fleet.configuration)
            try await session.waitFor("chmod 600")
            let label = try #require(fleet.instances[0].label?.text)
            let text = try String(contentsOfFile: fleet.configuration, encoding: .utf8)
            try Data(text.replacing("\"\(label)\"", with: "\"Renamed Shop\"").utf8)
                .write(to: URL(fileURLWithPath: fleet.configuration))
            #expect(session.pty.screen.contains(label))
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: fleet.configuration)
            try await session.waitFor("Renamed Shop")
        }
    }

    @Test(":reload and SIGUSR2 read it too, where nobody told of a change", arguments: [true, false])
    func asked(bySignal: Bool) async throws {
        try await ServedFleet.run(SimulationPlan(instances: 3, scenario: "calm", seed: 4)) { fleet in
            let session = try await fleet.open(columns: 100)
            try await session.waitFor("● LINKED")
            try FileManager.default.removeItem(atPath: fleet.configuration)
            if bySignal {
                session.pty.signal(SIGUSR2)
            } else {
                session.press(":reload\r")
            }
            try await session.waitFor("the old configuration stays")
            #expect(session.pty.screen.contains("● LINKED"))
        }
    }
}
