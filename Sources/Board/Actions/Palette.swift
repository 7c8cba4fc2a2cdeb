/// The commands that match what is typed after `:`.
enum Palette {
    static func matches(_ text: String, in state: State) -> [ActionInfo] {
        let words = text.lowercased().split(separator: " ")
        let offered = ActionTable.all.filter { $0.contexts.contains(state.context) }
        let ranked = offered.filter { info in
            words.allSatisfy { info.action.rawValue.contains($0) || info.title.lowercased().contains($0) }
        }
        let exact = ranked.filter { $0.action.rawValue == text.lowercased() }
        return exact + ranked.filter { $0.action.rawValue != text.lowercased() }
    }
}
