internal import Glibc

/// Keeps the first line of what a program prints, and reads the rest away.
struct LineReader {
    let longest: Int
    private(set) var line: [UInt8] = []
    private var isComplete = false

    init(longest: Int) { self.longest = longest }

    /// Reads to the end; `false` when that did not come in time.
    mutating func read(_ descriptor: Int32, until deadline: ContinuousClock.Instant) -> Bool {
        var chunk = [UInt8](repeating: 0, count: 4096)
        var left = deadline - ContinuousClock.now
        while left > .zero {
            var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let milliseconds = left.components.seconds * 1000 + left.components.attoseconds / 1_000_000_000_000_000
            if poll(&waiting, 1, Int32(clamping: milliseconds + 1)) > 0 {
                let count = Glibc.read(descriptor, &chunk, chunk.count)
                if count == 0 || (count < 0 && errno != EINTR) { return true }
                if count > 0 { take(chunk[..<count]) }
            }
            left = deadline - ContinuousClock.now
        }
        return false
    }

    private mutating func take(_ bytes: ArraySlice<UInt8>) {
        guard !isComplete else { return }
        let part = bytes.prefix { $0 != 0x0a }
        // One over the limit is enough to be refused.
        line.append(contentsOf: part.prefix(longest + 1 - line.count))
        isComplete = part.count < bytes.count || line.count > longest
        if isComplete, line.last == 0x0d { line.removeLast() }
    }
}
