import Fleet

extension State {
    /// A number as this person wants to see numbers, told apart from one that stands beside it.
    func shown(_ phone: PhoneNumber, besides other: PhoneNumber?) -> String {
        guard let other, !revealsPhones else { return shown(phone) }
        return phone.masked(besides: other)
    }
}
