import Glibc

/// The folder the journal lives in: for this account alone.
struct StateFolder: Sendable {
    let path: String

    var journal: String { "\(path)/journal.sqlite" }

    /// Makes the folder and an empty file, with the rights they are to have, before anything is written.
    ///
    /// - Throws: the system's word for what stands in the way.
    func prepare() throws(FolderProblem) {
        try makeFolders()
        // SQLite gives its other files the rights of this one.
        let file = open(journal, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw FolderProblem(errno) }
        defer { close(file) }
        // Of older files: nobody else is to read them. A file of somebody else stays as it is.
        fchmod(file, 0o600)
    }

    /// Makes the folder and those above it.
    func makeFolders() throws(FolderProblem) {
        var path = ""
        for part in self.path.split(separator: "/", omittingEmptySubsequences: true) {
            path += (path.isEmpty && !self.path.hasPrefix("/") ? "" : "/") + part
            guard mkdir(path, 0o700) != 0, errno != EEXIST else { continue }
            // A parent that may not be looked into may hold the folder all the same: the last one decides.
            if errno != EACCES, errno != EROFS, errno != EPERM { throw FolderProblem(errno) }
        }
        var facts = stat()
        guard stat(self.path, &facts) == 0 else { throw FolderProblem(errno) }
        guard facts.st_mode & S_IFMT == S_IFDIR else { throw FolderProblem(ENOTDIR) }
        if facts.st_mode & 0o077 != 0 { chmod(self.path, 0o700) }
    }

    /// Which file lies there now; `nil` when there is none, or nobody may look.
    var file: FileIdentity? {
        var facts = stat()
        return stat(journal, &facts) == 0 ? FileIdentity(device: facts.st_dev, number: facts.st_ino) : nil
    }

    /// Whether another file lies in its place now, or none: another process may have set it aside.
    func hasLost(_ file: FileIdentity) -> Bool {
        if let found = self.file { return found != file }
        return errno == ENOENT
    }

    /// Moves a damaged journal out of the way, with what belongs to it.
    ///
    /// - Returns: the name it has now.
    func setAside(stamp: String) throws(FolderProblem) -> String {
        var name = "journal.sqlite.damaged-\(stamp)"
        var turn = 1
        while access("\(path)/\(name)", F_OK) == 0 {
            turn += 1
            name = "journal.sqlite.damaged-\(stamp)-\(turn)"
        }
        guard rename(journal, "\(path)/\(name)") == 0 else { throw FolderProblem(errno) }
        for suffix in ["-wal", "-shm"] { rename(journal + suffix, "\(path)/\(name)\(suffix)") }
        return name
    }

    /// Runs while no other relink opens the journal or sets it aside.
    ///
    /// - Throws: `OpeningProblem.held` when somebody else does so for longer than `patience`, in seconds.
    func locked<Result>(patience: Double, _ work: () throws -> Result) throws -> Result {
        let file = open("\(path)/journal.lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        defer { if file >= 0 { close(file) } }
        // Where there is no lock to be had at all, as on some network disks, it goes without one.
        var tries = Int(patience / Self.lockPause)
        while file >= 0, flock(file, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK || errno == EINTR {
            guard tries > 0 else { throw OpeningProblem.held }
            tries -= 1
            usleep(UInt32(Self.lockPause * 1_000_000))
        }
        return try work()
    }

    /// Between two tries to get the lock, in seconds. Opening takes milliseconds.
    private static let lockPause = 0.01
}

/// Tells a file from another one that came into its place.
struct FileIdentity: Equatable, Sendable {
    let device: dev_t
    let number: ino_t
}

/// What the system says about a folder or file that cannot be used.
struct FolderProblem: Error, Sendable {
    let words: String

    init(_ code: Int32) { words = String(cString: strerror(code)) }
}
