import Fleet

/// How phone numbers are shown to people.
enum PhoneText: Sendable {
    case full
    /// Enough to tell two numbers apart.
    case masked

    func text(_ number: PhoneNumber) -> String {
        switch self {
        case .full: "+\(number.digits)"
        case .masked: number.masked
        }
    }
}

extension String {
    /// For terminals and files that take ASCII only: our own marks are replaced, other people's words are kept.
    var asciiMarks: String {
        replacing("…", with: "~").replacing("·", with: ".").replacing("“", with: "\"").replacing("”", with: "\"")
            .replacing("→", with: "->").replacing("×", with: "x").replacing("–", with: "-")
    }
}
