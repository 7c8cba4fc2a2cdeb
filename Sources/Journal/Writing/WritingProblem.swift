import GRDB

/// What keeps the journal from its file, as people are told.
enum WritingProblem: Error, Equatable {
    case folder(String)
    case newer
    case full
    /// Another process holds the file.
    case busy
    case other(String)

    init(_ error: any Error) {
        switch error {
        case OpeningProblem.newer: self = .newer
        case OpeningProblem.held: self = .busy
        case OpeningProblem.folder(let words): self = .folder(words)
        case let error as DatabaseError:
            switch error.resultCode {
            case .SQLITE_FULL: self = .full
            case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy
            case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM: self = .folder(error.message ?? "not writable")
            // Never the statement or its arguments: they are lines of the journal.
            default: self = .other(error.message ?? "\(error.resultCode)")
            }
        default: self = .other("it cannot be opened")
        }
    }

    /// Whether a later try can end otherwise.
    var passes: Bool { self != .newer }

    /// Whether a file that was opened has to be opened again for that.
    var needsReopening: Bool {
        switch self {
        case .folder, .other: true
        case .newer, .full, .busy: false
        }
    }

    func sentence(_ file: String) -> String {
        switch self {
        case .folder(let words): "the journal is in memory only, until \(file) can be written (\(words))"
        case .newer: "the journal is in memory only: \(file) is from a newer relink; update this one"
        case .full: "the journal is in memory only, until there is room for \(file)"
        case .busy: "the journal is in memory only, until another program lets go of \(file)"
        case .other(let words): "the journal is in memory only: \(file): \(words)"
        }
    }
}
