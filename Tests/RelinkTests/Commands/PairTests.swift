import Fleet
import FoundationEssentials
import Gateways
import Journal
import TestKit
import Testing

@testable import relink

@Suite("relink pair")
struct PairTests {
    private let bench = Bench()

    init() {
        bench.gateway("wawp-eu").script {
            $0.pairing = .success(PairingReading(code: PairingCode("abcd1234"), lifetime: .untold))
        }
        for name in ["waha-1", "gowa-1"] { bench.gateway(name).script { $0.lists = [.success([])] } }
    }

    @Test("the code is alone on its line, and what to do with it is for a person only")
    func plain() async throws {
        _ = try await bench.run(["pair", "wawp-eu/77B0", "--phone", "+20 114 520 2826"], screen: Bench.terminal)
        #expect(bench.output == "ABCD-1234\n")
        #expect(bench.error.hasPrefix("For +20 ··· 2826, good for about 160 s (est.). On the phone:"))
        // The number belongs to another instance there, which is asked first.
        #expect(bench.gateway("wawp-eu").asked == ["status 4F1A", "pair 77B0 201145202826"])
    }

    @Test("JSON has the members of the contract")
    func json() async throws {
        _ = try await bench.run(["pair", "wawp-eu/77B0", "--phone", "201145202826", "--json"])
        #expect(
            bench.output == """
                {"gateway":"wawp-eu","id":"77B0","code":"ABCD-1234","requestedAt":"2026-11-21T03:12:08Z",\
                "expiresAt":"2026-11-21T03:14:48Z","expirySource":"policy"}

                """)
    }

    @Test("a number that is none is a usage error, and nothing is asked")
    func badNumber() async throws {
        let ended = try await bench.run(["pair", "wawp-eu/77B0", "--phone", "0114-520"])
        #expect(ended.status == .usage)
        #expect(ended.message == "--phone is no phone number: begin with the country code, without a leading 0")
        #expect(bench.gateway("wawp-eu").asked.isEmpty)
    }

    @Test("another number than the one that belongs there is remarked upon")
    func otherNumber() async throws {
        _ = try await bench.run(["pair", "wawp-eu/4F1A", "--phone", "201000000001"])
        #expect(
            bench.error == "relink: wawp-eu/4F1A belongs to +20 ··· 2826, and the code is for +20 ··· 0001\n")
    }

    @Test("not being ready is told with the way to wait, and is not tried again")
    func notReady() async throws {
        bench.gateway("wawp-eu").script {
            $0.pairing = .failure(GatewayFailure(.notReady(status: .state(.starting)), "wait"))
        }
        let ended = try await bench.run(["pair", "wawp-eu/77B0", "--phone", "201145202826"])
        #expect(ended.status == .failed)
        #expect(ended.message == "wawp-eu/77B0 is not ready for a code (START): relink wait wawp-eu/77B0 --for SCAN")
        #expect(bench.gateway("wawp-eu").asked.count { $0.hasPrefix("pair") } == 1)
    }

    private let words = ["pair", "wawp-eu/77B0", "--phone", "201145202826"]

    private func withJournal() throws -> Bench {
        let bench = Bench(home: try TemporaryHome())
        bench.gateway("wawp-eu").script {
            $0.pairing = .success(PairingReading(code: PairingCode("abcd1234"), lifetime: .untold))
        }
        for name in ["waha-1", "gowa-1"] { bench.gateway(name).script { $0.lists = [.success([])] } }
        return bench
    }

    private func asked(_ bench: Bench) -> Int {
        bench.gateway("wawp-eu").asked.count { $0.hasPrefix("pair") }
    }

    @Test("the fourth code in ten minutes wants to be insisted on, whichever run of the program asked for the others")
    func ledger() async throws {
        let bench = try withJournal()
        for _ in 1...3 {
            #expect(try await bench.run(words).message == "")
            bench.time.advance(by: .seconds(30))
        }
        let before = bench.gateways.flatMap(\.asked).count
        let fourth = try await bench.run(words)
        #expect(fourth.status == .failed)
        #expect(
            fourth.message
                == "wawp-eu/77B0: three codes in ten minutes are enough for +20 ··· 2826, the next one in 9 min; "
                + "a QR costs nothing (relink qr wawp-eu/77B0), and --anyway asks all the same")
        #expect(bench.gateways.flatMap(\.asked).count == before, "nothing was asked for it")
        #expect(try await bench.run(words + ["--anyway"]).status == .done)
        #expect(asked(bench) == 4)
    }

    @Test("half a minute lies between two codes for a number or an instance, told in seconds, unless somebody insists")
    func coolDown() async throws {
        let bench = try withJournal()
        #expect(try await bench.run(words).status == .done)
        bench.time.advance(by: .seconds(11))
        let again = try await bench.run(words)
        #expect(again.status == .failed)
        #expect(
            again.message
                == "wawp-eu/77B0: the last code for +20 ··· 2826 is too young, the next one in 19 s; "
                + "--anyway asks all the same")
        // The same number elsewhere.
        #expect(try await bench.run(["pair", "wawp-eu/4F1A", "--phone", "+201145202826"]).status == .failed)
        #expect(asked(bench) == 1)
        #expect(try await bench.run(words + ["--anyway"]).status == .done)
        bench.time.advance(by: .seconds(30))
        #expect(try await bench.run(words).status == .done)
    }

    @Test("what the gateway put off is not counted, so that a script that tries again is not punished")
    func withdrawn() async throws {
        let bench = try withJournal()
        let code = bench.gateway("wawp-eu").requests.count
        #expect(code == 0)
        bench.gateway("wawp-eu").script {
            $0.pairing = .failure(GatewayFailure(.notReady(status: nil), "wait"))
        }
        for _ in 1...5 {
            #expect(
                try await bench.run(words).message == "wawp-eu/77B0 is between two codes: ask again in some seconds")
        }
        bench.gateway("wawp-eu").script { $0.pairing = .failure(GatewayFailure(.alreadyLinked, "linked")) }
        #expect(try await bench.run(words).message == "wawp-eu/77B0 is linked: there is nothing to pair")
        #expect(asked(bench) == 6)
        #expect(try #require(await bench.journal?.attempts(since: .distantPast)).isEmpty)
        // A refusal may have been counted elsewhere, and is counted here.
        bench.gateway("wawp-eu").script { $0.pairing = .failure(GatewayFailure(.refused, "no")) }
        #expect(try await bench.run(words).status == .failed)
        #expect(try await bench.run(words).message.contains("too young"))
        #expect(asked(bench) == 7)
    }

    @Test(
        "a number that is linked elsewhere is not asked for, however it is written there, unless somebody insists",
        arguments: ["waha-1", "wawp-eu"])
    func duplicate(owner: String) async throws {
        let working = StatusReading.state(.working, phone: "201145202826@c.us")
        let id = owner == "waha-1" ? "shop" : "4F1A"
        bench.gateway("waha-1").script { script in
            script.lists = [.success(owner == "waha-1" ? [ListedInstance(id: id, label: nil, status: working)] : [])]
        }
        bench.gateway("gowa-1").script { $0.lists = [.success([])] }
        bench.gateway("wawp-eu").script { script in
            // This vendor tells the account by itself.
            script.statuses["4F1A"] = [.success(.state(owner == "wawp-eu" ? .working : .loggedOut))]
            script.accounts["4F1A"] = Account(phone: PhoneNumber(account: "201145202826"), name: nil)
        }
        let ended = try await bench.run(words)
        #expect(ended.status == .failed)
        #expect(
            ended.message
                == "wawp-eu/77B0: +20 ··· 2826 is linked in \(owner)/\(id) already, and linking it here can end that "
                + "link; --anyway asks all the same")
        #expect(asked(bench) == 0)
        #expect(try await bench.run(words + ["--anyway"]).status == .done)
        #expect(bench.error.contains("is linked in \(owner)/\(id) already"))
        #expect(asked(bench) == 1)
    }

    @Test("a gateway that cannot be asked for the number is told, and keeps nobody from a code")
    func unasked() async throws {
        bench.gateway("waha-1").script { $0.lists = [.failure(GatewayFailure(.unreachable, "no answer"))] }
        // An old version has one device and no list.
        bench.gateway("gowa-1").script { $0.lists = [.failure(GatewayFailure(.unsupported, "no list"))] }
        #expect(try await bench.run(words).status == .done)
        #expect(bench.error == "relink: +20 ··· 2826 was not looked for at waha-1: no answer\n")
    }

    @Test("a device name that was set by hand is warned about")
    func deviceName() async throws {
        bench.gateway("gowa-1").script { $0.lists = [.success([])] }
        bench.gateway("waha-1").script {
            var status = StatusReading.state(.awaitingLink)
            status.deviceName = "Front desk"
            $0.lists = [.success([ListedInstance(id: "shop", label: nil, status: status)])]
            $0.pairing = .success(PairingReading(code: PairingCode("abcd1234"), lifetime: .untold))
        }
        #expect(try await bench.run(["pair", "waha-1/shop", "--phone", "201000000001"]).status == .done)
        #expect(
            bench.error
                == "relink: waha-1/shop: its device name “Front desk” is no browser's, and WhatsApp is likely to refuse "
                + "the code: relink qr waha-1/shop takes a QR\n")
        #expect(bench.output == "ABCD-1234\n")
    }

    @Test("a life that no answer told is a guess, whatever a vendor's page says", arguments: GatewayKind.allCases)
    func lifetimes(kind: GatewayKind) {
        let expiry = CodeExpiry.ofPairingCode(.untold, of: kind, from: bench.time.date)
        #expect(expiry.source == .policy)
        let seconds = kind == .greenAPI ? 150 : 160
        #expect(expiry.words(from: bench.time.date) == "about \(seconds) s (est.)")
    }
}
