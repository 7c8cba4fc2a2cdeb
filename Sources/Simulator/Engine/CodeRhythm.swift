import Fleet

/// How long each QR code of a link window lives, and how many there are before the engine gives up.
public struct CodeRhythm: Hashable, Sendable {
    public var first: Duration
    public var following: Duration
    public var count: Int

    public init(first: Duration, following: Duration, count: Int) {
        self.first = first
        self.following = following
        self.count = count
    }

    /// What WhatsApp's own engines do: one minute, then five times 20 seconds.
    public static let whatsApp = CodeRhythm(first: .seconds(60), following: .seconds(20), count: 6)

    /// From the opening of the window to the end of its last code.
    var total: Duration { first + following * (count - 1) }

    /// When code `index` begins, counted from the opening of the window.
    func beginning(of index: Int) -> Duration { index == 0 ? .zero : first + following * (index - 1) }

    func end(of index: Int) -> Duration { first + following * index }

    /// The code that is current `age` after the opening; `nil` once all are used up.
    func index(at age: Duration) -> Int? {
        guard age >= first else { return 0 }
        let index = 1 + Int((age - first) / following)
        return index < count ? index : nil
    }
}
