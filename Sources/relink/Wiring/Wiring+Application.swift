import Alerts
import Board
import Configuration
import Fleet
import Foundation
import Grid
import Journal
import Terminal

extension Wiring {
    /// Runs the application until its user leaves it, a signal ends it or the terminal is gone.
    static func runApplication(
        _ configuration: FleetConfiguration, _ options: ApplicationOptions, in context: CommandContext
    ) async throws {
        let connection = await FleetConnection.open(configuration, for: [], in: context)
        let log = LogFile(folder: options.stateFolder, level: options.logLevel)
        let person = Person(environment: context.environment)
        // A demo leaves nothing behind: its journal lives in memory.
        let journal = Journal(
            folder: options.isDemo ? nil : options.stateFolder, person: person, policy: configuration.defaults.journal,
            time: context.time)
        var settings = settings(configuration.defaults, options)
        settings.person = person
        settings.fingerprints = journal.fingerprintKey()
        let setup = ApplicationSetup(
            settings: settings,
            environment: context.environment,
            configurationFile: options.configurationFile, configurationStamp: options.configurationStamp,
            seed: UInt64.random(in: 0...UInt64.max), log: log, journal: journal, stateFolder: options.stateFolder)
        try await run(
            Application(
                ApplicationFleet(connection), setup: setup, face: face(configuration.defaults, options, context),
                time: context.time, reload: reloading(options, context)))
    }

    /// Runs it to its end, and lets the process end in the same way.
    static func run(_ application: Application) async throws {
        do {
            switch try await application.run() {
            case .quit: return
            case .signal(let number): Terminal.endProcess(by: number)
            case .terminalGone: exit(ShellStatus.failed.rawValue)
            case .finished(let failure): if let failure { throw failure }
            }
        } catch let problem as TerminalProblem {
            throw CommandFailure(.usage, problem.description)
        }
    }

    private static func face(
        _ defaults: Defaults, _ options: ApplicationOptions, _ context: CommandContext
    ) -> any Face {
        options.plain
            ? PlainFace(context.console, ascii: options.ascii)
            : ScreenFace(terminal(defaults, options, context))
    }

    static func settings(_ defaults: Defaults, _ options: ApplicationOptions) -> Settings {
        var settings = Settings(
            isDemo: options.isDemo, isReadOnly: options.readOnly, ascii: options.ascii,
            reducedMotion: defaults.reducedMotion || options.plain, revealPhones: defaults.revealPhones,
            utcOffset: TimeZone.current.secondsFromGMT(), alerts: AlertRules(defaults.notifications))
        if case .success(let keys) = KeyMap.make(defaults.keys) { settings.keys = keys }
        return settings
    }

    private static func terminal(
        _ defaults: Defaults, _ options: ApplicationOptions, _ context: CommandContext
    ) -> TerminalOptions {
        var terminal = TerminalOptions(
            theme: theme(defaults.theme, context.environment), ascii: options.ascii, environment: context.environment,
            // Answers of a far terminal come later, as an event; the first paint does not wait for them.
            answerLimit: .milliseconds(60))
        terminal.colour = !options.noColour
        return terminal
    }

    /// `auto` goes by COLORFGBG, the one variable in which some terminals tell their background.
    private static func theme(_ choice: ThemeChoice, _ environment: [String: String]) -> Theme {
        guard choice == .auto else { return Theme.named(choice.rawValue) ?? .dark }
        let background = environment["COLORFGBG"]?.split(separator: ";").last.flatMap { Int($0) }
        return background == 7 || background == 15 ? .light : .dark
    }

    private static func reloading(
        _ options: ApplicationOptions, _ context: CommandContext
    ) -> (@Sendable () async throws -> ApplicationFleet)? {
        guard let file = options.configurationFile else { return nil }
        return {
            let reader = ConfigurationReader(home: context.location.home, vocabulary: keyVocabulary)
            let configuration = try reader.load(file, from: context.files)
            return ApplicationFleet(await FleetConnection.open(configuration, for: [], in: context))
        }
    }
}

extension AlertRules {
    init(_ settings: NotificationSettings) { self.init(stableFor: settings.stableFor, events: settings.events) }
}

extension ApplicationFleet {
    init(_ connection: FleetConnection) {
        self.init(
            configuration: connection.configuration, gateways: connection.gateways.values.map(\.gateway),
            unopened: connection.unopened.mapValues { CleanText($0.message) })
    }
}
