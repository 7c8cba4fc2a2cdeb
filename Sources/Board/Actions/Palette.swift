/// The commands that match what is typed after `:`.
enum Palette {
    static func matches(_ text: String, in state: State) -> [ActionInfo] {
        let words = text.lowercased().split(separator: " ")
        let offered = ActionTable.all.filter { $0.contexts.contains(state.context) }
        let ranked = offered.filter { info in
            words.allSatisfy { info.action.rawValue.contains($0) || info.title.lowercased().contains($0) }
        }
        // The name that begins as typed is meant before one that only holds it.
        let start = words.first ?? ""
        let isMeant = { (info: ActionInfo) in info.action.rawValue.hasPrefix(start) }
        return ranked.filter { $0.action.rawValue == start }
            + ranked.filter { $0.action.rawValue != start && isMeant($0) } + ranked.filter { !isMeant($0) }
    }
}
