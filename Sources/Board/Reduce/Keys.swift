import Fleet
import Grid
import Linking
import QRCode

extension State {
    /// Which keys hold right now.
    public var context: Context {
        switch screen {
        case .list: .list
        case .detail: .detail
        case .wall: .wall
        case .journal: .journal
        case .link(let key) where links[key]?.flow.phase.isPasskey == true: .passkey
        case .triage: .triage
        case .link(let key):
            if case .pairing = links[key]?.flow.method { .pairing } else { .qr }
        }
    }

    mutating func press(_ key: Key) -> [Effect] {
        // From the first key on, the cursor is where the person saw it.
        if list.cursor == nil { list.cursor = list.current }
        switch key {
        case .control("c"): return interrupt()
        case .control("l"): return [.redraw]
        case .control("z"): return [.suspend]
        default: break
        }
        if dialog != nil { return pressInDialog(key) }
        guard let action = settings.keys.action(for: key, in: context) else { return [] }
        return perform(action)
    }

    /// Ctrl-c leaves a dialog, else stops what is being done to many; with nothing to stop it leaves the program.
    private mutating func interrupt() -> [Effect] {
        if dialog != nil { return pressInDialog(.escape) }
        if queue.contains(where: { !$0.isRunning }) {
            stopQueue()
            return []
        }
        return [.quit]
    }

    mutating func paste(_ text: String) -> [Effect] {
        switch dialog {
        case .assertion(var form):
            form.paste(text)
            dialog = .assertion(form)
        case nil where context == .passkey: return pasteAssertion(text)
        case .number(var form):
            form.field.insert(text)
            dialog = .number(form)
        case .palette(var input):
            input.field.insert(text)
            dialog = .palette(input)
        case .filter:
            list.filter.insert(CleanText(text).text)
            orderIsAsked = true
        default: break
        }
        return []
    }

    /// Does what a key or the palette asks for.
    mutating func perform(_ action: Action) -> [Effect] {
        guard allows(action) else { return [] }
        if let effects = performInJournal(action) { return effects }
        switch action {
        case .up: move(by: screen == .wall ? -WallLayout(self).across : -1)
        case .down: move(by: screen == .wall ? WallLayout(self).across : 1)
        case .left: sideways(by: -1)
        case .right: sideways(by: 1)
        case .top: move(to: 0)
        case .bottom: move(to: .max)
        case .pageUp: move(by: -page)
        case .pageDown: move(by: page)
        case .halfUp: move(by: -max(1, page / 2))
        case .halfDown: move(by: max(1, page / 2))
        case .nextProblem: return step(to: 1)
        case .previousProblem: return step(to: -1)
        case .open: return open()
        case .close: return close()
        case .back: return back()
        case .quit: return [.quit]
        case .filter: dialog = .filter
        case .order: reorder()
        case .reverse:
            list.reversed.toggle()
            orderIsAsked = true
        case .freeze: toggleFreeze()
        case .mark, .markRange, .markAll, .unmark: mark(action)
        case .relink: return relink()
        case .pair: return askNumber()
        case .triage: return openTriage()
        case .start: ask(.start)
        case .restart: ask(.restart)
        case .stop: ask(.stop)
        case .logout: ask(.logout)
        case .wall: show(.wall)
        case .palette: dialog = .palette(PaletteInput())
        case .help: dialog = .help(scroll: 0)
        case .copy: return copy()
        case .pollNow: return pollNow()
        case .redraw: return [.redraw]
        case .suspend: return [.suspend]
        case .reload: return [.reload]
        case .drawing, .invert, .savePicture, .enlarge, .newCode, .hold, .spelling, .hide, .message,
            .language:
            return adjustCode(action)
        case .answer: return answerPasskey()
        case .consoleLine, .saveChallenge: return handOutChallenge(action)
        case .reveal: revealsPhones.toggle()
        case .dismiss: return dismiss()
        case .round: return askRound()
        case .skip, .postpone: return passOver(action)
        case .timeline: return current.map { open(.timeline($0)) } ?? []
        case .events: return open(.log)
        case .handover: return open(.handover)
        case .sift, .period, .saveHandover: break
        case .acknowledge: acknowledge()
        case .mute: askMute()
        }
        return []
    }

    private var page: Int { screen == .wall ? WallLayout(self).capacity : max(1, ListLayout(self).rows - 1) }

    /// What the cursor steps through: the list's rows, or the panes of the wall.
    private var path: [InstanceKey] { screen == .wall ? WallScreen.keys(self) : list.shown }

    mutating func move(by step: Int) {
        if case .triage = screen { return scrollTriage(by: step) }
        let here = screen == .wall ? list.current.flatMap { path.firstIndex(of: $0) } : list.cursorIndex
        move(to: (here ?? 0) + step)
    }

    /// To the next pane of the wall; on the list, to the columns that found no room.
    private mutating func sideways(by step: Int) {
        if screen == .wall { return move(by: step) }
        list.pan = min(max(0, list.pan + step), ListColumns.mostPan(self))
    }

    private mutating func move(to index: Int) {
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
    private mutating func step(to direction: Int) -> [Effect] {
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

    private mutating func open() -> [Effect] {
        switch screen {
        case .list, .wall:
            guard let key = list.current else { return [] }
            show(links[key].map { $0.flow.isOver } == false ? .link(key) : .detail(key))
            return []
        case .detail(let key):
            // Enter only looks: what changes something has a key of its own.
            if links[key].map({ !$0.flow.isOver }) == true {
                show(.link(key))
            } else if fleet[key]?.state != .working {
                tell("\(label(.relink)) relinks with a QR, \(label(.pair)) asks for a pairing code")
            }
            return []
        case .triage(let keys): return takeStep(keys)
        case .link(let key):
            guard let session = links[key], session.flow.isOver else { return [] }
            if session.isDone { return closeLink(key) }
            return session.flow.method == .qr ? openAgain(key, session) : perform(.newCode)
        case .journal(let page):
            if case .timeline(let key) = page { show(.detail(key)) }
            return []
        }
    }

    private mutating func openAgain(_ key: InstanceKey, _ session: LinkSession) -> [Effect] {
        if settings.isReadOnly { return perform(.relink) }
        return openLink(key, by: session.flow.method)
    }

    mutating func close() -> [Effect] {
        switch screen {
        case .link(let key): return closeLink(key)
        case .wall: return closeWall()
        case .detail, .triage, .journal: screens.removeLast()
        case .list:
            if list.rangeFrom != nil {
                list.rangeFrom = nil
            } else if !list.filter.text.isEmpty {
                list.filter = TextField()
                orderIsAsked = true
            } else {
                frozenSince = nil
                message = nil
            }
        }
        return []
    }

    private mutating func back() -> [Effect] { screen == .list ? [.quit] : close() }

    private mutating func reorder() {
        let all = ListView.Ordering.allCases
        let next = (all.firstIndex(of: list.ordering)! + 1) % all.count
        list.ordering = all[next]
        orderIsAsked = true
        tell("ordered by \(list.ordering.words)")
    }

    private mutating func toggleFreeze() {
        frozenSince = frozenSince == nil ? now : nil
        if frozenSince == nil { orderIsAsked = true }
    }

    private mutating func mark(_ action: Action) {
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

    private mutating func relink() -> [Effect] {
        // Several are a round: one window at a time, or as many as the wall can draw.
        if screen == .list || screen == .wall, list.marks.count > 1, round == nil { return askRound() }
        guard let key = current else { return [] }
        return openLink(key, by: .qr)
    }

    private func label(_ action: Action) -> String { settings.keys.label(action) ?? ":\(action.rawValue)" }

    private mutating func copy() -> [Effect] {
        guard let key = current else { return [] }
        if case .link = screen {
            if context == .passkey { return handOutChallenge(.copy) }
            guard case .pairing(let shown) = links[key]?.flow.phase else { return [] }
            tell("pairing code sent to your clipboard (OSC 52)")
            return [.copy(ClipboardText(shown.code.plain))]
        }
        tell("copied \(key.id)")
        return [.copy(ClipboardText(key.id))]
    }

    private mutating func pollNow() -> [Effect] {
        guard let key = current else { return [] }
        tell("asking \(fleet[key]?.name ?? key.id)…")
        return [.askNow(.status, key)]
    }
}
