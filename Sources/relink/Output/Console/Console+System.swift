import Glibc

extension Console {
    /// The process's own standard streams.
    static func system(environment: [String: String]) -> Console {
        let outputIsTerminal = isatty(STDOUT_FILENO) == 1
        let errorIsTerminal = isatty(STDERR_FILENO) == 1
        var ask: (@Sendable (String) -> String?)?
        // The question is seen and the answer typed, or there is nobody to ask.
        if isatty(STDIN_FILENO) == 1, errorIsTerminal {
            ask = { question in
                put(question, to: STDERR_FILENO)
                return readLine()
            }
        }
        return Console(
            screen: outputIsTerminal ? screen(environment) : nil, errorIsTerminal: errorIsTerminal,
            noColour: environment["NO_COLOR"].map { !$0.isEmpty } ?? false,
            write: { put($0, to: STDOUT_FILENO) }, writeError: { put($0, to: STDERR_FILENO) }, ask: ask)
    }

    private static func screen(_ environment: [String: String]) -> Screen {
        var size = winsize()
        let known = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        let locale = environment["LC_ALL"] ?? environment["LC_CTYPE"] ?? environment["LANG"] ?? ""
        let columns = known ? Int(size.ws_col) : 80
        let rows = known && size.ws_row > 0 ? Int(size.ws_row) : 24
        let width = Double(size.ws_xpixel) / Double(columns)
        let height = Double(size.ws_ypixel) / Double(rows)
        return Screen(
            columns: columns, rows: rows, type: environment["TERM"] ?? "dumb",
            isUTF8: locale.lowercased().replacing("-", with: "").contains("utf8"),
            cellAspect: width > 0 && height > 0 ? height / width : nil)
    }

    /// Whole or not at all: a reader that went away ends the process by SIGPIPE, as for any filter.
    private static func put(_ text: String, to descriptor: Int32) {
        var text = text
        text.withUTF8 { bytes in
            var sent = 0
            while sent < bytes.count {
                let count = Glibc.write(descriptor, bytes.baseAddress! + sent, bytes.count - sent)
                guard count > 0 || errno == EINTR else { return }
                sent += max(0, count)
            }
        }
    }
}
