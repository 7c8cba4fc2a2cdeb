/// Whether the condition came true before far longer than any machine needs.
public func eventually(_ condition: () async throws -> Bool) async rethrows -> Bool {
    let limit = ContinuousClock.now + .seconds(120)
    var looks = 0
    // Looks count too: where other tests keep the threads busy, everybody waits, and nobody has failed.
    while looks < 2000 || ContinuousClock.now < limit {
        if try await condition() { return true }
        looks += 1
        try? await Task.sleep(for: .milliseconds(2))
    }
    return try await condition()
}
