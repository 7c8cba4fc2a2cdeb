import Testing

@testable import Polling

/// 10,000 random schedules: several gateways with and without lists, windows and focus changing, presses, acts, holds,
/// wishes, doubtful lists, instances leaving and coming back, and in half of them failures, slow and lost answers and outages.
@Suite struct RandomSchedules {
    private static let batches = 50
    private static let perBatch = 100

    @Test("The two-second rule and the bound on waiting hold where nothing fails", arguments: 0..<batches)
    func calm(batch: Int) async { await play(.calm, batch: batch, events: 10) }

    @Test("The two-second rule holds in chaos, and after it everybody is asked again", arguments: 0..<batches)
    func chaos(batch: Int) async { await play(.chaos, batch: batch, events: 10) }

    private func play(_ mood: World.Mood, batch: Int, events: Int) async {
        var checks = 0
        var doubts = 0
        for number in 0..<Self.perBatch {
            let seed = UInt64(batch * Self.perBatch + number)
            var world = World(mood, seed: seed)
            if let violation = world.play(events: events) {
                Issue.record("seed \(seed): \(violation)")
                return
            }
            checks += world.oracle.checks
            doubts += world.oracle.doors.values.reduce(0) { $0 + $1.doubts.count }
            // Other tests wait for things to happen on these few threads.
            await Task.yield()
        }
        #expect(checks > Self.perBatch * 10, "The schedules are too short to show anything.")
        #expect(doubts > Self.perBatch / 4, "Too few lists were doubted to show anything.")
    }
}
