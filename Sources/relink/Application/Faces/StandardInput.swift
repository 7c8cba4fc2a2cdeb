import Foundation

/// The lines of standard input, as they are typed.
enum StandardInput {
    /// Reads on a thread of its own, since a read cannot be cancelled; `nil` is the end. For one reader.
    static func lines() -> AsyncStream<String?> {
        let (lines, inlet) = AsyncStream<String?>.makeStream()
        let thread = Thread {
            while let line = readLine() { inlet.yield(line) }
            inlet.yield(nil)
            inlet.finish()
        }
        thread.start()
        return lines
    }
}
