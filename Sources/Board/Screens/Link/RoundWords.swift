import Fleet
import Grid
import Linking

/// Where a window stands in its round.
enum RoundWords {
    /// `3 of 12`: the place among those that are not left out.
    static func place(_ state: State, _ key: InstanceKey) -> String? {
        guard let round = state.round, let index = round.items.firstIndex(where: { $0.key == key }) else { return nil }
        return "\(index + 1) of \(round.items.count)"
    }

    /// The place, and who comes next.
    static func lines(_ state: State, _ key: InstanceKey) -> [[Span]] {
        guard let round = state.round, let place = place(state, key) else { return [] }
        let paused = round.isPaused ? ", paused" : ""
        var lines = [[Span("round    ", .muted), Span(place + paused)]]
        if let next = round.next {
            let name = state.fleet[next.key]?.name ?? next.key.id
            lines.append([Span("next     ", .muted), Span(name + (next.holder.map { ", \($0)" } ?? ""))])
        }
        return lines
    }

    static func keys(_ state: State, _ key: InstanceKey) -> [Action] {
        state.round?[key] == nil ? [] : [.skip, .postpone, .round]
    }
}
