import Fleet

/// How names and choices are written inside a sentence.
enum Wording {
    /// Cleaned and shortened: a file may hold anything.
    static func quoted(_ text: String) -> String { "“\(CleanText(text, limit: 40).text)”" }

    /// Without quotes, for key paths.
    static func bare(_ text: String) -> String { CleanText(text, limit: 40).text }

    /// `a, b or c`
    static func choice(_ words: [String]) -> String {
        guard words.count > 1, let last = words.last else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " or " + last
    }
}
