public import ArgumentParser
import Fleet
public import QRCode
import Gateways
import FoundationEssentials
import Linking
import Terminal

struct QRCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "qr", abstract: "Print the current QR code of an instance, once.",
        discussion: """
            Who scans the code owns the session: --raw and --json print a secret, and --png writes one (mode 0600).
            """)

    @Argument(help: "gateway/id, or an id or label that is unique.")
    var instance: String

    @Flag(name: .long, help: "Print one JSON object.")
    var json = false

    @Flag(name: .long, help: "Print the text of the code and nothing else.")
    var raw = false

    @Option(
        name: .long, help: ArgumentHelp("Write a picture.", valueName: "file"), completion: .file(extensions: ["png"]))
    var png: String?

    @Flag(name: .long, help: "Let --png replace a file.")
    var force = false

    @Option(name: .long, help: "How the code is drawn; chosen by the size of the terminal when left out.")
    var style: QRStyle?

    @Option(
        name: .long,
        help: ArgumentHelp("How long a code may take to come (default: 60).", valueName: "seconds"))
    var timeout: Double?

    @Flag(name: .long, help: "Ask even while a pairing code that was asked for is alive, which a QR can end.")
    var anyway = false

    @OptionGroup var options: GlobalOptions

    func validate() throws {
        guard [json, raw, png != nil].count(where: \.self) <= 1 else {
            throw ValidationError("only one of --json, --raw and --png at a time")
        }
        guard (1...86_400).contains(timeout ?? 1) else { throw ValidationError("--timeout is from 1 to 86400 seconds") }
        guard png != nil || !force else { throw ValidationError("--force goes with --png") }
    }

    func run() async throws { try await run(in: Wiring.context(options)) }

    func run(in context: CommandContext) async throws {
        let configuration = try context.loadConfiguration(options)
        let connection = await FleetConnection.open(configuration, for: [instance], in: context)
        try await run(on: connection, in: context)
    }

    func run(on connection: FleetConnection, in context: CommandContext) async throws {
        let printer = QRPrinter(
            console: context.console, ascii: options.ascii, style: style,
            sextants: TerminalCapabilities.drawsSextants(by: context.environment))
        // What cannot be shown is not asked for.
        if !json, !raw, png == nil { try printer.checkScreen() }
        let keys = try await InstanceName.resolve([instance], in: connection)
        guard let key = keys.first else { return }
        let open = try connection.gateway(key.gateway)
        if options.readOnly, !open.gateway.abilities.codeMayBePolled {
            throw CommandFailure(
                .usage,
                "\(key): asking \(open.configuration.kind.rawValue) for a code begins a new link; "
                    + "--read-only forbids it")
        }
        let code = try await fetch(key, open, connection, context)
        let drawable: DrawableCode
        do throws(CodeProblem) { drawable = try DrawableCode(code.content) } catch {
            throw CommandFailure(.failed, "\(key): \(error)")
        }

        if raw {
            context.console.line(try payload(of: drawable, key).reveal())
        } else if json {
            context.console.line(Self.json(key, code, drawable).line)
        } else if let png {
            try Self.write(drawable, to: png, replacing: force)
            context.console.remark(
                "\(png) holds the code of \(key), good for \(code.expiry.words(from: context.time.date))")
        } else {
            let label = open.configured(key.id)?.label.map { "\($0)  " } ?? ""
            let caption = "\(label)\(key)  good for \(code.expiry.words(from: context.time.date))"
            try printer.print(drawable, caption: caption)
        }
    }

    private func fetch(
        _ key: InstanceKey, _ open: OpenGateway, _ connection: FleetConnection, _ context: CommandContext
    ) async throws -> CodeFetch.Code {
        let journal = CommandJournal(context, connection)
        let fetch = CodeFetch(
            connection: connection, time: context.time, timeout: .seconds(timeout ?? 60),
            progress: context.console.progress, opened: { journal.recordQR(of: key) })
        let result: Result<CodeFetch.Code, any Error>
        do {
            if !anyway { try await Self.refuseLivingCode(of: key, open.configuration.kind, journal, context) }
            result = .success(try await fetch.run(key))
        } catch {
            result = .failure(error)
        }
        await journal.close()
        return try result.get()
    }

    /// Somebody may be typing it at this moment.
    private static func refuseLivingCode(
        of key: InstanceKey, _ kind: GatewayKind, _ journal: CommandJournal, _ context: CommandContext
    ) async throws(CommandFailure) {
        let lifetime = LinkPolicy.standard(for: kind).pairingLifetime
        guard let end = await journal.livingCode(of: key, lifetime: lifetime) else { return }
        let seconds = Int(end.timeIntervalSince(context.time.date).rounded(.up))
        throw CommandFailure(
            .failed,
            "\(key): a pairing code was asked for, which lives for about \(seconds) s more and which a QR can end; "
                + "--anyway asks all the same")
    }

    private func payload(of code: DrawableCode, _ key: InstanceKey) throws(CommandFailure) -> CodePayload {
        if let payload = code.payload { return payload }
        throw CommandFailure(.failed, "\(key): the gateway gave a picture whose text cannot be read; use --png FILE")
    }

    private static func json(_ key: InstanceKey, _ code: CodeFetch.Code, _ drawable: DrawableCode) -> JSONValue {
        .members([
            ("gateway", .text(key.gateway)), ("id", .text(key.id)),
            ("payload", drawable.payload.map { .text($0.reveal()) }), ("issuedAt", UTCTime.json(code.issuedAt)),
            ("expiresAt", UTCTime.json(code.expiry.at)), ("expirySource", .text(code.expiry.source.rawValue)),
            // The first code that this run has seen, and the only one.
            ("sequence", .number(1)), ("modules", .number(drawable.matrix.width)),
            ("version", .number(drawable.matrix.version)), ("level", drawable.level.map { .text($0) }),
        ])
    }

    private static func write(_ code: DrawableCode, to path: String, replacing: Bool) throws(CommandFailure) {
        guard let file = PNGWriter.png(code.matrix) else {
            throw CommandFailure(.failed, "\(path): there is not enough memory for the picture")
        }
        try PrivateFile.write(file, to: path, replacing: replacing)
    }
}

extension QRStyle: ExpressibleByArgument {}
