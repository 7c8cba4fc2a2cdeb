public import FoundationEssentials

/// Something the program has to remember by name: a round under way, the view somebody left.
public struct Note: Hashable, Sendable {
    public let name: String
    public var value: Data
    public var updatedAt: Date
    /// The process that wrote it last or took it over.
    public var owner: ProcessOwner

    public init(name: String, value: Data, updatedAt: Date, owner: ProcessOwner) {
        self.name = name
        self.value = value
        self.updatedAt = updatedAt
        self.owner = owner
    }

    /// Stands for a note that was taken away while the file could not be written.
    var isForgotten: Bool { value.isEmpty }
}
