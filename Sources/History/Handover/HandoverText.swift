public import Fleet
import FoundationEssentials

/// A handover in words: a title, one sentence of counts, and sections of one line each.
public struct HandoverText: Hashable, Sendable {
    public struct Section: Hashable, Sendable {
        public var title: String
        public var lines: [String]
    }

    public let title: String
    public let summary: String
    public let sections: [Section]

    public init(_ handover: Handover, clock: LocalClock) {
        let words = HandoverWords(handover: handover, clock: clock)
        title = words.title
        summary = words.summary
        sections = [
            Section(title: "Open", lines: words.open),
            Section(title: "Dropped together", lines: words.together),
            Section(title: "Relinked", lines: words.relinked),
            Section(title: "Back by themselves", lines: words.backByThemselves),
            Section(title: "Stopped while down", lines: words.stopped),
            Section(title: "Gateways away", lines: words.gateways),
            Section(title: "Done by people", lines: words.people),
        ].filter { !$0.lines.isEmpty }
    }

    /// For a terminal or a mail.
    public var plain: String {
        var lines = [title, summary]
        for section in sections {
            lines += ["", section.title] + section.lines.map { "  \($0)" }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// For a ticket or a wiki. What people and gateways wrote stays text there too.
    public var markdown: String {
        var lines = ["# \(Self.escaped(title))", "", Self.escaped(summary)]
        for section in sections {
            lines += ["", "## \(section.title)", ""] + section.lines.map { "- \(Self.escaped($0))" }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { out, character in
            if "\\`*_[]<>#|~!".contains(character) { out.append("\\") }
            out.append(character)
        }
    }
}
