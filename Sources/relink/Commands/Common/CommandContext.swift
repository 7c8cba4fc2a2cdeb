import Configuration
import Fleet
import Foundation
import Gateways
import Journal

/// What a command needs of the world around it. `Wiring` makes the real one, tests make their own.
struct CommandContext: Sendable {
    var environment: [String: String]
    var console: Console
    var files: any FileDoor = SystemFiles()
    var time: any TimeSource
    /// Makes the gateway a configuration describes; nothing is sent yet.
    var makeGateway: @Sendable (GatewayConfiguration, GatewaySecrets) throws -> any Gateway

    /// Where times of day are read and written.
    var timeZone = TimeZone.current
    /// The journal of the state folder, as much kept as the policy says; `nil` where none is written.
    var openJournal: @Sendable (JournalPolicy) -> Journal? = { _ in nil }

    var location: ConfigurationLocation { ConfigurationLocation(environment: environment) }

    /// Reads the configuration that the options and the environment name.
    func loadConfiguration(_ options: GlobalOptions) throws -> FleetConfiguration {
        let path = try configurationFile(options)
        do throws(ConfigurationProblems) {
            return try ConfigurationReader(home: location.home, vocabulary: Wiring.keyVocabulary).load(
                path, from: files)
        } catch {
            throw CommandFailure(error)
        }
    }

    /// Where the journal and the log are; `nil` without a home folder.
    func stateFolder() throws -> String? {
        do throws(ConfigurationProblems) {
            return try location.stateFolder()
        } catch {
            throw CommandFailure(error)
        }
    }

    func configurationFile(_ options: GlobalOptions) throws -> String {
        do throws(ConfigurationProblems) {
            return try location.configurationFile(named: options.configurationFile)
        } catch {
            throw CommandFailure(error)
        }
    }
}
