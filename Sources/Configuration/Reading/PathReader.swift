/// Paths in the file: `~` is the home folder, relative ones begin in the folder of the configuration.
struct PathReader {
    let home: String?
    let folder: String

    func read(_ field: Field, expected: String, _ findings: inout Findings) -> String? {
        guard let text = field.text(expected: expected, &findings) else { return nil }
        guard !text.isEmpty, !text.unicodeScalars.contains(where: { $0.value < 0x20 }) else {
            findings.add("expected \(expected)", at: field.place)
            return nil
        }
        guard let path = PathText.expand(text, home: home, relativeTo: folder) else {
            findings.add("~ cannot be expanded here: write the whole path", at: field.place)
            return nil
        }
        return path
    }
}
