import Fleet

/// Takes phone numbers out of sentences that gateways and people wrote.
enum NumberMask {
    /// As many digits as the shortest phone number has.
    private static let fewestDigits = 7

    /// Every run of digits that could be a phone number, masked. Blanks and dashes belong to a run only after a `+`:
    /// dates and counts stay readable. `kept` is left as it is, for ids that are made of digits.
    static func mask(_ text: CleanText, keeping kept: String?) -> CleanText {
        let characters = Array(text.text)
        guard characters.count(where: \.isNumber) >= fewestDigits else { return text }
        var out = ""
        var index = 0
        while index < characters.count {
            let end = endOfRun(characters, from: index)
            let run = String(characters[index..<end])
            let digits = run.filter(\.isNumber)
            if digits.count >= fewestDigits, digits != kept {
                out += (try? PhoneNumber(typed: run))?.masked ?? "··· \(digits.suffix(2))"
            } else {
                out += run
            }
            index = end
        }
        return out == text.text ? text : CleanText(out)
    }

    /// The end of the run of digits that begins here, else of this one character.
    private static func endOfRun(_ characters: [Character], from start: Int) -> Int {
        let isInternational = characters[start] == "+"
        guard isInternational || characters[start].isNumber else { return start + 1 }
        var end = start + 1
        var index = end
        while index < characters.count {
            if characters[index].isNumber {
                end = index + 1
            } else if !isInternational || !" -.()\u{a0}".contains(characters[index]) {
                break
            }
            index += 1
        }
        return end
    }
}
