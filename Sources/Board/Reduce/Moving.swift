import Fleet
import Linking

/// Where the cursor goes, and what is marked on the way.
extension State {
    var page: Int { screen == .wall ? WallLayout(self).capacity : max(1, ListLayout(self).rows - 1) }

    /// What the cursor steps through: the list's rows, or the panes of the wall.
    var path: [InstanceKey] { screen == .wall ? WallScreen.keys(self) : list.shown }

    mutating func move(by step: Int) {
        if case .triage = screen { return scrollTriage(by: step) }
        let here = screen == .wall ? list.current.flatMap { path.firstIndex(of: $0) } : list.cursorIndex
        move(to: (here ?? 0) + step)
    }

    /// To the next pane of the wall; on the list, to the columns that found no room.
    mutating func sideways(by step: Int) {
        if screen == .wall { return move(by: step) }
        list.pan = min(max(0, list.pan + step), ListColumns.mostPan(self))
    }

    mutating func move(to index: Int) {
        let path = path
        guard !path.isEmpty else { return }
        let index = min(max(0, index), path.count - 1)
        list.cursor = path[index]
        if screen != .wall { list.place = index }
        if let from = list.rangeFrom.flatMap({ list.shown.firstIndex(of: $0) }), let to = list.cursorIndex {
            list.marks.formUnion(list.shown[min(from, to)...max(from, to)])
        }
    }

    /// The next problem from here, around the end; on a link screen the next one's window is not opened by itself.
    mutating func step(to direction: Int) -> [Effect] {
        let path = path
        let count = path.count
        guard let here = current, count > 0 else { return [] }
        let from = path.firstIndex(of: here) ?? 0
        for distance in 1...count {
            let key = path[((from + direction * distance) % count + count) % count]
            guard key != here, fleet[key]?.isProblem == true else { continue }
            list.cursor = key
            switch screen {
            case .link(let open):
                let effects = closeLink(open)
                if case .detail = screen { screens.removeLast() }
                show(.detail(key))
                return effects
            case .detail: screens[screens.count - 1] = .detail(key)
            case .journal: return open(.timeline(key))
            case .triage: return showTriage([key])
            case .list, .wall: break
            }
            return []
        }
        tell("no other problem")
        return []
    }

    mutating func mark(_ action: Action) {
        switch action {
        case .mark:
            guard let key = list.current else { return }
            list.marks.formSymmetricDifference([key])
            move(by: 1)
        case .markRange:
            if list.rangeFrom == nil {
                list.rangeFrom = list.current
                if let key = list.current { list.marks.insert(key) }
                tell("marking a range: move, then v again")
            } else {
                list.rangeFrom = nil
            }
        case .markAll: list.marks.formUnion(path)
        default:
            list.marks.removeAll()
            list.rangeFrom = nil
        }
    }
}
