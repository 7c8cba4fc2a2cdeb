import Fleet
import Foundation
import PtyHarness
import Simulator
import TestKit
import Testing

@Suite("A passkey, from the scan to the proven link", .timeLimit(.minutes(15)))
struct PasskeyStoryTests {
    private static func plan(_ kind: GatewayKind) -> SimulationPlan {
        var plan = SimulationPlan(kinds: [kind], instances: 1, scenario: "passkey", seed: 4)
        plan.waha.comparesPasskeys = true
        return plan
    }

    @Test(
        "the code leaves the screen, the challenge goes out, the answer comes back",
        arguments: [GatewayKind.waha, .gowa])
    func linked(kind: GatewayKind) async throws {
        try await ServedFleet.run(Self.plan(kind)) { fleet in
            let session = try await fleet.open(columns: 80, rows: 36)
            try await session.wait("its row") { $0.contains("SCAN") || $0.contains("UNLINKED") }
            session.press("r")
            let (_, key) = try await session.scan(fleet)
            let page = try await session.waitFor("copies the challenge")
            #expect(!page.hasCode)
            #expect(page.contains("Scanning again does not help."))

            session.press("y")
            try await session.waitFor("sent to your clipboard")
            let challenge = try #require(session.clipboard)
            let assertion = try #require(await fleet.simulation.signPasskey(of: key))
            #expect(try PasskeyAssertion(pasted: assertion).answers(try Self.challenge(challenge)))
            #expect(!page.lines.joined().contains(try Self.nonce(challenge)))

            // Anything else that is pasted is told, and not handed in.
            session.paste(challenge)
            try await session.waitFor("not yet the answer")
            session.press("\r")
            session.paste(assertion)
            try await session.waitFor("a whole answer to this request")
            session.press("\r")
            if kind == .waha {
                let code = try await Self.codeOnPhone(fleet, key)
                try await session.wait("the phone's code") { $0.shows(large: code) }
                session.press("\r")
            }
            try await session.wait("LINKED") { $0.saysLinked && !$0.hasCode }
            try await session.waitFor("and it held")
            session.press("QQ")
            #expect(try await session.pty.waitForExit() == .status(0))
            try await Self.checkManners(fleet, key, kind)
            try Self.checkSecrets(fleet, session, assertion)
        }
    }

    @Test("s saves what is to be signed for its owner alone, until the window closes")
    func saved() async throws {
        try await ServedFleet.run(Self.plan(.waha)) { fleet in
            let session = try await fleet.open(columns: 120, rows: 40, environment: ["TMPDIR": fleet.home.path])
            try await session.waitFor("▲ SCAN")
            session.press("r")
            _ = try await session.scan(fleet)
            try await session.waitFor("copies the challenge")
            session.press("s")
            try await session.waitFor("mode 0600")
            let files = try FileManager.default.contentsOfDirectory(atPath: fleet.home.path).filter {
                $0.hasPrefix("relink-")
            }
            #expect(Set(files.map { $0.split(separator: ".").last }) == ["json", "js"])
            for file in files {
                let path = "\(fleet.home.path)/\(file)"
                let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
                #expect(mode == 0o600)
                #expect(try String(contentsOfFile: path, encoding: .utf8).contains("web.whatsapp.com"))
            }
            session.press(.escape)
            try await session.wait("the list") { $0.contains("PASSKEY") && !$0.contains("copies the challenge") }
            session.press("QQ")
            #expect(try await session.pty.waitForExit() == .status(0))
            let left = try FileManager.default.contentsOfDirectory(atPath: fleet.home.path)
            #expect(!left.contains { $0.hasPrefix("relink-") })
        }
    }

    @Test("where the vendor has no way for it, the page says that scanning again will not help")
    func noWay() async throws {
        try await ServedFleet.run(Self.plan(.greenAPI)) { fleet in
            let session = try await fleet.open(columns: 80, rows: 36)
            try await session.wait("its row") { $0.contains("SCAN") || $0.contains("UNLINKED") }
            session.press("r")
            let (_, key) = try await session.scan(fleet)
            let page = try await session.waitFor("has no way to hand its answer in")
            #expect(!page.hasCode)
            #expect(page.contains("Scanning again does not help."))
            #expect(page.contains("Ask the vendor"))
            let asked = await fleet.simulation.requestLog().count { $0.route?.contains("qr") == true }
            // The passkey is given in the vendor's own way; who asks learns it.
            #expect(await fleet.simulation.givePasskey(to: key))
            session.press(.escape)
            try await session.waitFor("STATE▼")
            session.press("\u{12}")
            try await session.waitFor("● LINKED")
            #expect(await fleet.simulation.requestLog().count { $0.route?.contains("qr") == true } == asked)
        }
    }

    private static func challenge(_ text: String) throws -> PasskeyChallenge {
        PasskeyChallenge(json: text, nonce: try nonce(text))
    }

    private static func nonce(_ text: String) throws -> String {
        let members = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        return try #require(members?["challenge"] as? String)
    }

    private static func codeOnPhone(_ fleet: ServedFleet, _ key: InstanceKey) async throws -> String {
        var code: String?
        _ = await eventually(every: .milliseconds(50)) {
            code = await fleet.simulation.passkeyCode(of: key)
            return code != nil
        }
        return try #require(code, "the phone never showed a code")
    }

    /// Acts went out once, and nothing that could disturb the link went out at all.
    private static func checkManners(_ fleet: ServedFleet, _ key: InstanceKey, _ kind: GatewayKind) async throws {
        let log = await fleet.simulation.requestLog().filter { $0.instance == key.id }
        let passkeys = log.filter { $0.route?.contains("passkey") == true }
        #expect(passkeys.count { $0.method == "POST" } == (kind == .waha ? 2 : 1))
        #expect(passkeys.contains { $0.method == "GET" })
        // No code was fetched any more, however long it took. What is asked before the first one is a precaution.
        let code = try #require(
            log.first { $0.route?.contains("qr") == true || $0.route?.contains("login") == true })
        let asked = try #require(passkeys.first { $0.status == 200 && $0.age > code.age })
        #expect(
            !log.contains {
                $0.age > asked.age && ($0.route?.contains("qr") == true || $0.route?.contains("login") == true)
            })
    }

    /// The answer is nowhere but at its gateway: not on the screen, not in a file.
    private static func checkSecrets(_ fleet: ServedFleet, _ session: Session, _ assertion: String) throws {
        let parts = try PasskeyAssertion(pasted: assertion).parts.map { $0.reveal() }.filter { $0.count > 12 }
        #expect(parts.count >= 4)
        let files = fleet.home.texts()
        for part in parts {
            #expect(!session.written.contains(part))
            for (name, text) in files { #expect(!text.contains(part), "\(name)") }
        }
    }
}

extension Session {
    /// What the program put on the clipboard last (OSC 52).
    var clipboard: String? {
        guard let match = written.matches(of: /\x{1b}\]52;c;([A-Za-z0-9+\/=]*)\x{07}/).last,
            let data = Data(base64Encoded: String(match.1))
        else { return nil }
        return String(decoding: data, as: UTF8.self)
    }

    /// As a terminal sends what was pasted, its line ends turned into Enter's.
    func paste(_ text: String) { press("\u{1b}[200~\(text.replacing("\n", with: "\r"))\u{1b}[201~") }
}
