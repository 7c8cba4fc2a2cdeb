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
    static func title(_ text: String) -> String { "\u{1b}]2;\(oneLine(text))\u{07}" }

    /// Characters of a title or a notification; more is cut by those that show it.
    private static let longestText = 200

    /// A desktop notification.
    ///
    /// tmux knows none of these and hands the wrapped form through where its `allow-passthrough` is on. `number` tells
    /// two of them apart, where the terminal would take the second for a correction of the first.
    static func notification(
        _ title: String, _ text: String, as sequence: NotificationSequence, isQuiet: Bool, number: Int, insideTmux: Bool
    ) -> String {
        let title = oneLine(title)
        let text = oneLine(text)
        let plain: String
        switch sequence {
        case .osc9:
            // A text that begins with a number is a command of ConEmu's.
            let whole = "\(title): \(text)"
            plain = "\u{1b}]9;\(whole.first?.isNumber == true ? "“" : "")\(whole)\u{07}"
        case .osc777:
            // Its fields have no escape for what parts them.
            let parts = [title, text].map { $0.replacing(";", with: ",") }
            plain = "\u{1b}]777;notify;\(parts[0]);\(parts[1])\u{07}"
        case .osc99:
            let urgency = isQuiet ? 0 : 1
            plain =
                "\u{1b}]99;i=relink-\(number):d=0:u=\(urgency);\(title)\u{1b}\\"
                + "\u{1b}]99;i=relink-\(number):d=1:u=\(urgency):p=body;\(text)\u{1b}\\"
        }
        return insideTmux ? wrappedForTmux(plain) : plain
    }

    /// Control characters would end the sequence.
    private static func oneLine(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.filter { $0.properties.generalCategory != .control }.prefix(longestText)))
    }

    /// Asks the terminal to resize its window; about half of them do.
    static func requestSize(columns: Int, rows: Int) -> String { "\u{1b}[8;\(rows);\(columns)t" }
}
