import Fleet
import Grid
import Linking

/// What is asked for by name instead of by a key.
extension State {
    mutating func performNamed(_ action: Action) -> [Effect] {
        if list.cursor == nil { list.cursor = list.current }
        return perform(action)
    }

    /// Goes to an instance: to its open window, else to what is known of it.
    mutating func choose(_ key: InstanceKey) {
        guard fleet[key] != nil else { return }
        list.cursor = key
        show(links[key].map { $0.flow.isOver } == false ? .link(key) : .detail(key))
    }

    mutating func setFilter(_ text: String) {
        list.filter = TextField()
        list.filter.insert(CleanText(text).text)
        orderIsAsked = true
    }
}
