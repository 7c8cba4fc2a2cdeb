import ArgumentParser
import Configuration
import Fleet
import FoundationEssentials
import Gateways

struct PairCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pair", abstract: "Ask for a pairing code, to be typed on the phone instead of scanning.",
        discussion: "The code is printed alone on the first line of standard output.")

    @Argument(help: "gateway/id, or an id or label that is unique.")
    var instance: String

    @Option(name: .long, help: "The phone's number with its country code, such as +201145202826.")
    var phone: String

    @Flag(name: .long, help: "Print one JSON object.")
    var json = false

    @Flag(
        name: .long,
        help: """
            Ask even for a number that is linked elsewhere, within 30 s of the last code, and after three codes in ten \
            minutes, which can lock the number out for hours.
            """)
    var anyway = false

    @OptionGroup var options: GlobalOptions

    func run() async throws { try await run(in: Wiring.context(options)) }

    func run(in context: CommandContext) async throws {
        let number = try number()
        try refuseReadOnly()
        let configuration = try context.loadConfiguration(options)
        // The number is looked for at all of them.
        let connection = await FleetConnection.open(configuration, for: [], in: context)
        try await run(number, on: connection, in: context)
    }

    func run(_ number: PhoneNumber, on connection: FleetConnection, in context: CommandContext) async throws {
        let keys = try await InstanceName.resolve([instance], in: connection, forActing: true)
        guard let key = keys.first else { return }
        let open = try connection.gateway(key.gateway)
        guard open.gateway.abilities.pairingCode else {
            throw CommandFailure(
                .failed, "\(key): \(open.configuration.kind.rawValue) has no pairing codes: use relink qr \(key)")
        }
        let journal = CommandJournal(context, connection)
        let request = PairRequest(
            key: key, number: number, anyway: anyway, open: open, connection: connection, journal: journal,
            context: context)
        let requested: Date
        let reading: PairingReading
        do throws(CommandFailure) {
            (reading, requested) = try await request.run()
        } catch {
            await journal.close()
            throw error
        }
        await journal.close()
        let expiry = CodeExpiry.ofPairingCode(
            reading.lifetime, of: open.configuration.kind, from: context.time.date)
        if json {
            context.console.line(
                JSONValue.members([
                    ("gateway", .text(key.gateway)), ("id", .text(key.id)), ("code", .text(reading.code.grouped)),
                    ("requestedAt", UTCTime.json(requested)), ("expiresAt", UTCTime.json(expiry.at)),
                    ("expirySource", .text(expiry.source.rawValue)),
                ]).line)
            return
        }
        context.console.line(reading.code.grouped)
        context.console.progress(
            """
            For \(number.masked), good for \(expiry.words(from: context.time.date)). On the phone: \
            Linked devices > Link a device > Link with phone number instead.
            """)
    }

    func number() throws(CommandFailure) -> PhoneNumber {
        do throws(PhoneNumber.Problem) {
            return try PhoneNumber(typed: phone)
        } catch {
            throw CommandFailure(.usage, "--phone is no phone number: \(error.sentence)")
        }
    }

    private func refuseReadOnly() throws(CommandFailure) {
        if options.readOnly { throw CommandFailure(.usage, "a pairing code begins a link; --read-only forbids it") }
    }
}
