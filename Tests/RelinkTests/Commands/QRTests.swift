import Fleet
import Foundation
import Gateways
import Journal
import QRCode
import Testing
import TestKit

@testable import relink

@Suite("relink qr")
struct QRTests {
    private let bench = Bench(jumps: false)
    private let payload = "2@" + String(repeating: "abcdefghij", count: 23)

    private func answer(_ codes: Result<CodeReading, GatewayFailure>...) {
        bench.gateway("wawp-eu").script { $0.codes["77B0"] = codes }
    }

    private static func notReady(_ state: LinkState? = nil) -> Result<CodeReading, GatewayFailure> {
        .failure(GatewayFailure(.notReady(status: state.map { .state($0) }), "the code is being made"))
    }

    @Test("--raw prints the payload and nothing else")
    func raw() async throws {
        answer(.success(.text(payload)))
        #expect(try await bench.run(["qr", "wawp-eu/77B0", "--raw"]).status == .done)
        #expect(bench.output == payload + "\n")
        #expect(bench.error.isEmpty)
    }

    @Test("--json has the members of the contract; a lifetime that nobody told is policy")
    func json() async throws {
        answer(.success(.text(payload)), .success(.text(payload, .told(.seconds(17)))))
        _ = try await bench.run(["qr", "wawp-eu/77B0", "--json"])
        #expect(
            bench.output == """
                {"gateway":"wawp-eu","id":"77B0","payload":"\(payload)","issuedAt":"2026-11-21T03:12:08Z",\
                "expiresAt":"2026-11-21T03:12:28Z","expirySource":"policy","sequence":1,"modules":57,"version":10,\
                "level":"L"}

                """)
        _ = try await bench.run(["qr", "wawp-eu/77B0", "--json"])
        #expect(bench.output.contains(#""expirySource":"gateway""#))
    }

    @Test(
        "a state in which no code will come is told at once, with the next step",
        arguments: [
            (LinkState.working, "is linked: there is nothing to scan"),
            (.stopped, "is stopped: relink start wawp-eu/77B0"),
            (.failed, "has failed: relink restart wawp-eu/77B0"),
            (.awaitingPasskey, "waits for a passkey, which a browser gives: r on its row in relink tells how"),
        ])
    func hopeless(state: LinkState, words: String) async throws {
        answer(Self.notReady(state))
        let ended = try await bench.run(["qr", "wawp-eu/77B0", "--raw"])
        #expect(ended.status == .failed)
        #expect(ended.message == "wawp-eu/77B0 \(words)")
    }

    @Test("where a code request restarts the link, the state is asked first")
    func statusFirst() async throws {
        let gowa = bench.gateway("gowa-1")
        gowa.script {
            $0.lists = [.success([])]
            $0.statuses["s7"] = [.success(.state(.awaitingLink)), .success(.state(.working))]
            $0.codes["s7"] = [.success(.text(payload))]
        }
        #expect(try await bench.run(["qr", "gowa-1/s7", "--raw"]).status == .done)
        #expect(gowa.asked.filter { $0 != "list" } == ["status s7", "code s7"])

        let ended = try await bench.run(["qr", "gowa-1/s7", "--raw"])
        #expect(ended.message == "gowa-1/s7 is linked: there is nothing to scan")
        #expect(gowa.asked.last == "status s7")
    }

    @Test("a code that does not come within the time allowed is 75")
    func timeout() async throws {
        answer(Self.notReady())
        let running = Task { try await bench.run(["qr", "wawp-eu/77B0", "--raw"], screen: Bench.terminal) }
        await bench.changes.until { [bench] in !bench.error.isEmpty }
        #expect(bench.error == "Generating fresh code…\n")
        bench.time.advance(by: .seconds(61))
        let ended = try await running.value
        #expect(ended.status == .timedOut)
        #expect(ended.message == "wawp-eu/77B0: no code within 60 s: the code is being made")
    }

    @Test("--read-only forbids a request that begins a new link")
    func readOnly() async throws {
        let ended = try await bench.run(["qr", "gowa-1/s7", "--raw", "--read-only"])
        #expect(ended.status == .usage)
        #expect(bench.gateway("gowa-1").asked.isEmpty)
    }

    @Test("drawn on a terminal, it reads as the payload and says how long it is good for")
    func drawn() async throws {
        answer(.success(.text(payload)))
        let ended = try await bench.run(["qr", "wawp-eu/77B0"], screen: Bench.terminal)
        #expect(ended.status == .done)
        #expect(bench.output.contains("▄"))
        #expect(bench.output.contains("48;5;231"))
        #expect(bench.output.hasSuffix("Depot  wawp-eu/77B0  good for about 20 s (est.)\n"))
    }

    @Test("a window that is too small gets a sentence and no code")
    func tooSmall() async throws {
        answer(.success(.text(payload)))
        var screen = Bench.terminal
        screen.rows = 24
        let ended = try await bench.run(["qr", "wawp-eu/77B0"], screen: screen)
        #expect(ended.status == .failed)
        #expect(ended.message.contains("more rows"))
        #expect(bench.output.isEmpty)
    }

    @Test("standard output that is no terminal is told before anything is asked")
    func pipe() async throws {
        let ended = try await bench.run(["qr", "wawp-eu/77B0"])
        #expect(ended.status == .usage)
        #expect(ended.message == "standard output is no terminal: use --png FILE, --raw or --json")
        #expect(bench.gateway("wawp-eu").asked.isEmpty)
    }

    @Test("--png writes a picture that reads as the payload, for its owner only, and replaces nothing unasked")
    func png() async throws {
        answer(.success(.text(payload)))
        let path = NSTemporaryDirectory() + "relink-\(UUID().uuidString).png"
        defer { try? FileManager.default.removeItem(atPath: path) }
        #expect(try await bench.run(["qr", "wawp-eu/77B0", "--png", path]).status == .done)
        #expect(bench.output.isEmpty)
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        let read = try DrawableCode(.picture(CodePicture(bytes)))
        #expect(read.payload?.reveal() == payload)

        let again = try await bench.run(["qr", "wawp-eu/77B0", "--png", path])
        #expect(again.status == .failed)
        #expect(again.message == "\(path) is there already: --force replaces it")
        #expect(try await bench.run(["qr", "wawp-eu/77B0", "--png", path, "--force"]).status == .done)
    }

    @Test(
        "failures keep their exit status",
        arguments: [
            (GatewayFailure.Kind.unreachable, ShellStatus.unavailable), (.credentials, .credentials),
            (.notFound, .failed), (.alreadyLinked, .failed), (.unexpected, .failed),
        ])
    func failing(kind: GatewayFailure.Kind, status: ShellStatus) async throws {
        answer(.failure(GatewayFailure(kind, "it went wrong")))
        #expect(try await bench.run(["qr", "wawp-eu/77B0", "--raw"]).status == status)
        #expect(bench.output.isEmpty)
    }

    // MARK: - Beside a pairing code

    /// A journal, and a GOWA instance that waits for its link.
    private static func waiting() throws -> Bench {
        let bench = Bench(jumps: false, home: try TemporaryHome())
        for name in ["waha-1", "gowa-1"] { bench.gateway(name).script { $0.lists = [.success([])] } }
        bench.gateway("gowa-1").script {
            $0.statuses["s7"] = [.success(.state(.awaitingLink))]
            $0.codes["s7"] = [.success(.text("2@abcdefghij"))]
            $0.pairing = .success(PairingReading(code: PairingCode("abcd1234"), lifetime: .untold))
            $0.acts = [:]
        }
        return bench
    }

    private static let pair = ["pair", "gowa-1/s7", "--phone", "201000000001"]
    private static let qr = ["qr", "gowa-1/s7", "--raw"]

    private static func codes(_ bench: Bench) -> Int { bench.gateway("gowa-1").asked.count { $0 == "code s7" } }

    @Test("while a pairing code lives no QR is asked for, and how long is told; --anyway insists")
    func besidePairingCode() async throws {
        let bench = try Self.waiting()
        #expect(try await bench.run(Self.pair).status == .done)
        bench.time.advance(by: .seconds(60))
        let refused = try await bench.run(Self.qr)
        #expect(refused.status == .failed)
        #expect(
            refused.message
                == "gowa-1/s7: a pairing code was asked for, which lives for about 100 s more and which a QR can end; "
                + "--anyway asks all the same")
        #expect(Self.codes(bench) == 0)
        #expect(try await bench.run(Self.qr + ["--anyway"]).status == .done)
        #expect(Self.codes(bench) == 1)
        bench.time.advance(by: .seconds(100))
        #expect(try await bench.run(Self.qr).status == .done)
    }

    @Test("what ended a pairing code leaves the way free: its refusal, an act, a link", arguments: [0, 1, 2, 3])
    func afterPairingCode(what: Int) async throws {
        let bench = try Self.waiting()
        if what == 0 {
            bench.gateway("gowa-1").script { $0.pairing = .failure(GatewayFailure(.refused, "no")) }
        }
        _ = try await bench.run(Self.pair)
        let key = InstanceKey(gateway: "gowa-1", id: "s7")
        switch what {
        case 0: break
        case 1: #expect(try await bench.run(["restart", "gowa-1/s7", "--yes"]).status == .done)
        default:
            let journal = try #require(bench.journal)
            journal.record(
                JournalEntry(
                    at: bench.time.date, key: key, name: "s7",
                    event: what == 2
                        ? .state(from: .awaitingLink, to: .working, reason: nil, source: .list)
                        : .state(from: .awaitingLink, to: .unknown, reason: nil, source: .list)))
            await journal.close()
        }
        bench.time.advance(by: .seconds(2))
        #expect(try await bench.run(Self.qr).status == (what == 3 ? .failed : .done))
    }

    @Test("a QR that is shown is a line of the journal, with the number that belongs there and who asked for it")
    func journalled() async throws {
        let bench = try Self.waiting()
        bench.gateway("wawp-eu").script { $0.codes["4F1A"] = [.success(.text("2@abcdefghij"))] }
        #expect(try await bench.run(["qr", "wawp-eu/4F1A", "--raw"]).status == .done)
        #expect(try await bench.run(Self.qr).status == .done)
        // Nothing was opened here.
        bench.gateway("gowa-1").script { $0.statuses["s7"] = [.success(.state(.working))] }
        bench.time.advance(by: .seconds(2))
        #expect(try await bench.run(Self.qr).status == .failed)
        let read = try #require(await bench.journal?.entries(JournalFilter()))
        #expect(
            read.map(\.event) == [
                .attempt(LinkAttempt(.qr, number: .masked("+20 ··· 2826"))),
                .attempt(LinkAttempt(.qr, number: Optional<JournalNumber>.none)),
            ])
        #expect(read.allSatisfy { $0.person == Person(user: "night") })
        #expect(read.map(\.name) == ["Clinic North", "s7"])
    }
}
