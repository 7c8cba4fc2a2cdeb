import Alerts
import Fleet
import Grid

/// Acknowledging and muting.
extension State {
    /// How long an hour's mute lasts.
    private static let hour = Duration.seconds(3600)

    /// The row of a detail screen, the marked rows, or else everything that stands.
    mutating func acknowledge() {
        let keys: Set<InstanceKey> =
            if case .detail(let key) = screen { [key] } else { list.marks.filter(alerts.isStanding) }
        guard keys.isEmpty else {
            let known = alerts.acknowledge(keys)
            for key in known.sorted() { jot(.acknowledged, about: key) }
            return tell(known.isEmpty ? "nothing of it stands" : "acknowledged \(names(Array(known)))")
        }
        let stood = alerts.acknowledge()
        for key in Set(stood.flatMap(\.keys)).sorted() { jot(.acknowledged, about: key) }
        for gateway in stood where gateway.keys.isEmpty { jot(.acknowledged, aboutGateway: gateway.gateway) }
        tell(stood.isEmpty ? "nothing stands to be acknowledged" : "acknowledged \(AlertLine.words(stood, in: self))")
    }

    /// Asks for how long nothing is told of the marked rows, or of the one under the cursor.
    mutating func askMute() {
        let marked = list.shown.filter(list.marks.contains) + list.marks.subtracting(list.shown).sorted()
        let usesMarks = (screen == .list || screen == .wall) && !marked.isEmpty
        let keys = usesMarks ? marked : [current].compactMap(\.self)
        guard !keys.isEmpty else { return }
        dialog = .mute(MuteForm(keys: keys, hidden: usesMarks ? list.hiddenMarks : 0))
    }

    mutating func pressInMute(_ key: Key, _ form: MuteForm) {
        var form = form
        let choices = form.choices(alerts, at: now)
        switch key {
        case .escape, .character("q"): return dialog = nil
        case .down, .character("j"), .tab: form.selected = min(form.selected + 1, choices.count - 1)
        case .up, .character("k"), .backTab: form.selected = max(0, form.selected - 1)
        case .enter: return mute(form, choices[min(form.selected, choices.count - 1)])
        case .character(let digit):
            guard let number = digit.wholeNumberValue, choices.indices.contains(number - 1) else { break }
            return mute(form, choices[number - 1])
        default: break
        }
        dialog = .mute(form)
    }

    private mutating func mute(_ form: MuteForm, _ choice: MuteForm.Choice) {
        dialog = nil
        news &+= 1
        let whom = names(form.keys)
        switch choice {
        case .hour: mute(form.keys, .until(now + Self.hour), "\(whom): nothing is told for an hour")
        case .untilChange: mute(form.keys, .untilChange, "\(whom): nothing is told until it changes")
        case .untilUnmuted: mute(form.keys, .untilUnmuted, "\(whom): nothing is told until \(unmuteKey) says so")
        case .gatewayForAnHour(let gateway):
            alerts.mute(.gateway(gateway), .until(now + Self.hour))
            tell("gateway \(gateway): nothing is told for an hour")
        case .unmute:
            for key in form.keys {
                alerts.unmute(.instance(key))
                // A row that its gateway keeps silent is meant to be heard with it.
                alerts.unmute(.gateway(key.gateway))
            }
            tell("\(whom): told again")
        }
    }

    private mutating func mute(_ keys: [InstanceKey], _ mute: Mute, _ sentence: String) {
        for key in keys { alerts.mute(.instance(key), mute) }
        tell(sentence)
    }

    private var unmuteKey: String { settings.keys.label(.mute) ?? ":\(Action.mute.rawValue)" }

    private func names(_ keys: [InstanceKey]) -> String {
        guard keys.count == 1, let key = keys.first else { return "\(keys.count) instances" }
        return fleet[key]?.name ?? key.id
    }

    /// Whether nothing is told of a row.
    func isMuted(_ key: InstanceKey) -> Bool { alerts.mute(of: .instance(key), at: now) != nil }

    /// For how long; `nil` for a row that is told of.
    func muteWords(_ key: InstanceKey) -> String? {
        switch alerts.mute(of: .instance(key), at: now) {
        case .until(let end): "muted until \(Ages.time(of: end, in: self).prefix(5))"
        case .untilChange: "muted until it changes"
        case .untilUnmuted: "muted"
        case nil: nil
        }
    }
}
