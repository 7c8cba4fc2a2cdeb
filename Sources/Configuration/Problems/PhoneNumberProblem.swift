public import Fleet

extension PhoneNumber.Problem {
    /// What is wrong, without the number itself: to stand after a colon.
    public var sentence: String {
        switch self {
        case .empty: "there are no digits"
        case .character(let character):
            "\(Wording.quoted(String(character))) is no part of a number"
        case .leadingZero: "begin with the country code, without a leading 0"
        case .tooShort(let count): "\(count) digits are too few, at least 7"
        case .tooLong(let count): "\(count) digits are too many, at most 15"
        }
    }
}
