public import Fleet

/// Text on its way to the clipboard or from it. It may be a pairing code or somebody's number, so it never describes
/// itself.
public struct ClipboardText: Hashable, Sendable, Redacted {
    private let text: String

    public init(_ text: String) { self.text = text }

    /// The text itself, for the terminal that takes it or the field that it goes into.
    public func reveal() -> String { text }
}
