internal import Glibc
internal import Grid
internal import Synchronization
internal import Terminal

/// A program for tests of the terminal: shows what it gets, and ends in every way there is.
///
/// Lower-case keys are shown; upper-case ones and `=` are commands. With `--stay` it outlives its terminal.
@main
enum Probe {
    static func main() async {
        let state = ProbeState()
        let options = TerminalOptions(
            theme: ProbeScreen.theme, ascii: CommandLine.arguments.contains("--ascii"),
            beforeSuspend: { await state.wipe() })
        let terminal = Terminal(options)
        do {
            try await terminal.start()
        } catch {
            print("cannot start: \(error)")
            exit(78)
        }
        await state.show(on: terminal)
        for await input in terminal.input { await state.take(input, terminal) }
    }
}

actor ProbeState {
    private var screen = ProbeScreen(size: Size(columns: 80, rows: 24), process: getpid())
    private var terminal: Terminal?
    private let stays = CommandLine.arguments.contains("--stay")

    func show(on terminal: Terminal) async {
        self.terminal = terminal
        screen.size = await terminal.size
        screen.secret = ProbeScreen.secret
        screen.capabilities = Self.describe(await terminal.capabilities)
        await terminal.draw(screen.grid)
    }

    func wipe() async {
        screen.secret = nil
        await terminal?.draw(screen.grid)
    }

    func take(_ input: TerminalInput, _ terminal: Terminal) async {
        switch input {
        case .key(.character(let character)) where character.isUppercase || character == "=":
            await obey(character, terminal)
        case .key(let key): screen.keys.append(key.label)
        case .paste(let text): screen.events.append("paste:\(text)")
        case .resized(let size):
            screen.size = size
            screen.events.append("resized")
        case .interrupted: await end(terminal, by: SIGINT)
        case .terminated(let signal):
            if !stays { await end(terminal, by: signal) }
        case .suspended: screen.events.append("suspended")
        case .resumed: screen.events.append("resumed")
        case .capabilities(let capabilities): screen.capabilities = Self.describe(capabilities)
        case .gone:
            if stays { return }
            await terminal.stop()
            exit(3)
        }
        await terminal.draw(screen.grid)
    }

    private func end(_ terminal: Terminal, by signal: Int32) async {
        await terminal.stop()
        Terminal.endProcess(by: signal)
    }

    private func obey(_ command: Character, _ terminal: Terminal) async {
        switch command {
        case "N": screen.counter += 1
        case "=":
            for _ in 0..<100 { await terminal.draw(screen.grid) }
            screen.counter += 1
        case "I": screen.cursor = screen.cursor == nil ? Grid.Position(column: 5, row: 1) : nil
        case "B": await terminal.bell()
        case "C": screen.events.append("copied:\(await terminal.copy("copy me"))")
        case "T": await terminal.setTitle("probe\u{07} title")
        case "O": await terminal.notify("relink", "probe; note\u{07}", as: .osc777)
        case "M": screen.events.append("notified:\(await terminal.notify("relink", "by capability"))")
        case "P": await terminal.requestSize(columns: 100, rows: 40)
        case "L": await terminal.repaint()
        case "W": _ = "said while the screen was up\n".withCString { write(STDERR_FILENO, $0, strlen($0)) }
        case "Q":
            await terminal.stop()
            exit(0)
        case "E": exit(7)
        case "F": fatalError("the probe fails on purpose")
        case "A": abort()
        case "S": Self.fault()
        default: screen.keys.append(String(command))
        }
    }

    /// Reads where nothing is, as a wild pointer in a library would.
    private static func fault() {
        let nowhere = UnsafePointer<Int>(bitPattern: 8)
        print(nowhere?.pointee ?? 0)
    }

    private static func describe(_ capabilities: TerminalCapabilities) -> String {
        let aspect = capabilities.cellAspect.map { " aspect:\(Int($0 * 100))" } ?? ""
        return "utf8:\(capabilities.utf8) colours:\(capabilities.colours) name:\(capabilities.name ?? "-") "
            + "sextants:\(capabilities.sextants)\(aspect)"
    }
}
