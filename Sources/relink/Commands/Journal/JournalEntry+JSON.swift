import Fleet

extension JournalEntry {
    /// One line of `journal --json`. Facts that are not known are left out; the names are a contract.
    var json: JSONValue {
        var members: [(String, JSONValue?)] = [
            ("at", UTCTime.json(at)), ("gateway", gateway.isEmpty ? nil : .text(gateway)),
            ("id", instance.map { .text($0) }), ("name", name.isEmpty ? nil : .text(name.text)),
            ("event", .text(event.kind.rawValue)),
        ]
        switch event {
        case .state(let from, let to, let reason, let source):
            members += [
                ("from", from.map { .text($0.rawValue) }), ("to", .text(to.rawValue)), ("reason", Self.text(reason)),
                ("source", .text(source.rawValue)),
            ]
        case .gateway(let reachable, let reason):
            members += [("to", .text(reachable ? "reachable" : "unreachable")), ("reason", Self.text(reason))]
        case .act(let act, let failure):
            members += [("act", .text(act.rawValue)), ("reason", Self.text(failure))]
        case .attempt(let attempt):
            members += [("method", .text(attempt.method.rawValue)), ("number", Self.text(attempt.number?.full))]
        case .outcome(let outcome):
            members += [
                ("number", Self.text(outcome.number?.full)), ("outcome", .text(outcome.kind.rawValue)),
                ("after", outcome.after.map { .number(Int($0.inSeconds.rounded())) }),
                ("reason", Self.text(outcome.reason)),
            ]
        case .acknowledged: break
        case .note(let text): members += [("reason", Self.text(text))]
        }
        members += [("user", Self.text(person?.user)), ("origin", Self.text(person?.origin))]
        return .members(members)
    }

    private static func text(_ text: CleanText?) -> JSONValue? {
        text.flatMap { $0.isEmpty ? nil : .text($0.text) }
    }
}
