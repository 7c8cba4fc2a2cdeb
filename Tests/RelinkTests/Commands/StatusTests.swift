import Configuration
import Fleet
import Foundation
import Journal
import TestKit
import Testing

@testable import relink

@Suite("relink status")
struct StatusTests {
    private let bench = Bench()

    init() {
        bench.gateway("wawp-eu").script {
            $0.statuses["4F1A"] = [.success(.state(.working, raw: "WORKING", phone: "201145202826@c.us"))]
            $0.statuses["77B0"] = [.success(.state(.awaitingLink, raw: "SCAN_QR_CODE"))]
        }
        bench.gateway("waha-1").script {
            $0.lists = [
                .success([
                    ListedInstance(id: "other", label: "Other", status: .state(.unknown, raw: "DANCING"))
                ])
            ]
        }
        bench.gateway("gowa-1").script { $0.lists = [.success([])] }
    }

    @Test("JSON is an array with the members of the contract, in its order, absent facts left out")
    func json() async throws {
        let ended = try await bench.run(["status", "--json"])
        #expect(ended.status == .done)
        #expect(
            bench.output == """
                [
                {"gateway":"wawp-eu","kind":"wawp","id":"4F1A","label":"Clinic North","state":"working","raw":"WORKING",\
                "flags":[],"observedAt":"2026-11-21T03:12:08Z","source":"status","account":{"phone":"201145202826"},\
                "expectedPhone":"201145202826","error":null},
                {"gateway":"wawp-eu","kind":"wawp","id":"77B0","label":"Depot","state":"awaitingLink",\
                "raw":"SCAN_QR_CODE","flags":[],"observedAt":"2026-11-21T03:12:08Z","source":"status","error":null},
                {"gateway":"waha-1","kind":"waha","id":"shop","label":"Shop","state":"missing","flags":[],\
                "observedAt":"2026-11-21T03:12:08Z","source":"list","error":null},
                {"gateway":"waha-1","kind":"waha","id":"other","label":"Other","state":"unknown","raw":"DANCING",\
                "flags":[],"observedAt":"2026-11-21T03:12:08Z","source":"list","error":null}
                ]

                """)
    }

    @Test("the table has problems first, masked numbers, and the gateway's own word for an unknown state")
    func table() async throws {
        _ = try await bench.run(["status"])
        #expect(
            bench.output
                == """
                STATE    INSTANCE      LABEL         PHONE
                DANCING  waha-1/other  Other
                MISSING  waha-1/shop   Shop
                SCAN     wawp-eu/77B0  Depot
                LINKED   wawp-eu/4F1A  Clinic North  +20 ··· 2826

                """)
    }

    @Test("neither a pipe nor a file ever gets an escape sequence", arguments: [[], ["--json"]])
    func plain(flags: [String]) async throws {
        bench.gateway("wawp-eu").script {
            $0.statuses["4F1A"] = [
                .success(StatusReading(state: .failed, raw: "\u{1b}[31mX", reason: "a\u{7}\u{1b}]0;b"))
            ]
        }
        _ = try await bench.run(["status"] + flags)
        #expect(!bench.output.unicodeScalars.contains("\u{1b}"))
        #expect(bench.output.contains("4F1A"))
    }

    @Test("an id with a terminal's command and a line break in it stays one harmless row")
    func hostileID() async throws {
        bench.gateway("waha-1").script {
            $0.lists = [
                .success([
                    ListedInstance(
                        id: "x\u{1b}]0;title\u{7}y\nforged/row", label: nil, status: .state(.failed, raw: "FAILED"))
                ])
            ]
        }
        _ = try await bench.run(["status"])
        #expect(bench.output.contains("waha-1/x ]0;title y forged/row"))
        #expect(!bench.output.contains("\u{1b}") && !bench.output.contains("\u{7}"))
        #expect(!bench.output.contains("\nforged"))
    }

    @Test("on a terminal no line is wider than it")
    func narrow() async throws {
        var screen = Bench.terminal
        screen.columns = 24
        _ = try await bench.run(["status"], screen: screen)
        let widths = bench.output.split(separator: "\n").map(\.count)
        #expect(widths.max() == 24)
        #expect(bench.output.contains("…"))
    }

    @Test("one instance of a listing gateway is asked by itself, several by one list")
    func requests() async throws {
        bench.gateway("waha-1").script { $0.statuses["shop"] = [.success(.state(.working))] }
        _ = try await bench.run(["status", "waha-1/shop"])
        #expect(bench.gateway("waha-1").asked == ["status shop"])
        _ = try await bench.run(["status", "waha-1/shop", "waha-1/other"])
        #expect(bench.gateway("waha-1").asked == ["status shop", "list"])
    }

    @Test("a wrong number and a number that is linked twice are flagged")
    func riders() async throws {
        bench.gateway("wawp-eu").script {
            $0.statuses["4F1A"] = [.success(.state(.working, phone: "201000000001@c.us"))]
            $0.statuses["77B0"] = [.success(.state(.working, phone: "201000000001@c.us"))]
        }
        _ = try await bench.run(["status", "--json", "wawp-eu/4F1A", "wawp-eu/77B0"])
        #expect(
            bench.output.contains(
                #""id":"4F1A","label":"Clinic North","state":"working","raw":"raw","flags":["mismatch","duplicate"]"#))
        #expect(
            bench.output.contains(#""id":"77B0","label":"Depot","state":"working","raw":"raw","flags":["duplicate"]"#))
    }

    @Test("a wrong number whose end is that of the right one is told apart from it")
    func alike() async throws {
        bench.gateway("wawp-eu").script {
            $0.statuses["4F1A"] = [.success(.state(.working, phone: "201155202826@c.us"))]
        }
        _ = try await bench.run(["status", "wawp-eu/4F1A"])
        #expect(bench.output.contains("+20 115 ··· 2826"))
        #expect(bench.output.contains("mismatch, expected +20 114 ··· 2826"))
    }

    @Test(
        "a gateway that fails gives the exit status, and the others are told all the same",
        arguments: [
            (GatewayFailure.Kind.unreachable, ShellStatus.unavailable), (.server, .unavailable),
            (.credentials, .credentials), (.unexpected, .failed),
        ])
    func failing(kind: GatewayFailure.Kind, status: ShellStatus) async throws {
        bench.gateway("waha-1").script { $0.lists = [.failure(GatewayFailure(kind, "what went wrong"))] }
        let ended = try await bench.run(["status", "--json"])
        #expect(ended.status == status)
        #expect(
            bench.output.contains(
                #"{"gateway":"waha-1","kind":"waha","id":"shop","label":"Shop","state":"unknown","flags":[],"error":"what went wrong"}"#
            ))
        #expect(bench.output.contains(#""id":"4F1A""#))
        #expect(bench.error == "relink: waha-1: what went wrong\n")
    }

    @Test("an unreachable gateway without a list is not asked again for each of its instances")
    func oneProbe() async throws {
        bench.gateway("wawp-eu").script {
            $0.statuses["4F1A"] = [.failure(GatewayFailure(.unreachable, "no answer"))]
        }
        var configuration = bench.configuration
        configuration.gateways[0].pacing.concurrency = 1
        let connection = FleetConnection(
            configuration, gateways: ["wawp-eu": bench.gateway("wawp-eu")], time: bench.time)
        let survey = StatusSurvey(connection: connection, time: bench.time)
        let answer = await survey.ask("wawp-eu", ids: ["4F1A", "77B0"])
        #expect(bench.gateway("wawp-eu").asked == ["status 4F1A"])
        #expect(answer.reports.map { $0.failure?.kind } == [.unreachable, .unreachable])
    }

    @Test("since when is told by the journal, of states that still are what it saw")
    func since() async throws {
        let bench = Bench(home: try TemporaryHome())
        bench.gateway("wawp-eu").script {
            $0.statuses["4F1A"] = [.success(.state(.loggedOut))]
            $0.statuses["77B0"] = [.success(.state(.awaitingLink))]
        }
        let words = ["status", "--json", "wawp-eu/4F1A", "wawp-eu/77B0"]
        #expect(try await bench.run(words).status == .done)
        #expect(!bench.output.contains("since"))
        // Nor is a journal begun by looking.
        let journal = try #require(bench.journal)
        for (id, state) in [("4F1A", LinkState.loggedOut), ("77B0", .working)] {
            journal.record(
                JournalEntry(
                    at: bench.time.date.addingTimeInterval(-3600), key: InstanceKey(gateway: "wawp-eu", id: id),
                    name: "", event: .state(from: .connecting, to: state, reason: nil, source: .status)))
        }
        await journal.close()
        bench.time.advance(by: .seconds(2))
        #expect(try await bench.run(words).status == .done)
        #expect(bench.output.contains(#""state":"loggedOut","raw":"raw","flags":[],"since":"2026-11-21T02:12:08Z""#))
        #expect(bench.output.components(separatedBy: "since").count == 2)
    }

    @Test("a journal that cannot be read keeps nobody from the states")
    func unreadableJournal() async throws {
        let home = try TemporaryHome()
        let bench = Bench(home: home)
        bench.gateway("wawp-eu").script { $0.statuses["4F1A"] = [.success(.state(.working))] }
        // A folder where the file should be.
        try FileManager.default.createDirectory(
            atPath: "\(home.path)/.local/state/relink/journal.sqlite", withIntermediateDirectories: true)
        #expect(try await bench.run(["status", "--json", "wawp-eu/4F1A"]).status == .done)
        #expect(bench.output.contains(#""state":"working""#))
        #expect(bench.error.isEmpty)
    }

    @Test("what a partner's token finds is asked one by one, beside what is configured")
    func found() async throws {
        let bench = Bench(finds: true)
        for name in ["waha-1", "gowa-1"] { bench.gateway(name).script { $0.lists = [.success([])] } }
        let green = bench.gateway("green")
        green.script {
            $0.lists = [
                .success(
                    ["7105000001", "7105000002"].map {
                        ListedInstance(id: $0, label: "Found", status: .state(.unknown))
                    })
            ]
            $0.statuses["7105000001"] = [.success(.state(.working))]
            $0.statuses["7105000002"] = [.success(.state(.awaitingLink))]
        }
        #expect(try await bench.run(["status"]).status == .done)
        #expect(bench.output.contains("green/7105000002  Found"))
        #expect(bench.output.contains("green/7105000001  Bakery Nile"))
        #expect(
            Set(green.asked) == ["list", "status 7105000001", "status 7105000002", "account 7105000001"])
        #expect(green.asked.count == 4)

        // By name: by its whole one without a list.
        bench.time.advance(by: .seconds(2))
        let asked = green.asked.count
        #expect(try await bench.run(["status", "green/7105000002"]).status == .done)
        #expect(green.asked.dropFirst(asked) == ["status 7105000002"])
        #expect(try await bench.run(["status", "7105000002"]).status == .done)
        #expect(try await bench.run(["restart", "7105000002", "--yes"]).status == .done)
        #expect(green.asked.last == "restart 7105000002")
    }

    @Test("where the account is told by itself, the linked ones are asked for it, all two seconds after their states")
    func accounts() async throws {
        let bench = Bench(finds: true)
        let green = bench.gateway("green")
        let ids = (1...40).map { "71050000\($0 + 10)" }
        green.script { script in
            for (place, id) in ids.enumerated() {
                script.statuses[id] = [.success(.state(place % 4 == 3 ? .awaitingLink : .working))]
                script.accounts[id] = PhoneNumber(account: "2011452028\(place + 10)@c.us").map {
                    Account(phone: $0, name: nil)
                }
            }
        }
        var configuration = bench.configuration
        configuration.gateways = configuration.gateways.filter { $0.name == "green" }
        configuration.gateways[0].instances = ids.map { id in
            InstanceConfiguration(id: id, phone: try? PhoneNumber(typed: "201145202810"))
        }
        let connection = FleetConnection(configuration, gateways: ["green": green], time: bench.time)
        let began = bench.time.now
        let answer = await StatusSurvey(connection: connection, time: bench.time).ask("green", ids: ids)
        let reports = answer.reports
        #expect(reports.map(\.key.id) == ids && answer.failure == nil)
        for (place, report) in reports.enumerated() {
            #expect(report.account?.phone?.digits == (place % 4 == 3 ? nil : "2011452028\(place + 10)"))
            #expect(report.riders.contains(.mismatch) == (place % 4 != 3 && place != 0))
        }
        let asked = Dictionary(grouping: green.requests) { $0.what.split(separator: " ")[1] }
        for (place, id) in ids.enumerated() {
            let requests = try #require(asked[Substring(id)])
            #expect(requests.map(\.what) == ["status \(id)"] + (place % 4 == 3 ? [] : ["account \(id)"]))
            guard requests.count == 2 else { continue }
            #expect(requests[0].at.duration(to: requests[1].at) >= .seconds(2))
        }
        // Beside each other, although only sixteen requests may be under way at once.
        #expect(began.duration(to: bench.time.now) <= .seconds(3))
    }

    @Test("an account that is not told leaves the state as it is, and a gateway that went away is not asked further")
    func noAccounts() async throws {
        let bench = Bench(finds: true)
        let green = bench.gateway("green")
        green.script {
            for id in ["a", "b", "c"] { $0.statuses[id] = [.success(.state(.working))] }
            $0.accountFailure = GatewayFailure(.unreachable, "no answer")
        }
        var configuration = bench.configuration
        configuration.gateways = configuration.gateways.filter { $0.name == "green" }
        configuration.gateways[0].pacing.concurrency = 1
        let connection = FleetConnection(configuration, gateways: ["green": green], time: bench.time)
        let answer = await StatusSurvey(connection: connection, time: bench.time).ask("green", ids: ["a", "b", "c"])
        #expect(answer.reports.map(\.state) == [.working, .working, .working])
        #expect(answer.reports.allSatisfy { $0.account == nil && $0.failure == nil } && answer.failure == nil)
        #expect(green.asked.filter { $0.hasPrefix("account") } == ["account a"])
    }

    @Test("without that list, what is configured is asked all the same, and the failure is told")
    func foundNothing() async throws {
        let bench = Bench(finds: true)
        for name in ["waha-1", "gowa-1"] { bench.gateway(name).script { $0.lists = [.success([])] } }
        bench.gateway("green").script {
            $0.lists = [.failure(GatewayFailure(.credentials, "refused the partner's token"))]
            $0.statuses["7105000001"] = [.success(.state(.working))]
        }
        #expect(try await bench.run(["status"]).status == .credentials)
        #expect(bench.output.contains("LINKED   green/7105000001"))
        #expect(bench.error.contains("relink: green: refused the partner's token"))
    }

    @Test("no more requests are under way than the pacing allows")
    func concurrency() async {
        let gauge = Gauge()
        _ = await concurrently(Array(0..<50), limit: 4) { _ in
            await gauge.enter()
            await Task.yield()
            await gauge.leave()
        }
        #expect(await gauge.most <= 4)
        #expect(await gauge.total == 50)
    }

    private actor Gauge {
        private var current = 0
        private(set) var most = 0
        private(set) var total = 0

        func enter() {
            current += 1
            total += 1
            most = max(most, current)
        }

        func leave() { current -= 1 }
    }
}
