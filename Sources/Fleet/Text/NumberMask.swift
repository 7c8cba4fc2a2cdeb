/// Takes phone numbers out of text that gateways and people wrote, before it is logged, written down or told.
///
/// A number is 7 digits or more after a `+`, with whatever people write between them; 7 digits or more in a row; and 9 or
/// more in groups, with blanks, dashes, dots or brackets between them. Dates, times, counts and IPv4 addresses stay.
///
/// Ids of instances may be digits too (GREEN-API's are ten of them), and nothing about such an id tells it from a number.
/// So the caller says which words are ids that it knows: those stay, as they are written everywhere else, and every
/// other run of digits is taken for a number.
public enum NumberMask {
    /// As many digits as the shortest phone number has.
    static let fewestDigits = 7
    /// Groups of digits stand in many sentences. This many together are a number, and hardly ever anything else.
    static let fewestGroupedDigits = 9

    /// The text with each number as `PhoneNumber.masked` shows it, or as `··· 26` where it is no international one.
    ///
    /// - Parameter isID: whether a word, or a run of digits within one, is an instance's id. Asked only about what has
    ///   as many digits as a number.
    public static func mask(_ text: String, keeping isID: (String) -> Bool) -> String {
        let characters = Array(text)
        guard characters.count(where: \.isNumber) >= fewestDigits else { return text }
        return withoutActuallyEscaping(isID) { isID in
            var scan = NumberScan(characters, isID)
            return scan.masked()
        }
    }

    /// The same, with at most one id that stays.
    public static func mask(_ text: CleanText, keeping id: String?) -> CleanText {
        let masked = mask(text.text) { $0 == id }
        return masked == text.text ? text : CleanText(masked)
    }

    /// Whether an id would be taken for a number if it were not known.
    public static func couldHide(_ id: String) -> Bool { id.count(where: \.isNumber) >= fewestDigits }
}
