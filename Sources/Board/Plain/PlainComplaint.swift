/// What is wrong with what was typed into the question that stands.
extension State {
    /// `nil` while nothing is wrong.
    public var plainComplaint: String? {
        switch dialog {
        case .assertion(let form) where form.insisted:
            let verdict = AssertionDialog.verdict(form, self).0
            return verdict.prefix(1).uppercased() + verdict.dropFirst() + "."
        case .number(let form) where form.insisted:
            let verdict = NumberDialog.verdict(form)
            return verdict.prefix(1).uppercased() + verdict.dropFirst() + "."
        default: return nil
        }
    }
}
