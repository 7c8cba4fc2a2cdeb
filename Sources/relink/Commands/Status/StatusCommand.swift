import ArgumentParser
import Fleet
import Configuration

struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Print the states of instances.",
        discussion: """
            INSTANCE is gateway/id, or an id or label that is unique. Without one, the whole fleet is asked: one list \
            where the gateway lists, one by one elsewhere. Where whose account it is comes by a request of its own, linked \
            instances are asked twice, two seconds apart.
            """)

    @Argument(help: "The instances; all of them when none is named.")
    var instances: [String] = []

    @Flag(name: .long, help: "Print a JSON array; with --watch, one object a line.")
    var json = false

    @Flag(name: .long, help: "Keep asking, and print what changes.")
    var watch = false

    @OptionGroup var options: GlobalOptions

    func run() async throws { try await run(in: Wiring.context(options)) }

    func run(in context: CommandContext) async throws {
        let configuration = try context.loadConfiguration(options)
        let connection = await FleetConnection.open(configuration, for: instances, in: context)
        try await run(on: connection, in: context)
    }

    func run(on connection: FleetConnection, in context: CommandContext) async throws {
        let keys = instances.isEmpty ? nil : try await InstanceName.resolve(instances, in: connection)
        if watch {
            try await StatusWatch(connection: connection, keys: keys, json: json, context: context).run()
            return
        }
        let answers = await StatusSurvey(connection: connection, time: context.time).run(keys)
        var reports = answers.reports
        await RememberedStates(in: context, by: connection.configuration.defaults.journal)?.tellSince(&reports)
        if json {
            context.console.line(JSONValue.list(reports.map(\.json)).document)
        } else if !reports.isEmpty || answers.exitStatus == .done {
            let phones: PhoneText = connection.configuration.defaults.revealPhones ? .full : .masked
            let table = StatusTable(phones: phones, ascii: options.ascii)
            context.console.write(table.text(reports, for: context.console))
        }
        for failure in answers.compactMap(\.failure) { context.console.remark(failure.message) }
        let status = answers.exitStatus
        if status != .done { throw CommandFailure(status) }
    }
}
