import Glibc

/// Measures the CPU time of this process: others on the machine do not count.
enum Stopwatch {
    /// CPU nanoseconds of all threads so far.
    static var now: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }

    /// Nanoseconds of one `step`: the middle of several runs, each long enough for the clock.
    static func each(_ step: () -> Void) -> Double {
        // What is done once (tables, first allocations) belongs to no step.
        step()
        var count = 1
        while run(count, step) < shortestRun { count *= 2 }
        let runs = (0..<runCount).map { _ in Double(run(count, step)) / Double(count) }.sorted()
        return runs[runCount / 2]
    }

    private static let shortestRun: Int64 = 50_000_000
    private static let runCount = 7

    private static func run(_ count: Int, _ step: () -> Void) -> Int64 {
        let start = now
        for _ in 0..<count { step() }
        return now - start
    }
}
