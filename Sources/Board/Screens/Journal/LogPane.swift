import Fleet
import Grid
import History

/// One line of the journal on the screen.
enum LogPane {
    /// - Parameter names: whose line it is, where lines of several stand together.
    static func line(
        _ entry: JournalEntry, _ state: State, _ glyphs: Glyphs, columns: Int, names: Bool
    ) -> [Span] {
        let words = EntryWords(entry)
        let clock = LocalClock(utcOffset: state.settings.utcOffset)
        let now = state.wall.date(of: state.now)
        // Seconds matter today, the day matters before.
        let isToday = clock.day(entry.at) == clock.day(now)
        let time = isToday ? clock.exactTime(entry.at) : clock.time(entry.at, besides: now)
        var spans = [Span(glyphs.fit(time, to: 13), .muted)]
        if names { spans.append(Span(glyphs.fit(words.subject, to: columns >= 100 ? 24 : 18) + " ")) }
        spans.append(Span(glyphs.plain(words.text), style(words.tone)))
        if !words.who.isEmpty { spans.append(Span("  \(glyphs.plain(words.who))", .muted)) }
        let width = spans.reduce(0) { $0 + TextWidth.of($1.text) }
        guard width > columns, let last = spans.popLast() else { return spans }
        let left = columns - spans.reduce(0) { $0 + TextWidth.of($1.text) }
        // A cut word keeps its mark, whichever piece was too long.
        return left > 1 ? spans + [Span(glyphs.cut(last.text, to: left), last.style)] : spans
    }

    /// What passes the filter that the list has too: words that all have to be found, `!word` that must not.
    static func sifted(_ state: State) -> [JournalEntry] {
        let words = state.list.filter.text.lowercased().split(separator: " ")
        guard !words.isEmpty else { return state.journal.entries }
        return state.journal.entries.filter { entry in
            let told = EntryWords(entry)
            let text = "\(told.subject) \(entry.gateway)/\(entry.instance ?? "") \(told.text) \(told.who)".lowercased()
            return words.allSatisfy { word in
                word.hasPrefix("!") ? word.count == 1 || !text.contains(word.dropFirst()) : text.contains(word)
            }
        }
    }

    private static func style(_ tone: EntryWords.Tone) -> Style {
        switch tone {
        case .good: Style(.good)
        case .bad: Style(.attention)
        case .plain: .plain
        }
    }
}
