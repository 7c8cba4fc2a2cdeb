import FoundationEssentials

/// Times as the command line prints them: RFC 3339 in UTC, whole seconds.
enum UTCTime {
    static func text(_ date: Date) -> String { date.ISO8601Format() }

    static func json(_ date: Date?) -> JSONValue? { date.map { .text(text($0)) } }
}
