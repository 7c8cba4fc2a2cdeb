import Fleet
import Foundation
import PtyHarness
import Simulator
import TestKit
import Testing

@testable import relink

@Suite("Alerts leave the program", .timeLimit(.minutes(15)))
struct AlertTests {
    private static let plan = SimulationPlan(instances: 3, scenario: "calm", seed: 8)
    private static let token = "WAWP_TOKEN"

    /// The hook writes its environment into the home folder, whole or not at all.
    private static let hook =
        #"[/bin/sh, -c, 'env > "$HOME/part" && mv "$HOME/part" "$HOME/told-$RELINK_EVENT"']"#

    private func run(
        _ notifications: String, _ body: (ServedFleet, [String: String]) async throws -> Void
    ) async throws {
        try await ServedFleet.run(Self.plan) { text in
            text.replacing(try! Regex("secret: .*"), with: "secret: {env: \(Self.token)}")
                + "defaults: {pacing: {idle-status: 2}, notifications: {stable-for: 1, \(notifications)}}\n"
        } _: { fleet in
            try await body(fleet, [Self.token: fleet.gateways[0].secret.reveal()])
        }
    }

    private func waitForFile(_ name: String, of fleet: ServedFleet) async throws -> String {
        var text: String?
        _ = await eventually(every: .milliseconds(20)) {
            text = fleet.home.texts()[name]
            return text != nil
        }
        return try #require(text, "the hook wrote no \(name)")
    }

    @Test("an instance drops: after it lasted, bell, title, notification and hook", arguments: [[], ["--read-only"]])
    func drop(words: [String]) async throws {
        try await run("desktop: osc777, hook: \(Self.hook)") { fleet, environment in
            let session = try await fleet.open(words, environment: environment)
            try await session.wait("all of them") { $0.contains("●3") && $0.title == "relink: 0 down of 3" }
            #expect(session.pty.screen.bells == 0)
            let instance = try #require(fleet.instances.first)
            let key = fleet.key(instance)
            let label = try #require(instance.label?.text)
            #expect(await fleet.simulation.drop(key))

            let told = try await waitForFile("told-dropped", of: fleet)
            try await session.wait("the line of alerts") { $0.contains("▲ \(label) dropped") }
            try await session.wait("the title") { $0.title == "relink: 1 down of 3" }
            #expect(session.pty.screen.bells == 1)
            let sentence = "\(label) dropped: SCAN"
            #expect(session.written.contains("\u{1b}]777;notify;relink;\(sentence)"))
            let facts = told.split(separator: "\n").filter { $0.hasPrefix("RELINK_") }.map(String.init)
            for fact in [
                "EVENT=dropped", "GATEWAY=\(key.gateway)", "KIND=wawp", "ID=\(key.id)", "NAME=\(label)",
                "STATE=awaitingLink", "WAS=working", "COUNT=1",
            ] {
                #expect(facts.contains("RELINK_\(fact)"), "\(fact) is not among \(facts)")
            }
            #expect(!told.contains(Self.token) && !told.contains(fleet.gateways[0].secret.reveal()))
            #expect(instance.phone.map { told.contains($0.digits) } != true)

            session.press("a")
            try await session.wait("the list without it") { !$0.contains("a acknowledges") }
            session.press("QQ")
            try await session.pty.waitForExit()
            let written = session.written
            let restored = try #require(written.range(of: "\u{1b}[23;0t", options: .backwards)?.lowerBound)
            let titled = try #require(written.range(of: "\u{1b}]2;relink", options: .backwards)?.lowerBound)
            #expect(titled < restored)
        }
    }

    @Test("what is switched off is not sent, and the line on the screen stays")
    func quiet() async throws {
        try await run("bell: false, title: false, desktop: off") { fleet, environment in
            let session = try await fleet.open(environment: environment)
            try await session.wait("all of them") { $0.contains("●3") }
            #expect(await fleet.simulation.drop(fleet.key(fleet.instances[0])))
            try await session.waitFor("a acknowledges")
            #expect(session.pty.screen.bells == 0)
            #expect(!session.written.contains("\u{1b}]2;"))
            #expect(!session.written.contains("\u{1b}]777") && !session.written.contains("\u{1b}]9;"))
        }
    }

    @Test("a hook that fails is one line in the log, and the board goes on")
    func failingHook() async throws {
        try await run("hook: [/bin/sh, -c, 'exit 3']") { fleet, environment in
            let session = try await fleet.open(environment: environment)
            try await session.wait("all of them") { $0.contains("●3") }
            #expect(await fleet.simulation.drop(fleet.key(fleet.instances[0])))
            try await session.waitFor("the hook /bin/sh failed with exit status 3")
            #expect(fleet.home.texts().values.contains { $0.contains("the hook /bin/sh failed with exit status 3") })
            session.press("?")
            try await session.waitFor("HELP")
        }
    }
}
