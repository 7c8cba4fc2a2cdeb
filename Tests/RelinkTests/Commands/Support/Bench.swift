import ArgumentParser
import Configuration
import Fleet
import Gateways
import Journal
import Synchronization
import TestKit

@testable import relink

/// A fleet of fake gateways with a recorded console: everything a command touches.
final class Bench: Sendable {
    let time: HandTime
    let changes = Changes()
    let gateways: [FakeGateway]
    let configuration: FleetConfiguration
    /// Where a journal is kept, if one is.
    private let home: TemporaryHome?
    private let written = Mutex((output: "", error: ""))
    private let answers = Mutex([String]())

    /// `wawp-eu` lists nothing and has two configured rows; `waha-1` lists.
    ///
    /// - Parameter jumps: for commands that sleep between two acts. Those that run the poll plan sleep for several
    ///   things at once: there a test moves the clock.
    /// - Parameter home: commands keep a journal there.
    /// - Parameter finds: beside the others there is `green`, whose partner's token finds instances.
    init(jumps: Bool = true, home: TemporaryHome? = nil, finds: Bool = false) {
        self.home = home
        time = HandTime(jumps: jumps, from: .seconds(100))
        let wawp = FakeGateway("wawp-eu", .wawp, lists: false, time: time, changes: changes)
        let waha = FakeGateway("waha-1", .waha, lists: true, time: time, changes: changes)
        let gowa = FakeGateway(
            "gowa-1", .gowa, lists: true, time: time, changes: changes, acts: [.restart, .logout], polled: false)
        let green = FakeGateway(
            "green", .greenAPI, lists: false, time: time, changes: changes, acts: [.restart, .logout], discovers: true)
        gateways = [wawp, waha, gowa] + (finds ? [green] : [])
        var configured = [
            GatewayConfiguration(
                name: "wawp-eu", kind: .wawp, url: "https://wawp.invalid",
                instances: [
                    InstanceConfiguration(
                        id: "4F1A", label: "Clinic North", phone: try? PhoneNumber(typed: "201145202826")),
                    InstanceConfiguration(id: "77B0", label: "Depot"),
                ]),
            GatewayConfiguration(
                name: "waha-1", kind: .waha, url: "https://waha.invalid",
                instances: [InstanceConfiguration(id: "shop", label: "Shop")]),
            GatewayConfiguration(name: "gowa-1", kind: .gowa, url: "https://gowa.invalid"),
        ]
        if finds {
            configured.append(
                GatewayConfiguration(
                    name: "green", kind: .greenAPI, url: "https://green.invalid",
                    instances: [InstanceConfiguration(id: "7105000001", label: "Bakery Nile")]))
        }
        configuration = FleetConfiguration(gateways: configured)
    }

    func gateway(_ name: String) -> FakeGateway { gateways.first { $0.name == name }! }

    var connection: FleetConnection {
        let open = gateways.map { ($0.name, $0 as any Gateway) }
        return FleetConnection(
            configuration, gateways: Dictionary(uniqueKeysWithValues: open), time: time)
    }

    /// - Parameter screen: `nil` for a pipe.
    /// - Parameter typed: lines that the person types; `nil` when there is none.
    func context(screen: Console.Screen? = nil, typed: [String]? = nil) -> CommandContext {
        answers.withLock { $0 = typed ?? [] }
        let ask: @Sendable (String) -> String? = { [self] question in
            written.withLock { $0.error += question }
            return answers.withLock { $0.isEmpty ? nil : $0.removeFirst() }
        }
        let console = Console(
            screen: screen, errorIsTerminal: screen != nil, noColour: false,
            write: { [self] text in
                written.withLock { $0.output += text }
                changes.note()
            },
            writeError: { [self] text in
                written.withLock { $0.error += text }
                changes.note()
            }, ask: typed == nil ? nil : ask)
        var context = CommandContext(environment: [:], console: console, time: time) { [self] entry, _ in
            gateway(entry.name)
        }
        if let home {
            context.environment = ["HOME": home.path]
            context.openJournal = { [self] _ in journal(home) }
        }
        return context
    }

    private func journal(_ home: TemporaryHome) -> Journal {
        Journal(
            folder: "\(home.path)/.local/state/relink", person: Person(user: "night"), tidies: false, time: time)
    }

    /// Of the home folder, opened anew.
    var journal: Journal? { home.map(journal) }

    var output: String { written.withLock { $0.output } }
    var error: String { written.withLock { $0.error } }

    /// Parses and runs a command line, and returns its exit status and the sentence it ended with.
    func run(
        _ words: [String], screen: Console.Screen? = nil, typed: [String]? = nil
    ) async throws -> (status: ShellStatus, message: String) {
        let context = context(screen: screen, typed: typed)
        do {
            switch try Relink.parseAsRoot(words) {
            case let command as StatusCommand: try await command.run(on: connection, in: context)
            case let command as QRCommand: try await command.run(on: connection, in: context)
            case let command as PairCommand:
                try await command.run(try command.number(), on: connection, in: context)
            case let command as WaitCommand: try await command.run(on: connection, in: context)
            case let command as any ActCommand: try await command.run(on: connection, in: context)
            default: throw CommandFailure(.usage, "the bench does not run this command")
            }
            return (.done, "")
        } catch let failure as CommandFailure {
            return (failure.status, failure.message)
        }
    }

    static let terminal = Console.Screen(columns: 100, rows: 50, type: "xterm-256color", isUTF8: true, cellAspect: nil)
}
