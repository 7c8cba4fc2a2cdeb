import ArgumentParser
import Fleet

/// What `start`, `stop`, `restart` and `logout` have in common: list, ask, act once for each, tell each result.
protocol ActCommand: AsyncParsableCommand {
    static var act: Act { get }
    var arguments: ActArguments { get }
    var options: GlobalOptions { get }
}

extension ActCommand {
    func run() async throws { try await run(in: Wiring.context(options)) }

    func run(in context: CommandContext) async throws {
        try refuseReadOnly()
        let configuration = try context.loadConfiguration(options)
        let connection = await FleetConnection.open(configuration, for: arguments.instances, in: context)
        try await run(on: connection, in: context)
    }

    func run(on connection: FleetConnection, in context: CommandContext) async throws {
        try refuseReadOnly()
        let console = context.console
        let keys = try await InstanceName.resolve(arguments.instances, in: connection, forActing: true)
        let lines = keys.map { key in
            let label = connection.gateways[key.gateway]?.configured(key.id)?.label
            return [Self.act.rawValue, key.description, label?.text].compactMap(\.self).joined(separator: "  ")
        }
        if arguments.dryRun {
            if arguments.json {
                console.line(JSONValue.list(keys.map { ActResult($0, Self.act, .planned).json }).document)
            } else {
                lines.forEach { console.line("would \($0)") }
            }
            return
        }
        if !arguments.yes { try confirm(lines, keys, console) }

        let json = arguments.json
        let journal = CommandJournal(context, connection)
        let results = await ActRound(act: Self.act, connection: connection, time: context.time).run(keys) { result in
            journal.record(result)
            if !json { console.line(result.line) }
        }
        await journal.close()
        if json { console.line(JSONValue.list(results.map(\.json)).document) }
        let status = ShellStatus.worst(results.map(\.exitStatus))
        if status != .done { throw CommandFailure(status) }
    }

    private func refuseReadOnly() throws(CommandFailure) {
        guard options.readOnly, !arguments.dryRun else { return }
        throw CommandFailure(.usage, "\(Self.act.rawValue) changes instances; --read-only forbids it")
    }

    private func confirm(_ lines: [String], _ keys: [InstanceKey], _ console: Console) throws(CommandFailure) {
        guard let ask = console.ask else {
            throw CommandFailure(.usage, "there is nobody to ask: add --yes, or --dry-run to see what would be done")
        }
        var question = lines.map { "  \($0)\n" }.joined()
        if keys.count > 1 {
            let seconds = Dictionary(grouping: keys, by: \.gateway).values.reduce(0) { max($0, $1.count) }
            question += "\(keys.count) instances, one a second at each gateway: about \(seconds) s. Ctrl-C stops.\n"
        }
        question += "Go on? [y/N] "
        let answer = ask(question)?.lowercased() ?? ""
        guard answer == "y" || answer == "yes" else { throw CommandFailure(.failed, "nothing was done") }
    }
}
