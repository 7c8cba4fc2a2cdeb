/// Reads the way to a picture out of its link.
enum GOWAPictureLink {
    /// Where the files are, below whatever path the gateway itself believes to have.
    private static let files = "/statics/"

    /// Paths at the configured host, the likeliest first: below the configured path; there without the gateway's own
    /// idea of its path; and without the configured path. They differ only behind a proxy that changes paths.
    ///
    /// - Parameter base: the configured path, without a slash at its end.
    static func candidates(_ link: String, base: String) -> [String] {
        guard let path = path(link), path.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f }) else { return [] }
        let isBelow = path.hasPrefix(base + "/")
        var found = [isBelow ? path : base + path]
        if let start = lastIndex(of: files, in: path) { found.append(base + path[start...]) }
        found.append(isBelow ? String(path.dropFirst(base.count)) : path)
        return found.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    /// Path and query of a URL, or of what is already a path; `nil` when there is none.
    static func path(_ url: String) -> String? {
        let url = url.trimmed.prefix { $0 != "#" }
        if url.first == "/", !url.hasPrefix("//") { return String(url) }
        guard let colon = url.firstIndex(of: ":"), url[colon...].hasPrefix("://") else { return nil }
        let rest = url[url.index(colon, offsetBy: 3)...]
        guard let slash = rest.firstIndex(of: "/") else { return nil }
        return String(rest[slash...])
    }

    private static func lastIndex(of part: String, in text: String) -> String.Index? {
        var found: String.Index?
        var start = text.startIndex
        while start < text.endIndex {
            if text[start...].hasPrefix(part) { found = start }
            start = text.index(after: start)
        }
        return found
    }
}
