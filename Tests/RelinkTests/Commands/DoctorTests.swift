import ArgumentParser
import Configuration
import Fleet
import Gateways
import Testing

@testable import relink

@Suite("relink doctor")
struct DoctorTests {
    private let bench = Bench()

    init() {
        bench.gateway("wawp-eu").script { $0.statuses["4F1A"] = [.success(.state(.working, raw: "WORKING"))] }
        bench.gateway("waha-1").script { $0.lists = [.success([])] }
        bench.gateway("gowa-1").script { $0.lists = [.success([])] }
    }

    private func run(
        _ words: [String] = [], screen: Console.Screen? = Bench.terminal, connection: FleetConnection? = nil
    ) async throws -> ShellStatus {
        let command = try #require(try Relink.parseAsRoot(["doctor"] + words) as? DoctorCommand)
        do {
            try await command.run(
                on: connection ?? bench.connection, path: "fleet.yaml", in: bench.context(screen: screen))
            return .done
        } catch let failure as CommandFailure {
            #expect(failure.message.isEmpty, "everything is said in a line of its own")
            return failure.status
        }
    }

    @Test("a healthy fleet is one line a check, and every gateway is asked once for its state and once for its version")
    func healthy() async throws {
        #expect(try await run() == .done)
        #expect(
            bench.output == """
                ok       config: fleet.yaml, 3 gateways, 3 instances named
                warning  wawp-eu secrets: none is configured
                ok       wawp-eu answers: 4F1A is WORKING
                ok       wawp-eu version: not told by wawp
                warning  waha-1 secrets: none is configured
                ok       waha-1 answers: it lists 0 instances
                ok       waha-1 version: not told by waha
                warning  gowa-1 secrets: none is configured
                ok       gowa-1 answers: it lists 0 instances
                ok       gowa-1 version: not told by gowa
                ok       terminal: xterm-256color
                ok       size: 100 columns, 50 rows
                ok       colours: 256; codes are drawn in two that no theme changes
                ok       characters: UTF-8
                ok       sextants: not known to be drawn; the application asks the terminal itself
                ok       alerts: bell, title, no desktop notifications, unless the terminal itself tells the \
                application more

                """)
        #expect(bench.gateways.map(\.asked) == [["status 4F1A"], ["list"], ["list"]])
    }

    @Test(
        "the exit status is that of the worst line",
        arguments: [
            (GatewayFailure.Kind.unreachable, ShellStatus.unavailable), (.server, .unavailable),
            (.credentials, .credentials), (.unexpected, .failed), (.notFound, .done),
        ])
    func failing(kind: GatewayFailure.Kind, status: ShellStatus) async throws {
        bench.gateway("waha-1").script { $0.lists = [.failure(GatewayFailure(kind, "what went wrong"))] }
        #expect(try await run() == status)
        let mark = status == .done ? "warning" : "FAILED "
        #expect(bench.output.contains("\(mark)  waha-1 answers: what went wrong\n"))
        #expect(bench.output.contains("ok       gowa-1 answers"), "the others are told all the same")
    }

    @Test("a secret that is not there fails its gateway and no other, and is told once")
    func secrets() async throws {
        var configuration = bench.configuration
        configuration.gateways[1].secret = .environment("WAHA_KEY")
        let missing = CommandFailure(.configuration, "waha-1: the environment variable WAHA_KEY is not set")
        let others = bench.gateways.filter { $0.name != "waha-1" }.map { ($0.name, $0 as any Gateway) }
        let connection = FleetConnection(
            configuration, gateways: Dictionary(uniqueKeysWithValues: others), unopened: ["waha-1": missing],
            time: bench.time)
        #expect(try await run(connection: connection) == .configuration)
        #expect(bench.output.contains("FAILED   waha-1 secrets: the environment variable WAHA_KEY is not set\n"))
        #expect(bench.output.ranges(of: "WAHA_KEY").count == 1)
        #expect(bench.gateway("waha-1").asked.isEmpty)
    }

    @Test("where a secret lies is not told, and what it says neither")
    func silence() async throws {
        var configuration = bench.configuration
        configuration.gateways[0].secret = .value(Secret("s3cr3t-0123456789"))
        configuration.gateways[0].instances[0].secret = .value(Secret("0wn-s3cr3t-01234"))
        let gateways = bench.gateways.map { ($0.name, $0 as any Gateway) }
        let connection = FleetConnection(
            configuration, gateways: Dictionary(uniqueKeysWithValues: gateways), time: bench.time)
        #expect(try await run(connection: connection) == .done)
        #expect(
            bench.output.contains("ok       wawp-eu secrets: read, one for the gateway and 1 for single instances\n"))
        #expect(!bench.output.contains("s3cr3t") && !bench.error.contains("s3cr3t"))
    }

    @Test("a pipe is told to be none of a terminal, and that is no failure")
    func pipe() async throws {
        #expect(try await run(screen: nil) == .done)
        #expect(bench.output.contains("warning  terminal: standard output is none"))
    }

    @Test("a small, plain terminal without a locale is warned about; one without a type fails")
    func poorTerminals() async throws {
        let small = Console.Screen(columns: 40, rows: 24, type: "vt100", isUTF8: false, cellAspect: nil)
        #expect(try await run(screen: small) == .done)
        #expect(bench.output.contains("warning  size: 40 columns, 24 rows; a code as half blocks needs 59 x 30\n"))
        #expect(bench.output.contains("warning  colours: none"))
        #expect(bench.output.contains("warning  characters: the locale is not UTF-8"))
        let dumb = Console.Screen(columns: 100, rows: 50, type: "dumb", isUTF8: true, cellAspect: nil)
        #expect(try await run(screen: dumb) == .failed)
    }

    @Test("how alerts leave is told, and a hook that is not there is warned about, without its arguments")
    func alerts() async throws {
        func told(_ settings: NotificationSettings) async throws -> String {
            var configuration = bench.configuration
            configuration.defaults.notifications = settings
            let gateways = bench.gateways.map { ($0.name, $0 as any Gateway) }
            #expect(
                try await run(
                    connection: FleetConnection(
                        configuration, gateways: Dictionary(uniqueKeysWithValues: gateways), time: bench.time)) == .done
            )
            return bench.output
        }
        let missing = NotificationSettings(bell: false, desktop: .osc9, hook: ["relink-no-such", "s3cr3t"])
        let output = try await told(missing)
        #expect(output.contains("ok       alerts: title, desktop notifications by osc9\n"))
        #expect(output.contains("warning  hook: relink-no-such was not found: write its whole path, or look at PATH\n"))
        #expect(!output.contains("s3cr3t"))
        let quiet = NotificationSettings(bell: false, title: false, desktop: .off, hook: ["/bin/sh"])
        #expect(
            try await told(quiet).contains("ok       alerts: only the line on the screen\nok       hook: /bin/sh\n"))
    }

    @Test("a type that the system has no entry for fails")
    func unknownType() async throws {
        var screen = Bench.terminal
        screen.type = "nobody-has-this"
        #expect(try await run(screen: screen) == .failed)
        #expect(bench.output.contains("FAILED   colours: the system has no terminfo entry for nobody-has-this\n"))
    }
}
