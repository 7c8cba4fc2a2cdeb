extension String {
    /// Without blanks and line ends around it.
    var trimmed: String { Substring(self).trimmed }
}

extension Substring {
    /// Without blanks and line ends around it.
    var trimmed: String {
        var rest = drop(while: \.isWhitespace)
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}
