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
        case .confirm(var confirmation) where confirmation.mustType:
            confirmation.typed.insert(text)
            dialog = .confirm(confirmation)
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
        case .quit: return quit()
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
        case .delete: askDelete()
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
            return openAgain(key, session)
        case .journal(let page):
            if case .timeline(let key) = page { show(.detail(key)) }
            return []
        }
    }

    /// A new window in place of one that is over.
    mutating func openAgain(_ key: InstanceKey, _ session: LinkSession) -> [Effect] {
        if case .ended(.passkey) = session.flow.phase {
            tell("a new window would end at the same question; \(label(.close)) closes this one", .attention)
            return []
        }
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

    private mutating func back() -> [Effect] { screen == .list ? quit() : close() }

    /// What would be left undone is said first; the same key once more leaves all the same.
    private mutating func quit() -> [Effect] {
        guard let undone, quitAskedAt.map({ now < $0 + Self.messageTime }) != true else { return [.quit] }
        quitAskedAt = now
        tell("\(undone); once more leaves all the same", .attention)
        return []
    }

    private var undone: String? {
        let acts = queue.count { !$0.isRunning }
        if acts > 0 { return "\(acts) \(acts == 1 ? "act is" : "acts are") still waiting to be done" }
        if let name = nameOfLink(where: \.isEvicting) { return "the wrong phone of \(name) is not out yet" }
        if let name = nameOfLink(where: \.phase.isSettling) { return "whether \(name) holds is not proven yet" }
        return nil
    }

    /// Of several always the same one: a dictionary has no order to go by.
    private func nameOfLink(where isMeant: (LinkFlow) -> Bool) -> String? {
        links.filter { isMeant($0.value.flow) }.keys.min().map { fleet[$0]?.name ?? $0.id }
    }

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
