import ArgumentParser
import Fleet

struct WaitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wait", abstract: "Wait until instances are in a state.",
        discussion: "A gateway that does not answer is waited for as well, with growing pauses.")

    @Argument(help: "gateway/id, or an id or label that is unique.")
    var instances: [String]

    @Option(name: .customLong("for"), help: "The state, as in JSON (awaitingLink) or on screen (SCAN).")
    var state: StateName = StateName(state: .working)

    @Option(
        name: .long,
        help: ArgumentHelp("Give up after this time; without it, wait as long as it takes.", valueName: "seconds"))
    var timeout: Double?

    @OptionGroup var options: GlobalOptions

    func validate() throws {
        guard (1...31_536_000).contains(timeout ?? 1) else {
            throw ValidationError("--timeout is from 1 to 31536000 seconds")
        }
    }

    func run() async throws { try await run(in: Wiring.context(options)) }

    func run(in context: CommandContext) async throws {
        let configuration = try context.loadConfiguration(options)
        let connection = await FleetConnection.open(configuration, for: instances, in: context)
        try await run(on: connection, in: context)
    }

    func run(on connection: FleetConnection, in context: CommandContext) async throws {
        let time = context.time
        let deadline = timeout.map { time.now.advanced(by: .seconds($0)) }
        let keys = try await InstanceName.resolve(instances, in: connection)
        var wait = StateWait(keys.compactMap(connection.blankReport), for: state.state)
        let poll = FleetPoll(connection, time, watching: keys, pacing: Self.pacing)
        let isDone: Bool? = try await poll.run(until: deadline) { report, coordinator in
            let step = try wait.take(report, at: time.date)
            for report in step.news { context.console.progress("\(report.key) \(report.word)") }
            if wait.open.isEmpty { return true }
            for gateway in Set(step.arrived.map(\.gateway)) {
                await poll.watch(wait.open.keys.filter { $0.gateway == gateway }, of: gateway, by: coordinator)
            }
            return nil
        }
        if isDone == nil { throw wait.timedOut }
    }

    /// Somebody waits: as often as while a link window is open.
    private static func pacing(_ gateway: GatewayConfiguration) -> Pacing {
        var pacing = gateway.pacing
        pacing.idleStatus = pacing.linkStatus
        return pacing
    }
}

/// A state by either of its names.
struct StateName: ExpressibleByArgument, Hashable, Sendable {
    var state: LinkState

    init(state: LinkState) { self.state = state }

    init?(argument: String) {
        let wanted = argument.lowercased()
        guard
            let state = LinkState.allCases.first(where: {
                [$0.rawValue.lowercased(), $0.word.lowercased()].contains(wanted)
            })
        else { return nil }
        self.state = state
    }

    var defaultValueDescription: String { state.rawValue }

    static var allValueStrings: [String] { LinkState.allCases.map(\.rawValue) }
}
