/// What the terminal answered so far.
struct TerminalAnswers: Hashable, Sendable {
    var version: String?
    var primary: [Int]?
    var secondary: [Int]?
    /// Height over width of a cell.
    var cellAspect: Double?

    /// One write that asks everything. All terminals answer the last question (DA1), and answers keep their order.
    static let questions = "\u{1b}[>q\u{1b}[>c\u{1b}[16t\u{1b}[c"

    var isComplete: Bool { primary != nil }

    mutating func take(_ report: TerminalReport) {
        switch report {
        case .version(let text): version = text
        case .primaryAttributes(let numbers): primary = numbers
        case .secondaryAttributes(let numbers): secondary = numbers
        case .cellPixels(let height, let width):
            if height > 0, width > 0 { cellAspect = Double(height) / Double(width) }
        }
    }

    /// VTE's version as 100 times its minor one (0.70.6 is 7006): DA2 is `65 ; version ; …` there and nowhere else.
    var vteVersion: Int? {
        guard let secondary, secondary.count >= 2, secondary[0] == 65 else { return nil }
        return secondary[1]
    }
}
