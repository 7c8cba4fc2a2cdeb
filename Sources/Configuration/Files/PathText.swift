/// Paths as people write them.
enum PathText {
    /// `~` and `~/...` become the home folder, other relative paths begin in `folder`.
    ///
    /// `nil` where `~` has nothing to stand for: no home folder, or somebody else's (`~name`).
    static func expand(_ path: String, home: String?, relativeTo folder: String?) -> String? {
        if path == "~" || path.hasPrefix("~/") {
            guard let home else { return nil }
            return trimmed(home) + path.dropFirst()
        }
        if path.hasPrefix("~") { return nil }
        guard let folder, !path.hasPrefix("/") else { return path }
        return folder.isEmpty ? path : trimmed(folder) + "/" + path
    }

    /// The folder a file is in, empty for the current one.
    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "" }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    static func trimmed(_ path: String) -> String {
        var path = path
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        return path == "/" ? "" : path
    }

    /// As a shell takes it, quoted only where it must be.
    static func shellQuoted(_ path: String) -> String {
        let plain = path.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "/._-+:@%,=".contains($0)) }
        return plain && !path.isEmpty
            ? path
            : "'"
                + path.split(separator: "'", omittingEmptySubsequences: false)
                .joined(separator: "'\\''") + "'"
    }
}
