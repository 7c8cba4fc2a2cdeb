import Grid
import QRCode

/// Draws a code on standard output, where that is a terminal with room for it.
struct QRPrinter {
    let console: Console
    let ascii: Bool
    /// Chosen by hand; `nil` lets the ladder choose.
    let style: QRStyle?
    /// Whether the terminal is known to draw sextants whole.
    let sextants: Bool

    /// - Throws: a sentence with what works instead, when nothing can be drawn there at all.
    func checkScreen() throws(CommandFailure) {
        guard let screen = console.screen else {
            throw CommandFailure(.usage, "standard output is no terminal: use --png FILE, --raw or --json")
        }
        guard screen.type != "dumb", !screen.type.isEmpty else {
            throw CommandFailure(.failed, "this terminal has no colours (TERM is dumb): use --png FILE")
        }
        if let style, style.needsUTF8, !screen.isUTF8 || ascii {
            throw CommandFailure(.usage, "--style \(style.rawValue) needs UTF-8: use --style full, or --png FILE")
        }
    }

    func print(_ code: DrawableCode, caption: String) throws(CommandFailure) {
        guard let screen = console.screen else { return }
        // Below the code stand its caption and the shell's next prompt.
        let room = Size(columns: screen.columns, rows: screen.rows - 2)
        let terminal = QRTerminal(utf8: screen.isUTF8 && !ascii, sextants: sextants, cellAspect: screen.cellAspect)
        let fit =
            style.map { QRLadder.forced($0, code.matrix, room: room) }
            ?? QRLadder.choose(code.matrix, room: room, terminal: terminal)
        guard let drawing = fit.drawing else {
            throw CommandFailure(.failed, "\(fit.advice ?? "The code does not fit.") Or use --png FILE.")
        }
        // A drawing is trusted once it reads as what was to be drawn.
        if let payload = code.payload, QRReadback.reads(drawing) != payload {
            throw CommandFailure(.failed, "the code was drawn and did not read back: use --png FILE")
        }
        // The two inks of a code are the same in every theme, and NO_COLOR is about decoration: without them there
        // is no code.
        let colours: ANSIText.Colours =
            screen.type.contains("256") || screen.type.hasPrefix("xterm") ? .palette : .sixteen
        console.write(ANSIText.render(drawing.grid(), theme: Theme(name: "code", looks: [:]), colours: colours))
        console.line(TextWidth.cut(ascii ? caption.asciiMarks : caption, to: screen.columns, mark: ascii ? "~" : "…"))
    }
}
