import Fleet

/// How phone numbers are shown to people.
enum PhoneText: Sendable {
    case full
    /// Enough to tell two numbers apart.
    case masked

    /// - Parameter other: a number that stands beside it, from which it is told apart.
    func text(_ number: PhoneNumber, besides other: PhoneNumber? = nil) -> String {
        switch self {
        case .full: "+\(number.digits)"
        case .masked: other.map { number.masked(besides: $0) } ?? number.masked
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
