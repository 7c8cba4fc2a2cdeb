internal import FoundationEssentials

/// What is sent past ncurses: clipboard, title, size and modes it knows nothing of.
enum Sequences {
    static let bell = "\u{07}"
    static let pasteOn = "\u{1b}[?2004h"
    static let pasteOff = "\u{1b}[?2004l"
    /// xterm's title stack: the old title comes back, whatever it was.
    static let titleSave = "\u{1b}[22;0t"
    static let titleRestore = "\u{1b}[23;0t"

    /// The most a clipboard sequence may hold, in bytes of text: xterm and hterm take 100,000 bytes in all, of which
    /// base64 leaves 74,994.
    static let longestCopy = 74_994

    /// OSC 52; `nil` when the text is too long to arrive whole.
    ///
    /// tmux takes the plain form where its `set-clipboard` is on, and hands the wrapped one through where its
    /// `allow-passthrough` is: both are sent, and the clipboard holds the same text either way.
    static func copy(_ text: String, insideTmux: Bool) -> String? {
        guard text.utf8.count <= longestCopy else { return nil }
        let plain = "\u{1b}]52;c;\(Data(text.utf8).base64EncodedString())\u{07}"
        return insideTmux ? plain + wrappedForTmux(plain) : plain
    }

    static func wrappedForTmux(_ sequence: String) -> String {
        "\u{1b}Ptmux;" + sequence.map { $0 == "\u{1b}" ? "\u{1b}\u{1b}" : String($0) }.joined() + "\u{1b}\\"
    }

    /// Control characters are dropped: a title must not end its own sequence.
    static func title(_ text: String) -> String {
        let clean = text.unicodeScalars.filter { $0.properties.generalCategory != .control }.prefix(200)
        return "\u{1b}]2;\(String(String.UnicodeScalarView(clean)))\u{07}"
    }

    /// Asks the terminal to resize its window; about half of them do.
    static func requestSize(columns: Int, rows: Int) -> String { "\u{1b}[8;\(rows);\(columns)t" }
}
