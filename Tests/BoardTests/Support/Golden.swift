import FoundationEssentials
import Grid
import Testing

/// Screens as text files beside the tests: `Screens/NAME.80x24.txt`. Run with `RECORD=1` in the environment to write
/// them anew, and read the difference before committing it.
enum Golden {
    private static let folder =
        String(#filePath.split(separator: "/").dropLast(2).reduce("") { "\($0)/\($1)" })
        + "/Screens"

    static func check(
        _ grid: Grid, _ name: String, styles: Bool = false, strokes: Bool = false,
        _ location: SourceLocation = #_sourceLocation
    )
        throws
    {
        let path = "\(folder)/\(name).\(grid.size.columns)x\(grid.size.rows).txt"
        let drawn = text(of: grid, strokes: strokes) + (styles ? "\n--- styles\n" + Self.styles(of: grid) : "") + "\n"
        if ProcessInfo.processInfo.environment["RECORD"] != nil {
            try drawn.write(toFile: path, atomically: true, encoding: .utf8)
            return
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            Issue.record("there is no \(path); run with RECORD=1 and look at what it writes", sourceLocation: location)
            return
        }
        let expected = String(decoding: data, as: UTF8.self)
        guard drawn != expected else { return }
        let message = difference(expected, drawn)
        Issue.record(
            "\(name) at \(grid.size.columns)x\(grid.size.rows) looks different:\n\(message)", sourceLocation: location)
    }

    /// The rows as text; a code is `▒`, because whether it can be read is another test's question. With `strokes`,
    /// blanks in reverse are blocks: that is what big letters are made of.
    static func text(of grid: Grid, strokes: Bool = false) -> String {
        rows(of: grid) { cell in
            switch cell.style.role {
            case .codeDarkOnLight, .codeLightOnDark: "▒"
            default: strokes && cell.character == " " && cell.style.attributes == .reverse ? "█" : cell.character
            }
        }
    }

    /// A letter for each cell's role, upper case where it is reversed; blanks are plain.
    static func styles(of grid: Grid) -> String {
        let letters: [Role: Character] = [
            .plain: " ", .muted: "m", .heading: "h", .good: "g", .attention: "a", .broken: "b", .idle: "i", .badge: "d",
            .frame: "f", .codeDarkOnLight: "▒", .codeLightOnDark: "▒",
        ]
        return rows(of: grid) { cell in
            let letter = letters[cell.style.role] ?? "?"
            guard cell.style.attributes.contains(.reverse) else { return letter }
            return letter == " " ? "R" : Character(letter.uppercased())
        }
    }

    private static func rows(of grid: Grid, _ draw: (Cell) -> Character?) -> String {
        (0..<grid.size.rows).map { row in
            var line = ""
            for column in 0..<grid.size.columns {
                if let character = draw(grid[column: column, row: row]) { line.append(character) }
            }
            while line.last == " " { line.removeLast() }
            return line
        }.joined(separator: "\n")
    }

    private static func difference(_ expected: String, _ drawn: String) -> String {
        let (old, new) = (expected.components(separatedBy: "\n"), drawn.components(separatedBy: "\n"))
        var lines: [String] = []
        for row in 0..<max(old.count, new.count) {
            let (was, isNow) = (row < old.count ? old[row] : "(no row)", row < new.count ? new[row] : "(no row)")
            if was != isNow { lines += ["\(row) - \(was)", "\(row) + \(isNow)"] }
        }
        return lines.joined(separator: "\n")
    }
}
