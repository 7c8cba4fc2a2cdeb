import Fleet
import Foundation
import Grid
import History

/// Plain `relink journal`: one line an entry, in local time, as wide as its words need.
///
/// On a terminal a line is cut to the width; in a file or pipe nothing is cut.
struct JournalTable {
    var zone: TimeZone
    var ascii: Bool

    func text(_ entries: [JournalEntry], for console: Console) -> String {
        let rows = entries.map { entry in
            columns(of: entry).map { ascii ? $0.asciiMarks : $0 }
        }
        let widths = (0..<4).map { column in rows.reduce(0) { max($0, TextWidth.of($1[column])) } }
        var text = ""
        for row in rows {
            var line = zip(row, widths).filter { $0.1 > 0 }.map { TextWidth.fit($0.0, to: $0.1) }
                .joined(separator: "  ")
            while line.last == " " { line.removeLast() }
            text += console.screen.map { TextWidth.cut(line, to: $0.columns, mark: ascii ? "~" : "…") } ?? line
            text += "\n"
        }
        return text
    }

    private func columns(of entry: JournalEntry) -> [String] {
        let words = EntryWords(entry)
        let clock = LocalClock(utcOffset: zone.secondsFromGMT(for: entry.at))
        let key = entry.key?.shown ?? (entry.gateway.isEmpty ? "relink" : CleanText(entry.gateway))
        let name = entry.instance == nil || entry.name.text == entry.instance ? "" : entry.name.text
        let by = words.who.isEmpty ? "" : "  (\(words.who))"
        return [clock.stamp(entry.at), key.text, name, words.text + by]
    }
}
