import Fleet
import Resources

/// The message that is sent to whoever holds the phone, in their language; its texts are in `Resources`.
struct PairingMessage {
    /// What the language is called by those who speak it.
    let name: String
    private let text: String

    init?(_ language: HolderLanguage) {
        guard let section = Self.sections[language.rawValue] else { return nil }
        name = section.title
        text = section.text
    }

    /// The message with the code in it: as secret as the code.
    func filled(code: PairingCode, name: String, phone: PhoneNumber?, minutes: Int) -> String {
        let values = [
            "name": name, "number": phone.map { String($0.digits.suffix(4)) } ?? "…", "code": code.grouped,
            "minutes": "\(max(1, minutes))",
        ]
        // One pass: what a name brings along is no placeholder.
        var filled = ""
        for part in text.split(separator: "{", omittingEmptySubsequences: false) {
            guard let end = part.firstIndex(of: "}"), let value = values[String(part[..<end])] else {
                filled += part
                continue
            }
            filled += value + part[part.index(after: end)...]
        }
        return filled
    }

    private struct Section {
        var title: String
        var text: String
    }

    private static let sections: [String: Section] = {
        var sections: [String: Section] = [:]
        var name: String?
        for line in Resources.pairingMessages.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("#") { continue }
            if line.hasPrefix("["), let end = line.firstIndex(of: "]") {
                name = String(line[line.index(after: line.startIndex)..<end])
                let title = line[line.index(after: end)...].drop { $0 == " " }
                sections[name!] = Section(title: String(title), text: "")
            } else if let name {
                sections[name]?.text += line + "\n"
            }
        }
        for name in sections.keys {
            while sections[name]?.text.hasSuffix("\n") == true { sections[name]?.text.removeLast() }
        }
        return sections
    }()
}
