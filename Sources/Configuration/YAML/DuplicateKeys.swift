/// The parser stops at a map with a key twice. Renaming the first one on a copy lets it go on, so that the
/// other mistakes of the file are told in the same run.
enum DuplicateKeys {
    /// Begins every renamed key. Private use: nobody writes it, and readers skip such keys.
    static let mark: Unicode.Scalar = "\u{e000}"

    /// Overwrites the key scalar for scalar, so that lines and columns stay what they are.
    ///
    /// `nil` when the key is not written plainly at that place (escapes, several lines).
    static func renaming(_ key: String, at place: TextMark, in text: String, round: Int) -> String? {
        var scalars = Array(text.unicodeScalars)
        var start = 0
        var line = 1
        while line < place.line, start < scalars.count {
            if scalars[start] == "\n" { line += 1 }
            start += 1
        }
        start += place.column - 1
        if start < scalars.count, scalars[start] == "\"" || scalars[start] == "'" { start += 1 }

        let wanted = Array(key.unicodeScalars)
        guard !wanted.isEmpty, start + wanted.count <= scalars.count,
            scalars[start..<start + wanted.count].elementsEqual(wanted)
        else { return nil }
        // One-letter keys have only their mark to differ by.
        guard let different = Unicode.Scalar(mark.value + UInt32(round)) else { return nil }
        for index in wanted.indices { scalars[start + index] = different }
        var renamed = String.UnicodeScalarView()
        renamed.append(contentsOf: scalars)
        return String(renamed)
    }

    static func isRenamed(_ key: String) -> Bool {
        guard let first = key.unicodeScalars.first else { return false }
        return (mark.value...mark.value + 0xff).contains(first.value)
    }
}
