import Testing

/// Waits until something is so, and fails when it is not for far longer than any machine needs.
func eventually(
    _ what: Comment, sourceLocation: SourceLocation = #_sourceLocation, _ condition: () -> Bool
) async throws {
    let limit = ContinuousClock.now + .seconds(120)
    var looks = 0
    while !condition() {
        looks += 1
        // Looks count too: where other tests keep the threads busy, everybody waits, and nobody has failed.
        guard looks < 2000 || ContinuousClock.now < limit else {
            Issue.record(what, sourceLocation: sourceLocation)
            return
        }
        try await Task.sleep(for: .milliseconds(2))
    }
}
