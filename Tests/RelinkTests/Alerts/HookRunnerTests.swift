import Board
import Configuration
import Fleet
import Foundation
import Synchronization
import TestKit
import Testing

@testable import relink

@Suite("Hooks, run for real", .timeLimit(.minutes(15)))
struct HookRunnerTests {
    private static let since = Date(timeIntervalSince1970: 1_795_264_869)

    private static func facts(_ id: String = "7") -> AlertFacts {
        AlertFacts(
            event: .dropped, gateway: "waha-1", kind: .waha, ids: [id], count: 1, name: "Store; $(touch x) \"7\"",
            state: .loggedOut, was: .working, reason: nil, since: since, flaps: 0, text: "it dropped")
    }

    /// What a runner complained of.
    private final class Complaints: Sendable {
        private let all = Mutex<[String]>([])
        func add(_ text: String) { all.withLock { $0.append(text) } }
        var texts: [String] { all.withLock { $0 } }
    }

    private func runner(
        _ script: String, _ arguments: [String] = [], limit: Duration = .seconds(60), home: TemporaryHome
    ) -> (HookRunner, Complaints) {
        let complaints = Complaints()
        let plan = HookRunner.Plan(
            words: ["/bin/sh", "-c", script] + arguments, limit: limit,
            environment: ["PATH": "/usr/bin:/bin", "HOME": home.path])
        return (HookRunner(plan) { complaints.add($0) }, complaints)
    }

    private func wait(_ what: String, _ condition: () -> Bool) async throws {
        try #require(await eventually(every: .milliseconds(10), condition), "never: \(what)")
    }

    @Test("it gets the facts by name, as they are: no shell reads them")
    func environment() async throws {
        let home = try TemporaryHome()
        let (hooks, complaints) = runner("env -0 > \"$HOME/part\" && mv \"$HOME/part\" \"$HOME/done\"", home: home)
        await hooks.run(Self.facts())
        try await wait("the hook's file") { FileManager.default.fileExists(atPath: "\(home.path)/done") }
        let told = try #require(home.texts()["done"]).split(separator: "\0").map(String.init)
        let expected = [
            "RELINK_EVENT=dropped", "RELINK_GATEWAY=waha-1", "RELINK_KIND=waha", "RELINK_ID=7", "RELINK_IDS=7",
            "RELINK_NAME=Store; $(touch x) \"7\"", "RELINK_STATE=loggedOut", "RELINK_WAS=working",
            "RELINK_SINCE=\(UTCTime.text(Self.since))", "RELINK_COUNT=1", "RELINK_TEXT=it dropped",
        ]
        #expect(Set(told.filter { $0.hasPrefix("RELINK_") }) == Set(expected))
        #expect(told.contains("HOME=\(home.path)"))
        #expect(home.texts().count == 1)
        #expect(complaints.texts.isEmpty)
    }

    @Test("one at a time, in order")
    func order() async throws {
        let home = try TemporaryHome()
        // Fails where another one holds the lock.
        let (hooks, complaints) = runner(
            "cd \"$HOME\" && exec flock -n lock sh -c 'sleep 0.02; echo $RELINK_ID >> all'", home: home)
        for id in 0..<10 { await hooks.run(Self.facts("\(id)")) }
        try await wait("ten lines") { home.texts()["all"]?.split(separator: "\n").count == 10 }
        #expect(home.texts()["all"]?.split(separator: "\n").map(String.init) == (0..<10).map { "\($0)" })
        #expect(complaints.texts.isEmpty)
    }

    @Test("what comes while too many wait is dropped, told once, and the rest goes on")
    func flood() async throws {
        let home = try TemporaryHome()
        let (hooks, complaints) = runner(
            "while [ ! -e \"$HOME/go\" ]; do sleep 0.02; done; echo $RELINK_ID >> \"$HOME/all\"", home: home)
        for id in 0..<100 { await hooks.run(Self.facts("\(id)")) }
        try home.write("", as: "go")
        try await wait("those that waited") { (home.texts()["all"]?.split(separator: "\n").count ?? 0) >= 32 }
        try await wait("one sentence") { complaints.texts.count == 1 }
        #expect(complaints.texts == ["the hook is too slow: 32 alerts wait for it, and more are dropped"])
        let done = home.texts()["all"]?.split(separator: "\n").map(String.init) ?? []
        #expect(done.first == "0" && done.count <= 33)
    }

    @Test("a hook that fails is told by its name and status, and the next one runs")
    func failing() async throws {
        let home = try TemporaryHome()
        let (hooks, complaints) = runner(
            "echo $RELINK_ID >> \"$HOME/all\"; echo hunter2 >&2; exit $RELINK_ID", ["hunter2"], home: home)
        for id in ["3", "0", "4"] { await hooks.run(Self.facts(id)) }
        try await wait("two complaints") { complaints.texts.count == 2 }
        #expect(
            complaints.texts
                == [3, 4].map { "the hook /bin/sh failed with exit status \($0): run it by hand to see why" })
    }

    @Test("a hook that does not end is killed at its limit")
    func late() async throws {
        let home = try TemporaryHome()
        let (hooks, complaints) = runner(
            "[ $RELINK_ID = 1 ] && exec sleep 1000; echo $RELINK_ID > \"$HOME/done\"", limit: .seconds(1), home: home)
        await hooks.run(Self.facts("1"))
        await hooks.run(Self.facts("2"))
        try await wait("the second one") { home.texts()["done"] == "2\n" }
        #expect(complaints.texts == ["the hook /bin/sh did not end within 1 s and was killed: see hook-limit"])
    }

    @Test("a program that is not there is told; no hook is none")
    func missing() async throws {
        let complaints = Complaints()
        let hooks = HookRunner(HookRunner.Plan(words: [], limit: .seconds(1), environment: [:])) { complaints.add($0) }
        await hooks.run(Self.facts())
        await hooks.use(HookRunner.Plan(words: ["relink-no-such"], limit: .seconds(1), environment: [:]))
        await hooks.run(Self.facts())
        try await wait("a complaint") { !complaints.texts.isEmpty }
        #expect(
            complaints.texts == ["the hook relink-no-such was not found: write its whole path, or look at PATH"])
    }

    @Test("the variables that the configuration names as secrets, and facts of an outer hook, are taken out")
    func secrets() {
        let configuration = FleetConfiguration(gateways: [
            GatewayConfiguration(
                name: "a", kind: .wawp, url: "https://a", secret: .environment("WAWP_TOKEN"),
                instances: [
                    InstanceConfiguration(id: "1", secret: .environment("ONE")), InstanceConfiguration(id: "2"),
                ])
        ])
        let left = HookEnvironment.base(
            [
                "WAWP_TOKEN": "x", "ONE": "y", "PATH": "/bin", "RELINK_CONFIG": "/c", "RELINK_ID": "7",
                "RELINK_REASON": "old",
            ], without: configuration)
        #expect(left == ["PATH": "/bin", "RELINK_CONFIG": "/c"])
    }

    @Test("several: all ids, a count, and no name")
    func several() {
        var facts = Self.facts()
        facts.ids = ["1", "2"]
        facts.count = 2
        facts.name = nil
        facts.state = nil
        let told = HookEnvironment.facts(facts)
        #expect(told["RELINK_IDS"] == "1\n2" && told["RELINK_COUNT"] == "2")
        #expect(told["RELINK_ID"] == nil && told["RELINK_NAME"] == nil && told["RELINK_STATE"] == nil)
    }
}
