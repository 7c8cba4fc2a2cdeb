import Fleet
import Foundation
import PtyHarness
import QRCode
import Simulator
import Testing

@Suite("The application as lines and numbered choices", .timeLimit(.minutes(15)))
struct PlainTests {
    private static let plan = SimulationPlan(kinds: [.waha], instances: 2, scenario: "phones-off", seed: 7)

    @Test(
        "problems are numbered; a number opens one, a name relinks it, the picture scans, and it is told that it held")
    func linked() async throws {
        try await ServedFleet.run(Self.plan) { fleet in
            let plain = try fleet.piped(["--plain"], ["TERM": "dumb", "TMPDIR": fleet.home.path])
            let start = try await plain.waitFor("choose: ")
            let row = try #require(start.lines.first { $0.hasPrefix("1. ") && $0.contains("SCAN") })
            #expect(start.lines[0].hasPrefix("2 instances: "))
            let instance = try #require(fleet.instances.first { row.contains($0.label!.text) })
            plain.type("1")
            let detail = try await plain.waitFor("1. relink with a QR (relink)")
            #expect(detail.output.contains("\(instance.label!), \(fleet.key(instance)): SCAN. Expects +"))
            plain.type("relink")
            var linked: InstanceKey?
            while linked == nil {
                let said = try await plain.waitFor("Picture of the code")
                let path = try #require(said.lines.last { $0.hasPrefix("Picture") }?.split(separator: " ").last)
                guard let data = FileManager.default.contents(atPath: String(path)),
                    let payload = try? DrawableCode(.picture(CodePicture([UInt8](data)))).payload
                else { continue }
                linked = await fleet.simulation.scan(payload)
            }
            #expect(linked == fleet.key(instance))
            try await plain.waitFor(": the right number.")
            try await plain.waitFor("Held: linked")
            plain.type("q")
            plain.type("/\(instance.label!)")
            try await plain.waitFor("\(instance.label!), waha-1: LINKED")
            plain.closeInput()
            #expect(try await plain.waitForExit() == 0)
            #expect(!plain.said.output.contains("\u{1b}") && !plain.said.output.contains("\u{7}"))
            #expect(plain.said.error.isEmpty)
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: fleet.home.path).allSatisfy {
                    !$0.hasSuffix(".png")
                })
        }
    }

    @Test("an act is asked about, a drop is told once it lasts, help names the commands, and Q quits")
    func acts() async throws {
        var plan = Self.plan
        plan.scenario = "calm"
        try await ServedFleet.run(plan) {
            $0 + "\ndefaults:\n  notifications: {stable-for: 2}\n"
        } _: { fleet in
            let plain = try fleet.piped(["--plain"])
            try await plain.waitFor("No problem.")
            let (one, two) = (fleet.instances[0], fleet.instances[1])
            plain.type("/\(one.id)")
            try await plain.waitFor("1. \(one.label!)")
            plain.type("restart")
            try await plain.waitFor("Choose an instance first.")
            plain.type("1")
            try await plain.waitFor("restart (restart)")
            plain.type("stop")
            try await plain.waitFor("y or n: ")
            plain.type("n")
            plain.type("nonsense")
            try await plain.waitFor("“nonsense” is no command here")
            #expect(await fleet.simulation.state(of: fleet.key(one)) == .working)
            plain.type("events")
            try await plain.waitFor("1. log: the next kind of lines (sift)")
            plain.type("back")
            plain.type("stop")
            try await plain.wait("the question again") { $0.output.components(separatedBy: "y or n: ").count == 3 }
            plain.type("y")
            try await plain.waitFor("stopped \(one.label!)")
            #expect(await fleet.simulation.state(of: fleet.key(one)) == .stopped)
            #expect(await fleet.simulation.drop(fleet.key(two)))
            try await plain.waitFor("\(two.label!) dropped")
            plain.type("?")
            try await plain.waitFor("mute M: mute a row")
            plain.type("Q")
            #expect(try await plain.waitForExit() == 0)
        }
    }

    @Test("read-only offers nothing that changes, and says so when it is asked for")
    func readOnly() async throws {
        try await ServedFleet.run(Self.plan) { fleet in
            let plain = try fleet.piped(["--plain", "--read-only"])
            let start = try await plain.waitFor("choose: ")
            #expect(start.lines[0].hasSuffix("READ-ONLY"))
            plain.type("1")
            let detail = try await plain.waitFor("ask the gateway now (poll-now)")
            #expect(!detail.output.contains("(relink)"))
            plain.type("relink")
            try await plain.waitFor("read-only:")
            plain.signal(SIGTERM)
            #expect(try await plain.waitForExit() == -SIGTERM)
        }
    }

    @Test("the demo says DEMO; without a terminal and without --plain it says what works")
    func demo() async throws {
        let demo = try PipedRelink(["demo", "--plain", "--instances", "5", "--scenario", "calm"])
        let said = try await demo.waitFor("choose: ")
        #expect(said.lines[0] == "5 instances: 5 linked. DEMO")
        demo.closeInput()
        #expect(try await demo.waitForExit() == 0)
        let refused = try await RelinkProcess.run(["demo"])
        #expect(refused.status == 64 && refused.error.contains("--plain"))
    }
}
