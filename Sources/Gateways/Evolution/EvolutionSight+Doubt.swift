import Fleet

/// What a list leaves open. Version 2 lists records, and a record goes on saying `open` when the instance crashed, was
/// never loaded after a restart of the gateway, or tries in vain to reconnect.
extension EvolutionSight {
    /// How long the instance's own word stands for a record that says the same.
    static let confirmed: Duration = .seconds(600)
    /// How long it stands against a record that says something else. Whatever ends such a time need not be written
    /// down: an instance that was `connecting` may have closed since.
    static let contradicted: Duration = .seconds(60)

    /// Whether what a list says of it wants the instance's own word.
    ///
    /// `close` on record is never doubted by itself: it is written when it happens, with its reason, and what can be
    /// wrong about it hides no dead link.
    ///
    /// - Parameter back: when the gateway last came back after it had not been reached; it may have been restarted.
    func isDoubtful(at now: Instant, since back: Instant?) -> Bool {
        guard let row, !row.isNested else { return false }
        let shown = isByRecord ? row.word : word
        if row.word == "close", shown == "close" { return false }
        guard !isByRecord, let heardAt, back.map({ heardAt >= $0 }) ?? true else { return true }
        return heardAt.duration(to: now) >= (word == row.word ? Self.confirmed : Self.contradicted)
    }
}
