import Fleet
import Foundation
import Simulator
import Testing

@Suite("Nothing secret is left behind by commands", .timeLimit(.minutes(15)))
struct CommandLeakTests {
    private static let trace = ["--log-level", "trace"]

    /// Commands about one instance, those that change something last. The products of `qr` and `pair` are left out
    /// here: they are what was asked for.
    private static func commands(_ name: String, phone: PhoneNumber) -> [[String]] {
        [
            ["status"], ["status", "--json"], ["doctor"], ["config", "show"], ["qr", name],
            ["pair", name, "--phone", "+\(phone.digits)"], ["start", name, "--yes"], ["logout", name, "--yes"],
        ]
    }

    @Test(
        "where all is well, and where codes are the product, nothing but the product", arguments: GatewayKind.allCases)
    func well(kind: GatewayKind) async throws {
        let plan = SimulationPlan(kinds: [kind], instances: 2, scenario: "phones-off", seed: 7)
        try await ServedFleet.run(plan) { fleet in
            var leaks = Leaks(fleet)
            let waiting = fleet.instances[0]
            let name = fleet.key(waiting).description
            let phone = try #require(waiting.phone)
            // A linked one has no codes to give: what is said of it is no product.
            let linked = fleet.key(fleet.instances[1]).description
            for words in Self.commands(linked, phone: phone) {
                let ended = try await fleet.command(words + Self.trace)
                leaks.check(ended, of: words, numbersToo: !words.contains("--json"))
            }
            if kind == .evolution { _ = try await fleet.command(["restart", name, "--yes"]) }
            let code = try await fleet.command(["qr", name, "--raw"] + Self.trace)
            #expect(code.status == 0, "\(code.error)")
            leaks.check(code, of: ["qr", "--raw"])
            leaks.add(CodePayload(code.output.trimmingCharacters(in: .newlines)))
            leaks.check(code.error, in: "the errors of relink qr --raw")
            let pairing = try await fleet.command(["pair", name, "--phone", "+\(phone.digits)"] + Self.trace)
            leaks.check(pairing, of: ["pair"])
            if pairing.status == 0 {
                leaks.add(PairingCode(pairing.output.trimmingCharacters(in: .newlines)))
                leaks.check(pairing.error, in: "the errors of relink pair")
            }
            for (name, text) in fleet.home.texts() where !name.hasSuffix(".yaml") { leaks.check(text, in: name) }
        }
    }

    @Test("where the secret is refused, or the gateway is gone", arguments: GatewayKind.allCases)
    func refused(kind: GatewayKind) async throws {
        let plan = SimulationPlan(kinds: [kind], instances: 2, scenario: "calm", seed: 7)
        let wrong = "wr0ng-secret+with/slashes=and more"
        try await ServedFleet.run(plan) { text in
            text.replacing(try! Regex("value: \"[^\"]*\""), with: "value: \"\(wrong)\"")
        } _: { fleet in
            var leaks = Leaks(fleet)
            leaks.add(wrong)
            leaks.add("operator:\(wrong)")
            let name = fleet.key(fleet.instances[0]).description
            let phone = try #require(fleet.instances[0].phone)
            for words in Self.commands(name, phone: phone) {
                let ended = try await fleet.command(words + Self.trace)
                leaks.check(ended, of: words, numbersToo: !words.contains("--json"))
                #expect(words[0] == "config" || ended.status != 0, "\(words)")
            }
            await fleet.simulation.close(fleet.gateways[0].name)
            for words in [["status", "--json"], ["qr", name, "--raw"], ["restart", name, "--yes"]] {
                let ended = try await fleet.command(words + Self.trace)
                #expect(ended.status == 69)
                leaks.check(ended, of: words, numbersToo: !words.contains("--json"))
            }
        }
    }

    @Test("where a vendor refuses by its rate, its plan or its limits")
    func limited() async throws {
        var plan = SimulationPlan(kinds: [.greenAPI, .wawp], instances: 4, scenario: "phones-off", seed: 7)
        plan.greenAPI.usedUpMethods = ["qr", "getAuthorizationCode"]
        plan.wawp[0].throttle = .withoutRetryAfter
        try await ServedFleet.run(plan) { fleet in
            let leaks = Leaks(fleet)
            var said = ""
            for instance in fleet.instances {
                let name = fleet.key(instance).description
                let phone = try #require(instance.phone)
                // Twice at once: some of these count seconds.
                async let first = fleet.command(["status", name] + Self.trace)
                async let second = fleet.command(["status", name, "--json"] + Self.trace)
                async let third = fleet.command(["pair", name, "--phone", "+\(phone.digits)"] + Self.trace)
                async let fourth = fleet.command(["qr", name, "--json", "--timeout", "1"] + Self.trace)
                for ended in try await [first, third] {
                    leaks.check(ended, of: ["status or pair", name])
                    said += ended.error
                }
                for ended in try await [second, fourth] {
                    leaks.check(ended, of: ["status or qr", name], numbersToo: false)
                    said += ended.error
                }
            }
            #expect(said.contains("466") && said.contains("plan"))
        }
    }

    @Test(
        "where a proxy repeats the whole request, whatever it is that it says", arguments: GatewayKind.allCases,
        EchoingServer.Form.allCases)
    func echoed(kind: GatewayKind, form: EchoingServer.Form) async throws {
        let plan = SimulationPlan(kinds: [kind], instances: 1, scenario: "calm", seed: 7)
        try await ServedFleet.run(plan) { fleet in
            let leaks = Leaks(fleet)
            let name = fleet.key(fleet.instances[0]).description
            let phone = try #require(fleet.instances[0].phone)
            for status in [200, 401, 422, 466, 502] {
                let server = try EchoingServer(status, form)
                let text = SimulatedGateway.configurationYAML(for: fleet.gateways)
                let file = try fleet.home.write(
                    text.replacing(fleet.gateways[0].url, with: server.url), as: "echo-\(status).yaml")
                for words in [
                    ["status", "--json"], ["pair", name, "--phone", "+\(phone.digits)"], ["logout", name, "--yes"],
                ] {
                    let ended = try await RelinkProcess.run(
                        words + ["--config", file] + Self.trace, ["HOME": fleet.home.path])
                    leaks.check(ended, of: words + ["at \(status)"], numbersToo: !words.contains("--json"))
                    #expect(!ended.said.isEmpty)
                }
            }
        }
    }
}
