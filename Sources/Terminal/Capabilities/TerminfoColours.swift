internal import CNcurses
internal import Synchronization

/// terminfo has one current entry for the whole process.
private let terminfo = Mutex(())

extension TerminalCapabilities {
    /// The colours of a type of terminal by terminfo, for programs that print and end; `nil` for a type that this
    /// system does not know.
    public static func colours(ofType type: String) -> Colours? {
        let count = terminfo.withLock { _ in type.withCString { Int(relink_colours_of_type($0)) } }
        return count == -2 ? nil : Colours(count: count)
    }
}
