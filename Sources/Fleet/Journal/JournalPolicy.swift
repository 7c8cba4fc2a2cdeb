/// How much the journal keeps, and for how long: `defaults: journal:` in the configuration.
public struct JournalPolicy: Hashable, Sendable {
    /// The raw value is the word in the configuration.
    public enum Numbers: String, CaseIterable, Hashable, Sendable {
        /// `+20 ··· 2826`: two numbers can be told apart, none can be called.
        case masked
        case whole
    }

    public var numbers: Numbers
    /// Lines older than this are forgotten.
    public var keepDays: Int
    /// The file is kept under this size, in MiB; the oldest lines go first.
    public var keepMegabytes: Int

    /// A quarter of a year shows what comes back each month; 64 MiB hold some 400,000 lines, which is more than
    /// 4,000 changes a day for all that time.
    public init(numbers: Numbers = .masked, keepDays: Int = 90, keepMegabytes: Int = 64) {
        self.numbers = numbers
        self.keepDays = keepDays
        self.keepMegabytes = keepMegabytes
    }
}
