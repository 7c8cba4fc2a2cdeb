import Fleet

/// Names and ids are typed by people and shown on every row: what cannot be seen cannot be in them.
enum NameRule {
    /// What is wrong with a name, to stand after "found"; `nil` when nothing is.
    static func trouble(with text: String) -> String? {
        if text.isEmpty { return "an empty text" }
        if text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
            return "a control character in it"
        }
        if text.count > CleanText.longest { return "more than \(CleanText.longest) characters" }
        if text.first?.isWhitespace == true || text.last?.isWhitespace == true { return "blanks at its ends" }
        if CleanText(text).text != text { return "invisible characters or repeated blanks in it" }
        return nil
    }
}
