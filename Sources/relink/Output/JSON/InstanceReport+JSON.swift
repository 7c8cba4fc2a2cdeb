import Fleet

extension InstanceReport {
    /// One object of `status --json`. Facts that are not known are left out; `error` is always there.
    var json: JSONValue {
        let flags = Rider.allCases.filter(riders.contains).map { JSONValue.text($0.rawValue) }
        let linked = account.map { account in
            JSONValue.members([
                ("phone", account.phone.map { .text($0.digits) }), ("name", account.name.map { .text($0.text) }),
            ])
        }
        return .members([
            ("gateway", .text(key.gateway)), ("kind", .text(kind.rawValue)), ("id", .text(key.id)),
            ("label", label.map { .text($0.text) }), ("state", .text(state.rawValue)),
            ("raw", raw.map { .text($0.text) }),
            ("flags", .list(flags)), ("since", UTCTime.json(since)), ("observedAt", UTCTime.json(observedAt)),
            ("source", source.map { .text($0.rawValue) }), ("account", linked == .object([]) ? nil : linked),
            ("expectedPhone", expectedPhone.map { .text($0.digits) }), ("reason", reason.map { .text($0.text) }),
            ("error", failure.map { .text($0.message.text) } ?? .null),
        ])
    }
}
