import Fleet
import FoundationEssentials

/// Takes secrets out of text that a gateway sent, before anybody sees it: gateways echo requests in their errors.
struct Redactor: Sendable {
    /// Of the gateway: thousands, where instances have tokens of their own. Sorted once and then shared.
    let common: SecretIndex
    /// Of one request or one instance: a few.
    private var more: [[UInt8]] = []
    private var moreIndex = SecretIndex([])

    static let mark = "‹redacted›"

    /// Each secret is looked for as it is, as a URL spells it, and in base 64.
    init(_ secrets: [Secret]) { common = SecretIndex(Self.spellings(of: secrets)) }

    /// With something more to hide, such as the phone number of one request. Costs as much as what is added, however
    /// many secrets there are.
    func hiding(_ more: String) -> Redactor {
        var redactor = self
        redactor.more += Self.spellings(of: [Secret(more)])
        redactor.moreIndex = SecretIndex(redactor.more)
        return redactor
    }

    /// In lower case.
    static func spellings(of secrets: [Secret]) -> [[UInt8]] {
        secrets.flatMap { secret in
            let text = secret.reveal()
            let base64 = Data(text.utf8).base64EncodedString().filter { $0 != "=" }
            return [text, URLText.encoded(text), base64].map { $0.utf8.map(\.asciiLowercased) }
        }
    }

    /// One clean line of at most `limit` characters, without secrets, codes and phone numbers.
    ///
    /// Invisible characters go first, so that they cannot split a secret, and the cut comes last, so that it cannot
    /// leave half of one.
    /// - Parameter id: the one instance that the text is about. Its id stays, and every other run of digits that is as
    ///   long as a phone number is taken for one; where it is `nil`, any such run may be an id and stays, unless it
    ///   is written like a number.
    func clean(_ text: String, limit: Int = CleanText.longest, about id: String? = nil) -> CleanText {
        let visible = CleanText(text, limit: limit * 8).text
        let words = hideSecrets(visible).split(separator: " ").map(Self.hideCode)
        let masked = NumberMask.mask(words.joined(separator: " ")) { word in
            id.map { $0 == word } ?? word.allSatisfy(\.isNumber)
        }
        return CleanText(masked, limit: limit)
    }

    private func hideSecrets(_ text: String) -> String {
        guard !common.isEmpty || !moreIndex.isEmpty else { return text }
        let bytes = Array(text.utf8)
        let lowercased = bytes.map(\.asciiLowercased)
        var kept: [UInt8] = []
        var position = 0
        while position < bytes.count {
            let rest = lowercased[position...]
            let count = max(common.longestMatch(atStartOf: rest), moreIndex.longestMatch(atStartOf: rest))
            if count > 0 {
                kept += Array(Self.mark.utf8)
                position += count
            } else {
                kept.append(bytes[position])
                position += 1
            }
        }
        return String(decoding: kept, as: UTF8.self)
    }

    /// What looks like a QR payload goes whole, and so does the query of a URL; of an account, what a mask of its number
    /// shows stays.
    private static func hideCode(_ word: Substring) -> String {
        let lowercased = word.lowercased()
        if lowercased.contains("linked_devices#") || word.contains("2@") && word.count > 40 { return mark }
        if word.contains("://"), let query = word.firstIndex(of: "?") { return "\(word[..<query])?…" }
        guard ["@c.us", "@s.whatsapp.net"].contains(where: lowercased.contains) else { return String(word) }
        let digits = word.drop { !$0.isNumber }.prefix { $0.isNumber }
        guard digits.count >= 7, let phone = PhoneNumber(account: String(digits)) else { return String(word) }
        return phone.masked
    }
}
