import Board
import Configuration
import Fleet
import Gateways
import Journal
import Terminal

extension Wiring {
    /// Runs the application for one link, told in lines.
    static func runLink(
        _ request: LinkRequest, _ printer: QRPrinter, on connection: FleetConnection, _ options: GlobalOptions,
        in context: CommandContext
    ) async throws {
        let fleet = ApplicationFleet(connection).narrowed(to: request.key)
        let defaults = connection.configuration.defaults
        let journal =
            context.openJournal(defaults.journal)
            ?? Journal(
                folder: nil, person: Person(environment: context.environment), policy: defaults.journal,
                time: context.time)
        var settings = settings(defaults, ApplicationOptions(options, noColour: context.console.noColour))
        settings.person = Person(environment: context.environment)
        settings.fingerprints = journal.fingerprintKey()
        settings.reducedMotion = true
        let setup = ApplicationSetup(
            settings: settings, environment: context.environment, seed: UInt64.random(in: 0...UInt64.max),
            log: LogFile(folder: try? context.stateFolder(), level: options.logLevel), journal: journal,
            only: request.key)
        let face = LinkFace(
            request, printer, context.console, ascii: options.ascii, from: context.time.now)
        try await run(Application(fleet, setup: setup, face: face, time: context.time))
    }
}

extension ApplicationFleet {
    /// The gateway of one instance alone; with the others that it lists, since one of them may have the same number.
    fileprivate func narrowed(to key: InstanceKey) -> ApplicationFleet {
        var fleet = self
        fleet.configuration.gateways = configuration.gateways.filter { $0.name == key.gateway }
        fleet.gateways = gateways.filter { $0.name == key.gateway }
        fleet.unopened = unopened.filter { $0.key == key.gateway }
        let lists = fleet.gateways.contains { $0.abilities.lists && !$0.abilities.discovers }
        for index in fleet.configuration.gateways.indices {
            var instances = fleet.configuration.gateways[index].instances
            let own = instances.first { $0.id == key.id } ?? InstanceConfiguration(id: key.id)
            instances = lists ? instances.filter { $0.id != key.id } : []
            fleet.configuration.gateways[index].instances = instances + [own]
        }
        return fleet
    }
}
