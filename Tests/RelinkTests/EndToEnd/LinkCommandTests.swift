import Fleet
import Foundation
import PtyHarness
import QRCode
import Simulator
import Testing

@Suite("relink link: the guided relink in plain lines", .timeLimit(.minutes(15)))
struct LinkCommandTests {
    private static func plan(_ scenario: String = "phones-off", _ kind: GatewayKind = .wawp) -> SimulationPlan {
        SimulationPlan(kinds: [kind], instances: 2, scenario: scenario, seed: 7)
    }

    @Test(
        "a script shows the picture, the phone scans it: held, exit 0, the picture gone, each line once",
        arguments: [GatewayKind.wawp, .waha])
    func scanned(kind: GatewayKind) async throws {
        try await ServedFleet.run(Self.plan("phones-off", kind)) { fleet in
            let instance = fleet.instances[0]
            let picture = "\(fleet.home.path)/code.png"
            let link = try fleet.piped(["link", fleet.key(instance).description, "--png", picture])
            let payload = try await link.scan(picture, fleet)
            try await link.waitFor("Held: linked")
            #expect(try await link.waitForExit() == 0)
            let said = link.said
            let lines = said.lines.dropLast()
            #expect(lines[0].contains("\(instance.label!), \(fleet.key(instance)): SCAN. Expects +"))
            #expect(lines.contains { $0.contains("Code 1") && $0.contains("good for") })
            let order = [
                "Linked. Checking the number.", ": the right number.", "Watching that it holds", "Held: linked",
            ]
            let places = order.map { text in lines.firstIndex { $0.contains(text) } ?? -1 }
            #expect(places == places.sorted() && places[0] > 0, "\(said.output)")
            #expect(
                Set(lines.filter { !$0.hasPrefix("Picture") && !$0.hasPrefix("Code expired") }).count
                    == lines.filter { !$0.hasPrefix("Picture") && !$0.hasPrefix("Code expired") }.count,
                "\(said.output)")
            #expect(!FileManager.default.fileExists(atPath: picture))
            #expect(said.error.isEmpty)
            #expect(!said.output.contains("\u{1b}"))
            let secrets = [payload, fleet.gateways[0].secret.reveal(), instance.phone!.digits]
            #expect(!secrets.contains { said.output.contains($0) })

            // The command was typed once: one request at once, all others two seconds apart. Arrivals may be late by
            // what a busy machine takes.
            let asked = await fleet.simulation.requestLog().filter { $0.instance == instance.id }
            let within = try #require(asked.last).age - asked[0].age
            #expect(within >= .seconds(2) * (asked.count - 2) - .milliseconds(1500), "\(asked.map(\.age))")

            let journal = try await fleet.command(["journal"])
            #expect(journal.output.contains("link window opened"))
            #expect(journal.output.contains("held"))
        }
    }

    @Test("a pairing code is told alone on its line and spelled, typed on the phone: held, exit 0")
    func paired() async throws {
        try await ServedFleet.run(Self.plan()) { fleet in
            let instance = fleet.instances[0]
            let phone = try #require(instance.phone)
            let link = try fleet.piped(["link", fleet.key(instance).description, "--phone", "+\(phone.digits)"])
            let said = try await link.waitFor("On the phone")
            let code = try #require(said.lines.first { $0.wholeMatch(of: /[A-Z0-9]{4}-[A-Z0-9]{4}/) != nil })
            let spelled = try #require(said.lines.drop { $0 != code }.dropFirst().first)
            #expect(spelled.split(separator: ",").allSatisfy { $0.split(separator: " ").count == 4 })
            #expect(await fleet.simulation.type(PairingCode(code), on: phone) == fleet.key(instance))
            #expect(try await link.waitForExit() == 0)
            #expect(link.said.output.contains(": the right number."))
            #expect(link.said.error.isEmpty)
        }
    }

    @Test("the wrong phone: told, exit 1; with --evict it is logged out until it is gone, exit 1")
    func wrongPhone() async throws {
        for words in [[], ["--evict"]] {
            try await ServedFleet.run(Self.plan("phones-off", .waha)) { fleet in
                let key = fleet.key(fleet.instances[0])
                let picture = "\(fleet.home.path)/code.png"
                let link = try fleet.piped(["link", key.description, "--yes", "--png", picture] + words)
                _ = try await link.scan(picture, fleet, by: PhoneNumber(typed: "+447700900999"))
                #expect(try await link.waitForExit() == 1)
                let said = link.said
                #expect(said.output.contains("WRONG NUMBER: linked to +44 ··· 0999"))
                if words.isEmpty {
                    #expect(said.error.contains("--evict"))
                    #expect(await fleet.simulation.state(of: key) == .working)
                } else {
                    #expect(said.output.contains("Logging the wrong phone out."))
                    #expect(said.output.contains("The wrong phone is out"))
                    #expect(await fleet.simulation.state(of: key) != .working)
                }
            }
        }
    }

    @Test("on a terminal the code is drawn and scans, and it asks before it logs the wrong phone out")
    func attended() async throws {
        try await ServedFleet.run(Self.plan("phones-off", .waha)) { fleet in
            let key = fleet.key(fleet.instances[0])
            let session = try await Session.start(
                ["link", key.description, "--config", fleet.configuration], columns: 100, rows: 60,
                environment: ["HOME": fleet.home.path])
            let wrong = try PhoneNumber(typed: "+447700900999")
            var linked: InstanceKey?
            while linked == nil {
                let screen = try await session.wait("a code") { $0.payload != nil }
                linked = await fleet.simulation.scan(try #require(screen.payload), by: wrong)
            }
            try await session.waitFor("Log that phone out? [y/N]")
            session.press("y\n")
            try await session.waitFor("Enter opens a new window")
            session.press("q\n")
            #expect(try await session.pty.waitForExit() == .status(1))
        }
    }

    @Test("a passkey: the steps and the line for a console are told, the answer is read as a line, the code compared")
    func passkey() async throws {
        var plan = SimulationPlan(kinds: [.waha], instances: 1, scenario: "passkey", seed: 4)
        plan.waha.comparesPasskeys = true
        try await ServedFleet.run(plan) { fleet in
            let key = fleet.key(fleet.instances[0])
            let session = try await Session.start(
                ["link", key.description, "--config", fleet.configuration], columns: 120, rows: 90,
                environment: ["HOME": fleet.home.path])
            _ = try await session.scan(fleet)
            try await session.waitFor("The answer, as one line")
            session.press("{}\n")
            try await session.waitFor("an answer has id")
            try await session.wait("the question again") {
                $0.lines.count { $0.contains("The answer, as one line") } == 2
            }
            let assertion = try #require(await fleet.simulation.signPasskey(of: key))
            session.press("\(assertion)\n")
            try await session.waitFor("Does the phone show the same code? [y/N]")
            let code = try #require(await fleet.simulation.passkeyCode(of: key))
            #expect(session.pty.screen.contains(code))
            #expect(!session.written.contains(try PasskeyAssertion(pasted: assertion).parts[0].reveal()))
            session.press("y\n")
            try await session.waitFor("Held: linked")
            #expect(try await session.pty.waitForExit() == .status(0))
            #expect(!fleet.home.texts().values.contains { $0.contains(assertion) })
        }
    }

    @Test("linked already is done: exit 0 without a code")
    func linkedAlready() async throws {
        try await ServedFleet.run(Self.plan("calm")) { fleet in
            let ended = try await fleet.command(
                ["link", fleet.key(fleet.instances[0]).description, "--png", "\(fleet.home.path)/code.png"])
            #expect(ended.status == 0, "\(ended.said)")
            #expect(ended.output.contains("It is linked already"))
        }
    }

    @Test("what cannot begin says why, and with which status")
    func refusals() async throws {
        try await ServedFleet.run(Self.plan()) { fleet in
            let name = fleet.key(fleet.instances[0]).description
            let picture = "\(fleet.home.path)/code.png"
            let nowhere = try await fleet.command(["link", name])
            #expect(nowhere.status == 64 && nowhere.error.contains("--png FILE, or --phone NUMBER"))
            #expect(try await fleet.command(["link", "wawp-1/NOBODY", "--png", picture]).status == 64)
            #expect(try await fleet.command(["link", name, "--png", picture, "--read-only"]).status == 64)
            #expect(try await fleet.command(["link", name, "--phone", "+20abc"]).status == 64)
            try Data("mine".utf8).write(to: URL(fileURLWithPath: picture))
            let taken = try await fleet.command(["link", name, "--png", picture])
            #expect(taken.status == 1 && taken.error.contains("is there already"))
            #expect(try String(contentsOfFile: picture, encoding: .utf8) == "mine")

            await fleet.simulation.close(fleet.gateways[0].name)
            let down = try await fleet.command(["link", name, "--png", "\(picture)2"])
            #expect(down.status == 69, "\(down.said)")
        }
    }

    @Test("a time that is up is 75, and Ctrl-C closes the window: both are in the journal")
    func endings() async throws {
        try await ServedFleet.run(Self.plan()) { fleet in
            let name = fleet.key(fleet.instances[0]).description
            let picture = "\(fleet.home.path)/code.png"
            let late = try await fleet.command(["link", name, "--png", picture, "--timeout", "8"])
            #expect(late.status == 75 && late.error.contains("within 8 s"), "\(late.said)")
            #expect(!FileManager.default.fileExists(atPath: picture))

            let stopped = try fleet.piped(["link", name, "--png", picture])
            try await stopped.waitFor("Picture")
            stopped.signal(SIGINT)
            #expect(try await stopped.waitForExit() == -SIGINT)
            #expect(!FileManager.default.fileExists(atPath: picture))
            let journal = try await fleet.command(["journal"])
            #expect(journal.output.split(separator: "\n").count { $0.contains("closed") } == 2, "\(journal.output)")
        }
    }

    @Test("codes that another program asked for are counted: too early is exit 1, with the time from which it works")
    func tooEarly() async throws {
        try await ServedFleet.run(Self.plan("phones-off", .waha)) { fleet in
            let name = fleet.key(fleet.instances[0]).description
            let phone = ["--phone", "+\(fleet.instances[0].phone!.digits)"]
            #expect(try await fleet.command(["pair", name] + phone).status == 0)
            let asked = await fleet.simulation.requestLog().count { $0.route?.contains("request-code") == true }
            let early = try await fleet.command(["link", name, "--yes"] + phone)
            #expect(early.status == 1)
            #expect(early.error.contains("The last code is too young"))
            #expect(early.error.contains(try Regex("at [0-9]{2}:[0-9]{2}:[0-9]{2}")))
            #expect(
                await fleet.simulation.requestLog().count { $0.route?.contains("request-code") == true } == asked)
            #expect(asked == 1)
        }
    }

    @Test("a number that is linked elsewhere has to be insisted on: exit 64 names --yes, and --yes goes on")
    func insisting() async throws {
        try await ServedFleet.run(Self.plan("phones-off", .waha)) { fleet in
            let linked = try #require(await fleet.firstLinked())
            let waiting = try #require(fleet.instances.first { fleet.key($0) != fleet.key(linked) })
            let words = ["link", fleet.key(waiting).description, "--phone", "+\(linked.phone!.digits)"]
            let refused = try await fleet.command(words)
            #expect(refused.status == 64 && refused.error.contains("--yes"), "\(refused.said)")
            #expect(refused.output.contains("is linked in \(linked.label!)"))
            let link = try fleet.piped(words + ["--yes"])
            try await link.waitFor("Pairing code, good for")
            link.signal(SIGTERM)
            #expect(try await link.waitForExit() == -SIGTERM)
        }
    }
}

extension ServedFleet {
    fileprivate func firstLinked() async -> InstanceConfiguration? {
        for instance in instances where await simulation.state(of: key(instance)) == .working { return instance }
        return nil
    }
}

extension PipedRelink {
    /// Reads the picture and scans it, as often as it takes: a code may end between the two.
    fileprivate func scan(_ path: String, _ fleet: ServedFleet, by phone: PhoneNumber? = nil) async throws -> String {
        while true {
            try await wait("a picture") { _ in FileManager.default.fileExists(atPath: path) }
            let mode = try? FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            guard let data = FileManager.default.contents(atPath: path),
                let payload = try? DrawableCode(.picture(CodePicture([UInt8](data)))).payload
            else { continue }
            #expect(mode == 0o600)
            if await fleet.simulation.scan(payload, by: phone) != nil { return payload.reveal() }
        }
    }
}
