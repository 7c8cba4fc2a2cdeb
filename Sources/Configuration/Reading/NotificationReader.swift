import Fleet
import Yams

/// The `notifications:` map.
enum NotificationReader {
    private static let keys = ["bell", "title", "desktop", "hook", "hook-limit", "stable-for", "on"]
    private static let synonyms = [
        "sound": "bell", "command": "hook", "exec": "hook", "timeout": "hook-limit", "debounce": "stable-for",
        "events": "on", "notify": "desktop", "osc": "desktop",
    ]

    static func read(_ field: Field, _ findings: inout Findings) -> NotificationSettings {
        var settings = NotificationSettings()
        guard
            let map = FieldMap(
                field, expected: "a map such as {bell: true, desktop: auto}", keys: keys, synonyms: synonyms, &findings)
        else { return settings }
        if let flag = map["bell"]?.flag(&findings) { settings.bell = flag }
        if let flag = map["title"]?.flag(&findings) { settings.title = flag }
        if let field = map["desktop"] {
            let words = DesktopChoice.allCases.map(\.rawValue)
            let choice = field.choice(of: words, &findings).flatMap(DesktopChoice.init(rawValue:))
            if let choice { settings.desktop = choice }
        }
        if let words = map["hook"].flatMap({ hook($0, &findings) }) { settings.hook = words }
        if let limit = map["hook-limit"].flatMap({ seconds($0, 1...300, &findings) }) { settings.hookLimit = limit }
        if let time = map["stable-for"].flatMap({ seconds($0, 1...3600, &findings) }) { settings.stableFor = time }
        if let events = map["on"].flatMap({ events($0, &findings) }) { settings.events = events }
        return settings
    }

    private static func hook(_ field: Field, _ findings: inout Findings) -> [String]? {
        let expected = "a program and its arguments as a list, such as [notify-team, --quiet]; no shell reads it"
        // An empty list is how no hook is written.
        if field.node.sequence?.isEmpty == true { return [] }
        return field.words(expected: expected, &findings)
    }

    private static func seconds(
        _ field: Field, _ range: ClosedRange<Double>, _ findings: inout Findings
    ) -> Duration? {
        let expected = "seconds, from \(Int(range.lowerBound)) to \(Int(range.upperBound))"
        guard let text = field.text(expected: expected, &findings) else { return nil }
        let plain = text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }
        guard plain, let seconds = Double(text), range.contains(seconds) else {
            findings.add("expected \(expected), found \(Wording.quoted(text))", at: field.place)
            return nil
        }
        return .milliseconds(Int64((seconds * 1000).rounded()))
    }

    private static func events(_ field: Field, _ findings: inout Findings) -> Set<AlertEvent>? {
        let words = AlertEvent.allCases.map(\.rawValue)
        guard let items = field.items(expected: "a list of \(Wording.choice(words))", &findings) else { return nil }
        return Set(items.compactMap { $0.choice(of: words, &findings).flatMap(AlertEvent.init(rawValue:)) })
    }
}
