import Fleet
import FoundationEssentials
import Polling
import Testing
import TestKit

@testable import relink

@Suite("relink status --watch")
struct WatchTests {
    private let bench = Bench(jumps: false)

    @Test("prints each instance once, and then what became of it")
    func plain() async throws {
        let gateway = bench.gateway("wawp-eu")
        gateway.script {
            $0.statuses["77B0"] = [
                .success(.state(.working, phone: "201145202826@c.us")), .success(.state(.loggedOut)),
            ]
        }
        let task = Task { try await bench.run(["status", "wawp-eu/77B0", "--watch"]) }
        await bench.changes.until { [bench] in bench.output.contains("LINKED  +20") }
        bench.time.advance(by: .seconds(10))
        await bench.changes.until { [bench] in bench.output.contains("UNLINKED\n") }
        task.cancel()
        _ = await task.result
        #expect(
            bench.output == """
                2026-11-21T03:12:08Z  wawp-eu/77B0 Depot  LINKED  +20 ··· 2826
                2026-11-21T03:12:18Z  wawp-eu/77B0 Depot  LINKED → UNLINKED

                """)
    }
}

@Suite("relink status --watch, where a partner's token finds instances")
struct FoundWatchTests {
    private let bench = Bench(jumps: false, finds: true)

    @Test("they are listed once, asked one by one, and told with what they are called there")
    func found() async throws {
        let green = bench.gateway("green")
        green.script {
            $0.lists = [.success([ListedInstance(id: "7105000002", label: "Found", status: .state(.unknown))])]
            $0.statuses["7105000002"] = [.success(.state(.awaitingLink))]
        }
        for name in ["waha-1", "gowa-1"] { bench.gateway(name).script { $0.lists = [.success([])] } }
        let task = Task { try await bench.run(["status", "--watch"]) }
        // The plan starts once two seconds have gone by since the list.
        await bench.changes.until { green.asked == ["list"] }
        let isTold = await eventually {
            bench.time.advance(by: .seconds(1))
            return bench.output.contains("SCAN")
        }
        #expect(isTold)
        task.cancel()
        _ = await task.result
        #expect(bench.output.contains("green/7105000002 Found  SCAN"))
        #expect(green.asked.count { $0 == "list" } == 1)
    }
}

@Suite("What a watch tells")
struct WatchBoardTests {
    private let connection = Bench().connection
    private let key = InstanceKey(gateway: "wawp-eu", id: "4F1A")
    private let start = Date(timeIntervalSince1970: 1_795_230_728)

    private func observed(_ outcome: Observation.Outcome, of subject: Observation.Subject? = nil) -> PollReport {
        let ask: Ask = if case .list = outcome { .list } else { .status }
        return .observed(
            Observation(subject ?? .instance(key), ask, outcome, startedAt: .zero, finishedAt: .zero),
            due: DueTimes(status: nil, code: nil, account: nil, round: .seconds(5)))
    }

    private func words(_ news: [WatchBoard.News]) -> [String] {
        news.map { news in
            switch news {
            case .change(let now, let before):
                let flags = now.riders.map(\.rawValue).sorted().joined(separator: " ")
                return "\(before?.state.word ?? "-") \(now.state.word) \(flags) \(now.failure?.message.text ?? "")"
            case .trouble(let sentence): return sentence
            }
        }
    }

    @Test("only what changed is told, with the time of the change, and a row goes stale at the third failure")
    func rows() throws {
        var board = WatchBoard(connection, of: [key])
        let failure = Observation.Outcome.failed(GatewayFailure(.server, "HTTP 502"))
        #expect(words(board.take(observed(.status(.state(.working))), at: start)) == ["- LINKED  "])
        #expect(board.take(observed(.status(.state(.working))), at: start + 5).isEmpty)
        let changed = board.take(observed(.status(.state(.disconnected))), at: start + 10)
        #expect(words(changed) == ["LINKED OFFLINE  "])
        guard case .change(let row, _)? = changed.first else { return }
        #expect(row.since == start + 10)
        #expect(words(board.take(observed(failure), at: start + 15)) == ["OFFLINE OFFLINE  HTTP 502"])
        #expect(board.take(observed(failure), at: start + 20).isEmpty)
        #expect(words(board.take(observed(failure), at: start + 25)) == ["OFFLINE OFFLINE stale HTTP 502"])
        #expect(words(board.take(observed(.status(.state(.working))), at: start + 30)) == ["OFFLINE LINKED  "])
    }

    @Test("an account that was read by itself stays while the link stands, and a wrong one is flagged")
    func account() throws {
        var board = WatchBoard(connection, of: [key])
        let linked = observed(.status(.state(.working)))
        _ = board.take(linked, at: start)
        let other = Account(phone: PhoneNumber(account: "201000000001@c.us"), name: nil)
        #expect(words(board.take(observed(.account(other)), at: start + 2)) == ["LINKED LINKED mismatch "])
        #expect(board.take(linked, at: start + 5).isEmpty)
        let down = board.take(observed(.status(.state(.loggedOut))), at: start + 10)
        #expect(words(down) == ["LINKED UNLINKED  "])
    }

    @Test("a gateway's trouble is told once, its rows grow stale with it, and its end is told too")
    func gateway() {
        var board = WatchBoard(connection, of: nil)
        _ = board.take(observed(.status(.state(.working))), at: start)
        let down = GatewayHealth(
            gateway: "wawp-eu", reachable: false, failure: GatewayFailure(.unreachable, "no answer"))
        #expect(words(board.take(.health(down), at: start + 5)) == ["wawp-eu: no answer"])
        #expect(board.take(.health(down), at: start + 9).isEmpty)
        #expect(words(board.take(.health(down), at: start + 16)) == ["LINKED LINKED stale "])
        #expect(
            words(board.take(.health(GatewayHealth(gateway: "wawp-eu")), at: start + 20)) == ["wawp-eu answers again"])
    }

    @Test("a list tells of all its rows, and of those that it has no more")
    func list() {
        var board = WatchBoard(connection, of: nil)
        let rows = ["shop", "other"].map { ListedInstance(id: $0, label: nil, status: .state(.working)) }
        let first = board.take(observed(.list(rows), of: .gateway("waha-1")), at: start)
        #expect(words(first) == ["- LINKED  ", "- LINKED  "])
        let second = board.take(observed(.list([rows[0]]), of: .gateway("waha-1")), at: start + 15)
        #expect(words(second) == ["LINKED MISSING  "])
    }
}
