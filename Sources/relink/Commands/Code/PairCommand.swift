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

    @Flag(name: .long, help: "Ask even after three codes in ten minutes, which can lock the number out for hours.")
    var anyway = false

    @OptionGroup var options: GlobalOptions

    func run() async throws { try await run(in: Wiring.context(options)) }

    func run(in context: CommandContext) async throws {
        let number = try number()
        try refuseReadOnly()
        let configuration = try context.loadConfiguration(options)
        let connection = await FleetConnection.open(configuration, for: [instance], in: context)
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
        if let expected = open.configured(key.id)?.phone, expected.canonicalKey != number.canonicalKey {
            let (mine, other) = (expected.masked(besides: number), number.masked(besides: expected))
            context.console.remark("\(key) belongs to \(mine), and the code is for \(other)")
        }
        let journal = CommandJournal(context, connection)
        if let until = await journal.record(pairing: number, of: key, anyway: anyway) {
            await journal.close()
            let minutes = Int((until.timeIntervalSince(context.time.date) / 60).rounded(.up))
            throw CommandFailure(
                .failed,
                "\(key): three codes in ten minutes are enough for \(number.masked), the next one in \(minutes) min; "
                    + "a QR costs nothing (relink qr \(key)), and --anyway asks all the same")
        }
        let requested = context.time.date
        let reading: PairingReading
        switch await open.pairingCode(for: key.id, phone: number) {
        case .success(let answer): reading = answer
        case .failure(let failure):
            journal.record(refusal: failure, of: key)
            await journal.close()
            throw Self.failure(failure, key)
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

    /// Asking again is a person's decision: every request makes a new code.
    private static func failure(_ failure: GatewayFailure, _ key: InstanceKey) -> CommandFailure {
        switch failure.kind {
        case .notReady(let reading?) where ![.awaitingLink, .unknown].contains(reading.state):
            CodeWait.refusal(for: reading, key)
                ?? CommandFailure(
                    .failed, "\(key) is not ready for a code (\(reading.state.word)): relink wait \(key) --for SCAN")
        case .notReady:
            CommandFailure(.failed, "\(key) is between two codes: ask again in some seconds")
        case .alreadyLinked: CommandFailure(.failed, "\(key) is linked: there is nothing to pair")
        default: CommandFailure(failure, about: key)
        }
    }
}
