public import Fleet

/// What of the fleet is shown, in which order, and where the person is in it. Places are ids, never rows.
public struct ListView: Hashable, Sendable {
    /// `nil` until a person moved or every row has answered: then it stands on the first row, a problem if there is one.
    public var cursor: InstanceKey?
    public var marks: Set<InstanceKey> = []
    /// Where a range began, while one is being marked.
    public var rangeFrom: InstanceKey?
    public var filter = TextField()
    public var ordering = Ordering.severity
    public var reversed = false
    /// The keys that pass the filter, in order; kept by `FleetOrder`.
    public internal(set) var shown: [InstanceKey] = []
    /// Index into `shown` of the first row on the screen.
    public var top = 0
    /// How many of the columns that may be left out are scrolled away to the left.
    public var pan = 0
    /// Where the cursor was last: first guess at where it is, and where it stays when its row goes.
    var place = 0

    public enum Ordering: String, CaseIterable, Hashable, Sendable {
        case severity, since, label, gateway, age

        public var words: String { self == .severity ? "severity, since" : rawValue }
    }

    public init() {}

    public var cursorIndex: Int? {
        guard !shown.isEmpty else { return nil }
        guard let cursor else { return 0 }
        if shown.indices.contains(place), shown[place] == cursor { return place }
        return shown.firstIndex(of: cursor) ?? 0
    }

    public var current: InstanceKey? { cursorIndex.map { shown[$0] } }

    /// Marked rows that the filter hides: they are counted wherever marks are acted upon.
    public var hiddenMarks: Int { marks.subtracting(shown).count }
}
