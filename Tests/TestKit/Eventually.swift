/// Whether the condition came true before far longer than any machine needs.
///
/// - Parameters:
///   - pause: between two looks. What is looked at has no bell of its own: a file, a log, another program.
///   - limit: for what takes its own time, like a round of many links.
public func eventually(
    every pause: Duration = .milliseconds(2), within limit: Duration = .seconds(120),
    _ condition: () async throws -> Bool
) async rethrows -> Bool {
    let end = ContinuousClock.now + limit
    var looks = 0
    // Looks count too: where other tests keep the threads busy, everybody waits, and nobody has failed.
    while looks < 200 || ContinuousClock.now < end {
        if try await condition() { return true }
        looks += 1
        try? await Task.sleep(for: pause)
    }
    return try await condition()
}
