/// How long to wait after the first, second, third … failure in a row. The last step stays.
///
/// Numbers in place and no array: it is part of what the planner hands around for every request.
public struct BackoffSteps: Hashable, Sendable {
    /// More steps than these are never needed: doubled that often, two seconds are four minutes.
    public static let most = 8

    /// Filled up with the last one.
    private var milliseconds: SIMD8<UInt32>
    public let count: Int

    /// One to eight steps. What comes after them is left out, a step shorter than the one before is as long as that
    /// one, and none at all is the floor of two seconds.
    public init(_ steps: [Duration]) {
        milliseconds = SIMD8(repeating: 0)
        count = max(1, min(steps.count, Self.most))
        var longest: UInt32 = 0
        for place in 0..<Self.most {
            let step = steps.isEmpty ? RequestFloor.promise : steps[min(place, count - 1)]
            longest = max(longest, UInt32(clamping: step.nanoseconds / 1_000_000))
            milliseconds[place] = longest
        }
    }

    /// The wait after so many failures in a row, from 1.
    public subscript(failures: Int) -> Duration {
        .milliseconds(milliseconds[min(max(failures, 1), Self.most) - 1])
    }

    public var all: [Duration] { (1...count).map { self[$0] } }

    public var longest: Duration { self[count] }

    /// A gateway that answers and asks for patience.
    public static let polite = BackoffSteps([10, 20, 40, 60].map { .seconds($0) })
    /// A gateway that does not answer, or answers that it is broken.
    public static let trouble = BackoffSteps([2, 4, 8, 16, 32, 60].map { .seconds($0) })
}
