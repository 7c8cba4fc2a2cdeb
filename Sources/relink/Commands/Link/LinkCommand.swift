import ArgumentParser
import Configuration
import Fleet
import Foundation
import Linking
import Polling
import QRCode
import Terminal

struct LinkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "link", abstract: "Relink an instance, guided in plain lines, until the link has held.",
        discussion: """
            The same steps as in the application: look, bring it up, show a code, wait for the phone, check the number, \
            watch that it holds. On a terminal it asks; in a script it ends where somebody would have to answer.
            """)

    @Argument(help: "gateway/id, or an id or label that is unique.")
    var instance: String

    @Option(
        name: .long,
        help: ArgumentHelp("Use a pairing code for this number instead of a QR.", valueName: "number"))
    var phone: String?

    @Option(
        name: .long,
        help: ArgumentHelp("How long all of it may take (default: 600).", valueName: "seconds"))
    var timeout: Double?

    @Flag(name: .long, help: "Go on where a word would have to be typed.")
    var yes = false

    @Flag(name: .long, help: "Log a wrong phone out, again and again until it is gone.")
    var evict = false

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Write the code as a picture, anew with each code; it is removed at the end.", valueName: "file"),
        completion: .file(extensions: ["png"]))
    var png: String?

    @Option(name: .long, help: "How the code is drawn; chosen by the size of the terminal when left out.")
    var style: QRStyle?

    @OptionGroup var options: GlobalOptions

    func validate() throws {
        guard (1...86_400).contains(timeout ?? 1) else { throw ValidationError("--timeout is from 1 to 86400 seconds") }
        guard phone == nil || png == nil && style == nil else {
            throw ValidationError("--phone asks for a pairing code; --png and --style are for a QR")
        }
    }

    func run() async throws { try await run(in: Wiring.context(options)) }

    func run(in context: CommandContext) async throws {
        if options.readOnly { throw CommandFailure(.usage, "a link changes the instance; --read-only forbids it") }
        let method = try method()
        let printer = QRPrinter(
            console: context.console, ascii: options.ascii, style: style,
            sextants: TerminalCapabilities.drawsSextants(by: context.environment))
        if case .qr = method, png == nil {
            guard context.console.screen != nil else {
                throw CommandFailure(
                    .usage,
                    "standard output is no terminal to draw a code on: use --png FILE, or --phone NUMBER for a pairing code"
                )
            }
            try printer.checkScreen()
        }
        let configuration = try context.loadConfiguration(options)
        let connection = await FleetConnection.open(configuration, for: [instance], in: context)
        guard let key = try await InstanceName.resolve([instance], in: connection, forActing: true).first else {
            return
        }
        _ = try connection.gateway(key.gateway)
        // The name may have cost a list just now, of which the plan knows nothing.
        try await connection.floors.waitForAll()
        let request = LinkRequest(
            key: key, method: method, timeout: .seconds(timeout ?? 600), insists: yes, evicts: evict, picture: png)
        try await Wiring.runLink(request, printer, on: connection, options, in: context)
    }

    private func method() throws(CommandFailure) -> LinkMethod {
        guard let phone else { return .qr }
        do throws(PhoneNumber.Problem) {
            return .pairing(try PhoneNumber(typed: phone))
        } catch {
            throw CommandFailure(.usage, "--phone is no phone number: \(error.sentence)")
        }
    }
}

/// One link as the command line asks for it.
struct LinkRequest: Sendable {
    var key: InstanceKey
    var method: LinkMethod
    var timeout: Duration
    /// What would have to be typed is taken as typed.
    var insists: Bool
    /// A wrong phone is logged out without a question.
    var evicts: Bool
    /// Where the picture of the code goes.
    var picture: String?
}
