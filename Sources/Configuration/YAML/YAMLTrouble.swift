import Yams

/// Turns what the YAML parser says into a sentence that helps whoever wrote the file.
enum YAMLTrouble {
    static func problem(of error: any Error, in text: String, file: String) -> ConfigurationProblem {
        guard let error = error as? YamlError else {
            return ConfigurationProblem(file: file, message: "this is not YAML")
        }
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            let place = TextMark(line: mark.line, column: mark.column)
            return ConfigurationProblem(
                file: file, mark: place, message: sentence(for: problem, line: line(place.line, of: text)))
        case .reader(_, let offset, let value, let text):
            return ConfigurationProblem(
                file: file, mark: offset.map { mark(at: $0, in: text) },
                message: "the control character U+\(hexadecimal(value)) cannot stand in YAML: take it out")
        default:
            return ConfigurationProblem(file: file, message: "this is not YAML")
        }
    }

    private static func sentence(for problem: String, line: Substring) -> String {
        // Tabs first: the parser reports them in many ways, depending on what they break.
        if line.prefix(while: { $0 == " " || $0 == "\t" || $0 == "-" }).contains("\t") {
            return "a tab stands where the line is indented: YAML indents with blanks only"
        }
        if problem.hasPrefix("Maximum nesting level") { return "lists and maps are nested more than a thousand deep" }
        return switch problem {
        case "mapping values are not allowed in this context":
            "a colon cannot stand here: indent the line like its neighbours, or put the text in quotes"
        case "could not find expected ':'", "did not find expected key":
            "expected `key: value`: look for a missing colon, quote or bracket, or another indentation than above"
        case "did not find expected '-' indicator":
            "expected the next `- ` of this list: the indentation differs from the lines above"
        case "did not find expected ',' or ']'": "a list that begins with [ is not closed: expected , or ]"
        case "did not find expected ',' or '}'": "a map that begins with { is not closed: expected , or }"
        case "found unexpected end of stream": "a quote is opened and never closed"
        case "found character that cannot start any token":
            "a text cannot begin with this character: put the text in quotes"
        case "found undefined alias": "a text that begins with * needs quotes"
        case "but found another document": "one document is expected: take out the line --- and what follows it"
        case "block sequence entries are not allowed in this context":
            "a list cannot begin here: write `- ` on a line of its own below the key"
        default: "this is not YAML: \(problem)"
        }
    }

    private static func line(_ number: Int, of text: String) -> Substring {
        text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(number - 1).first ?? ""
    }

    private static func mark(at offset: Int, in text: String) -> TextMark {
        let before = text.prefix(offset)
        let line = before.split(separator: "\n", omittingEmptySubsequences: false)
        return TextMark(line: line.count, column: (line.last?.unicodeScalars.count ?? 0) + 1)
    }

    private static func hexadecimal(_ value: Int32) -> String {
        let digits = String(UInt32(bitPattern: value), radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
