internal import Foundation

/// A plain thread for blocking work, which the pool of async tasks must not be used for.
enum PtyThread {
    static func start(_ body: @escaping @Sendable () -> Void) { Thread.detachNewThread(body) }
}
