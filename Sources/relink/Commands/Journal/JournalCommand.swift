public import ArgumentParser
public import Fleet
import Foundation
import History
import Journal

struct JournalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "journal", abstract: "Print what happened, and who did it.",
        discussion: """
            TIME is RFC 3339, 22:00 (the last one), 2h, 3d, today or yesterday. No gateway is asked. With --handover, \
            what somebody who takes over has to know: since the last 22:00 unless --since says otherwise.
            """)

    @Option(name: .long, help: ArgumentHelp("The first time that counts.", valueName: "time"))
    var since: String?

    @Option(name: .long, help: ArgumentHelp("The first time that counts no more.", valueName: "time"))
    var until: String?

    @Option(
        name: .customLong("instance"), help: ArgumentHelp("gateway/id, an id or a label.", valueName: "instance"))
    var instances: [String] = []

    @Option(name: .long, help: "One gateway and its instances.")
    var gateway: String?

    @Option(name: .customLong("kind"), help: "Only lines of this kind.")
    var kinds: [JournalEvent.Kind] = []

    @Option(name: .long, help: "Only so many lines, the newest.")
    var limit: Int?

    @Flag(name: .long, help: "Print one JSON object a line.")
    var json = false

    @Flag(name: .long, help: "Print a handover.")
    var handover = false

    @Flag(name: .long, help: "Print the handover as Markdown.")
    var markdown = false

    @OptionGroup var options: GlobalOptions

    func validate() throws {
        if let limit, limit < 1 { throw ValidationError("--limit is at least 1") }
        if handover, json { throw ValidationError("--handover and --json are two forms: choose one") }
        if markdown, !handover { throw ValidationError("--markdown belongs to --handover") }
        if handover, !instances.isEmpty || gateway != nil || !kinds.isEmpty || limit != nil {
            throw ValidationError("a handover is about the whole fleet: it takes --since and --until alone")
        }
    }

    func run() async throws { try await run(in: Wiring.context(options)) }

    func run(in context: CommandContext) async throws {
        var filter = JournalFilter(gateway: gateway, kinds: Set(kinds), limit: limit)
        filter.since = try since.map { try time($0, of: "--since", context) }
        filter.until = try until.map { try time($0, of: "--until", context) }
        guard let journal = try journal(context) else { return }
        let names = JournalNames(
            written: await journal.names(), configuration: try? context.loadConfiguration(options))
        for name in instances { filter.instances.formUnion(try names.keys(for: name)) }
        if handover {
            let text = await handover(from: journal, names, filter, context)
            let words = markdown ? text.markdown : text.plain
            context.console.write(options.ascii ? words.asciiMarks : words)
        } else {
            await list(journal, filter, context)
        }
        let alarm = journal.alarm
        await journal.close()
        if let alarm { throw CommandFailure(.failed, alarm.text) }
    }

    private func list(_ journal: Journal, _ filter: JournalFilter, _ context: CommandContext) async {
        var filter = filter
        // The newest ones, told from the oldest on.
        if limit != nil { filter.order = .newestFirst }
        var entries = await journal.entries(filter)
        if limit != nil { entries.reverse() }
        if json {
            entries.forEach { context.console.line($0.json.line) }
        } else {
            let table = JournalTable(zone: context.timeZone, ascii: options.ascii)
            context.console.write(table.text(entries, for: context.console))
        }
    }

    private func handover(
        from journal: Journal, _ names: JournalNames, _ filter: JournalFilter, _ context: CommandContext
    ) async -> HandoverText {
        let now = context.time.date
        let clock = LocalClock(utcOffset: context.timeZone.secondsFromGMT(for: now))
        let since = filter.since ?? clock.last(secondOfDay: Handover.nightBegins, before: now)
        let until = filter.until ?? now
        let entries = await journal.entries(JournalFilter(since: since - Handover.scene, until: until))
        // What is remembered is remembered of now.
        let memories = until >= now ? await journal.memories(at: now) : [:]
        return HandoverText(
            Handover(entries, since: since, until: until, memories: memories, names: names.known), clock: clock)
    }

    /// `nil` where none was ever written, which is told to whoever waits.
    private func journal(_ context: CommandContext) throws -> Journal? {
        guard let folder = try context.stateFolder() else { return nil }
        guard FileManager.default.fileExists(atPath: "\(folder)/journal.sqlite") else {
            context.console.remark("nothing was written down yet: there is no \(folder)/journal.sqlite")
            return nil
        }
        return context.openJournal(JournalPolicy())
    }

    private func time(_ text: String, of option: String, _ context: CommandContext) throws(CommandFailure) -> Date {
        if let date = JournalTime(now: context.time.date, zone: context.timeZone).date(text) { return date }
        throw CommandFailure(
            .usage, "\(option) is no time: expected \(JournalTime.help), found “\(CleanText(text, limit: 40))”")
    }
}

extension JournalEvent.Kind: ExpressibleByArgument {}
