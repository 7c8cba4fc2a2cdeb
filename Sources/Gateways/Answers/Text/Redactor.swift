import Fleet
import FoundationEssentials

/// Takes secrets out of text that a gateway sent, before anybody sees it: gateways echo requests in their errors.
struct Redactor: Sendable {
    /// Lower-case spellings, the longest first.
    private let spellings: [[UInt8]]

    static let mark = "‹redacted›"

    /// Each secret is looked for as it is, as a URL spells it, and in base 64.
    init(_ secrets: [Secret]) { self.init(texts: secrets.map { $0.reveal() }) }

    /// With something more to hide, such as the phone number of one request.
    func hiding(_ more: String) -> Redactor { Redactor(spellings: spellings + Self.spellings(of: more)) }

    private init(texts: [String]) { self.init(spellings: texts.flatMap(Self.spellings)) }

    private init(spellings: [[UInt8]]) {
        self.spellings = Set(spellings).filter { !$0.isEmpty }.sorted { $0.count > $1.count }
    }

    private static func spellings(of text: String) -> [[UInt8]] {
        let base64 = Data(text.utf8).base64EncodedString().filter { $0 != "=" }
        return [text, URLText.encoded(text), base64].map { $0.utf8.map(\.asciiLowercased) }
    }

    /// One clean line of at most `limit` characters, without secrets, codes and account numbers.
    ///
    /// Invisible characters go first, so that they cannot split a secret, and the cut comes last, so that it cannot
    /// leave half of one.
    func clean(_ text: String, limit: Int = CleanText.longest) -> CleanText {
        let visible = CleanText(text, limit: limit * 8).text
        let words = hideSecrets(visible).split(separator: " ").map(Self.hideCode)
        return CleanText(words.joined(separator: " "), limit: limit)
    }

    private func hideSecrets(_ text: String) -> String {
        guard !spellings.isEmpty else { return text }
        let bytes = Array(text.utf8)
        let lowercased = bytes.map(\.asciiLowercased)
        var kept: [UInt8] = []
        var position = 0
        while position < bytes.count {
            if let hit = spellings.first(where: { lowercased[position...].starts(with: $0) }) {
                kept += Array(Self.mark.utf8)
                position += hit.count
            } else {
                kept.append(bytes[position])
                position += 1
            }
        }
        return String(decoding: kept, as: UTF8.self)
    }

    /// What looks like a QR payload goes whole, and so does the query of a URL; of an account's number, what a mask
    /// would show stays.
    private static func hideCode(_ word: Substring) -> String {
        let lowercased = word.lowercased()
        if lowercased.contains("linked_devices#") || word.contains("2@") && word.count > 40 { return mark }
        if word.contains("://"), let query = word.firstIndex(of: "?") { return "\(word[..<query])?…" }
        let isAccount = ["@c.us", "@s.whatsapp.net"].contains(where: lowercased.contains)
        guard isAccount || word.first == "+" else { return String(word) }
        let digits = word.drop { !$0.isNumber }.prefix { $0.isNumber }
        guard digits.count >= 7, let phone = PhoneNumber(account: String(digits)) else { return String(word) }
        return phone.masked
    }
}
