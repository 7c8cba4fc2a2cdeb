/// A language in which a phone's holder can be written to. The raw value is its ISO 639 code, as in the configuration.
public enum HolderLanguage: String, CaseIterable, Hashable, Sendable {
    case english = "en"
    case spanish = "es"
    case portuguese = "pt"
    case arabic = "ar"
    case indonesian = "id"

    /// The likely language of whoever has this number, by its country; English where that tells nothing.
    public init(likelyFor phone: PhoneNumber?) {
        let code = phone.flatMap { Country.of(digits: $0.digits)?.code } ?? ""
        if Self.arabicCodes.contains(code) {
            self = .arabic
        } else if Self.spanishCodes.contains(code) {
            self = .spanish
        } else if Self.portugueseCodes.contains(code) {
            self = .portuguese
        } else {
            self = code == "62" ? .indonesian : .english
        }
    }

    /// Calling codes of the countries in which it is the first language.
    private static let arabicCodes: Set = [
        "20", "212", "213", "216", "218", "222", "249", "961", "962", "963", "964", "965", "966", "967", "968", "970",
        "971", "973", "974",
    ]
    private static let spanishCodes: Set = [
        "34", "51", "52", "53", "54", "56", "57", "58", "240", "502", "503", "504", "505", "506", "507", "591", "593",
        "595", "598", "1787", "1809", "1829", "1849", "1939",
    ]
    private static let portugueseCodes: Set = ["55", "238", "239", "244", "245", "258", "351"]
}
