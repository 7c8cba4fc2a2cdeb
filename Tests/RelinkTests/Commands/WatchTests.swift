import Fleet
import Testing

@testable import relink

@Suite("relink status --watch")
struct WatchTests {
    private let bench = Bench()

    @Test("prints each instance once and then each change, one JSON object a line, and keeps the floor")
    func changes() async throws {
        let gateway = bench.gateway("wawp-eu")
        gateway.script {
            $0.statuses["4F1A"] = [
                .success(.state(.working)), .success(.state(.working)), .success(.state(.disconnected)),
                .failure(GatewayFailure(.server, "HTTP 502")), .failure(GatewayFailure(.server, "HTTP 502")),
                .failure(GatewayFailure(.server, "HTTP 502")), .success(.state(.working)),
            ]
        }
        var lines = await watch(["status", "wawp-eu/4F1A", "--watch", "--json"], until: 5)
        let observed = #""observedAt":"2026-11-21T"#
        lines = lines.map { line in
            line.firstRange(of: observed).map {
                String(line[..<$0.lowerBound]) + String(line[$0.upperBound...].dropFirst(11))
            } ?? line
        }
        let start = #"{"gateway":"wawp-eu","kind":"wawp","id":"4F1A","label":"Clinic North","state":"#
        let end = #""source":"status","expectedPhone":"201145202826","error":"#
        #expect(
            lines == [
                start + #""working","raw":"raw","flags":[],"# + end + "null}",
                start + #""disconnected","raw":"raw","flags":[],"since":"2026-11-21T03:12:18Z","# + end + "null}",
                start + #""disconnected","raw":"raw","flags":[],"since":"2026-11-21T03:12:18Z","# + end
                    + #""HTTP 502"}"#,
                start + #""disconnected","raw":"raw","flags":["stale"],"since":"2026-11-21T03:12:18Z","# + end
                    + #""HTTP 502"}"#,
                start + #""working","raw":"raw","flags":[],"since":"2026-11-21T03:12:38Z","# + end + "null}",
            ])
        let starts = gateway.requests.map(\.at)
        #expect(zip(starts, starts.dropFirst()).allSatisfy { $0.duration(to: $1) >= .seconds(2) })
    }

    @Test("plain lines say what became what")
    func plain() async throws {
        bench.gateway("wawp-eu").script {
            $0.statuses["77B0"] = [.success(.state(.working)), .success(.state(.loggedOut))]
        }
        #expect(
            await watch(["status", "wawp-eu/77B0", "--watch"], until: 2) == [
                "2026-11-21T03:12:08Z  wawp-eu/77B0 Depot  LINKED",
                "2026-11-21T03:12:13Z  wawp-eu/77B0 Depot  LINKED → UNLINKED",
            ])
    }

    /// Runs until so many lines are out, and ends the watch as a signal would.
    private func watch(_ words: [String], until count: Int) async -> [String] {
        let task = Task { try await bench.run(words) }
        while bench.output.split(separator: "\n").count < count { await Task.yield() }
        task.cancel()
        _ = await task.result
        return bench.output.split(separator: "\n").prefix(count).map(String.init)
    }
}
