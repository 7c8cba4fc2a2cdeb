import Glibc
import Testing

@testable import Journal

/// What another relink holds that is opening the journal, and does not come to an end.
final class HeldLock {
    private var file: Int32

    init(_ folder: TemporaryFolder) throws {
        try StateFolder(path: folder.path).makeFolders()
        file = open("\(folder.path)/journal.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        try #require(flock(file, LOCK_EX | LOCK_NB) == 0)
    }

    deinit { release() }

    func release() {
        if file >= 0 { close(file) }
        file = -1
    }
}
