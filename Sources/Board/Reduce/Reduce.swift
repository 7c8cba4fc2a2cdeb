import Alerts
public import Fleet
import Grid
import Linking

/// Changes the state by one event and tells what is to be done outside. A plain function: the same state and
/// the same event always give the same result.
public func reduce(_ state: inout State, _ event: Event, at now: Instant) -> [Effect] {
    state.now = max(state.now, now)
    var effects: [Effect] = []
    switch event {
    case .key(let key): effects = state.press(key)
    case .paste(let text): effects = state.paste(text.reveal())
    case .perform(let action): effects = state.performNamed(action)
    case .choose(let key): state.choose(key)
    case .filter(let text): state.setFilter(text)
    case .link(let key, let method): effects = state.openLink(key, by: method, looksFirst: false)
    case .resized(let size): state.size = size
    case .tick(let wall): state.wall = wall
    case .observed(let observation, let drawn, let nextStatus, let nextCode):
        effects = state.observe(observation, drawn: drawn, nextStatus: nextStatus, nextCode: nextCode)
    case .discovered(let listed, let gateway): effects = state.discover(listed, of: gateway)
    case .gateway(let report): state.learn(report)
    case .version(let version, let gateway): state.learn(version: version, of: gateway)
    case .uptime(let uptime, let gateway): state.learn(uptime: uptime, of: gateway)
    case .acted(let act, let key, let failure): effects = state.finish(act, key, failure)
    case .paired(let attempt, let result): effects = state.take(result, of: attempt)
    case .ledger(let attempts): state.ledger = PairingLedger(attempts)
    case .roundFound(let round): state.find(round)
    case .passkeyAnswered(let key, let failure):
        state.tellOfClosed(key, "the answer for its passkey", failure)
        effects = state.advance(key) { flow, now in flow.passkeyAnswered(failure, at: now) }
    case .passkeyConfirmed(let key, let failure):
        state.tellOfClosed(key, "the code of its passkey", failure)
        effects = state.advance(key) { flow, now in flow.passkeyConfirmed(failure, at: now) }
    case .remembered(let memories, let names): state.remember(memories, names)
    case .journalAlarm(let alarm): state.hear(alarm)
    case .journalRead(let page, let entries): state.take(entries, for: page)
    case .roster(let rows, let gateways): effects = state.renew(rows, gateways)
    case .told(let text, let role): state.tell(text, role)
    case .noted(let text): state.write(LogLine(at: state.now, name: "relink", text: text, role: .broken))
    case .ending:
        state.jotClosing()
        return state.writeDown()
    }
    // Only what a key was pressed for goes out at once.
    if !event.isPersons { effects = effects.map { $0.inTurn(at: state.now) } }
    effects += state.passTime().map { $0.inTurn(at: state.now) }
    effects += state.alertEffects(after: effects)
    state.settleList()
    return effects + state.shownEffects() + state.keepRound() + state.writeDown()
}

extension State {
    /// How long a sentence stays on the last line.
    static let messageTime = Duration.seconds(8)

    mutating func tell(_ text: String, _ role: Role = .plain) {
        message = Message(text: CleanText(text).text, role: role, until: now + Self.messageTime)
    }

    /// What becomes due by time alone: flows, messages, queued acts, rows that settle or go stale.
    mutating func passTime() -> [Effect] {
        var effects: [Effect] = []
        for key in links.keys.sorted() {
            while let deadline = links[key]?.flow.deadline, deadline <= now {
                let before = links[key]?.flow.phase
                effects += advance(key) { flow, now in flow.tick(at: now) }
                if links[key]?.flow.phase == before { break }
            }
        }
        if let message, message.until <= now { self.message = nil }
        effects += startQueued()
        effects += stepRound()
        effects += passTriageTime()
        refreshRows()
        return effects
    }

    /// Rows whose riders depend on the time.
    private mutating func refreshRows() {
        guard now >= nextRowRefresh else { return }
        nextRowRefresh = now + .seconds(1)
        watches = watches.filter { $0.value.until > now }
        let patience = Dictionary(
            gateways.map { ($0.name, $0.idleStatus.nanoseconds * 3) }, uniquingKeysWith: { first, _ in first })
        var changes: [(key: InstanceKey, isStale: Bool)] = []
        // By index: copying each row of a large fleet would cost more than all else that a second brings.
        for index in fleet.rows.indices {
            let limit = patience[fleet.rows[index].key.gateway] ?? .max
            let seen = fleet.rows[index].status?.observedAt ?? startedAt
            let isStale = fleet.rows[index].missedRounds >= 3 || now.nanoseconds - seen.nanoseconds > limit
            let hasSettled = fleet.rows[index].settlingUntil.map { $0 <= now } ?? false
            if fleet.rows[index].isStale != isStale || hasSettled { changes.append((fleet.rows[index].key, isStale)) }
        }
        for (key, isStale) in changes {
            let now = now
            changeRow(key) {
                $0.isStale = isStale
                if let until = $0.settlingUntil, until <= now { $0.settlingUntil = nil }
            }
        }
    }

    /// Changes a row, and notes what has to be looked at again: the screen, and its place in the list.
    mutating func changeRow(_ key: InstanceKey, _ change: (inout InstanceRow) -> Void) {
        let change = fleet.update(key, change)
        guard change != .age else { return }
        news &+= 1
        // What a row says can let it through the filter, or no longer.
        if change == .place || !list.filter.text.isEmpty { moved.insert(key) }
        if change == .places { orderIsOld = true }
    }

    /// Puts the list in order and keeps the cursor's row on the screen.
    mutating func settleList() {
        order()
        if screens.contains(.wall) { panes = WallScreen.panes(self) }
        guard let index = list.cursorIndex else {
            list.top = 0
            return
        }
        list.place = index
        let page = max(1, ListLayout(self).rows)
        list.top = min(max(list.top, index - page + 1), index)
        list.top = max(0, min(list.top, list.shown.count - page))
    }

    /// More moved rows than this are cheaper to sort with all others.
    private static let fewMoved = 8

    /// Puts the list in order: the few rows that moved, or everything where that is cheaper or was asked for.
    private mutating func order() {
        guard orderIsAsked || frozenSince == nil else { return }
        guard orderIsAsked || listIsOld else {
            guard !moved.isEmpty else { return }
            FleetOrder.move(moved, in: &list, of: fleet)
            moved.removeAll(keepingCapacity: true)
            return keepCursor(at: list.place)
        }
        guard orderIsAsked || nextOrdering <= now else { return }
        let wasAsked = orderIsAsked
        orderIsOld = false
        orderIsAsked = false
        moved.removeAll(keepingCapacity: true)
        nextOrdering = now + Self.orderPause(fleet.rows.count)
        list.shown = FleetOrder.shown(of: fleet, for: list)
        keepCursor(at: wasAsked ? 0 : list.place)
    }

    /// Everything has to be put in order again. Ages change with every answer and move no row by themselves.
    var listIsOld: Bool {
        orderIsOld || moved.count > Self.fewMoved || (list.ordering == .age && !moved.isEmpty)
    }

    /// A row that is not shown any more gives the cursor to the one that took its place (to the first one when a
    /// person filtered), and does not get it back: a key pressed now means the row that is seen now.
    private mutating func keepCursor(at place: Int) {
        guard let cursor = list.cursor, !list.shown.isEmpty, list.current != cursor else { return }
        list.cursor = list.shown[min(place, list.shown.count - 1)]
    }

    /// A large fleet is put in order four times a second at most; a bad night changes hundreds of rows at once.
    private static func orderPause(_ rows: Int) -> Duration { rows < 500 ? .zero : .milliseconds(250) }

    /// Tells the planner what a person looks at, when that changed.
    mutating func shownEffects() -> [Effect] {
        var effects: [Effect] = []
        let focus: InstanceKey? =
            switch screen {
            case .detail(let key), .link(let key): key
            case .triage(let keys): keys.count == 1 ? keys.first : nil
            case .list: ListLayout(self).hasDetail ? list.current : nil
            case .journal(.timeline(let key)): key
            case .wall, .journal: nil
            }
        if focus != toldFocus {
            toldFocus = focus
            effects.append(.focus(focus))
        }
        let visible =
            screen == .wall
            ? WallScreen.shown(self) : Array(list.shown.dropFirst(list.top).prefix(ListLayout(self).rows))
        if visible != toldVisible {
            toldVisible = visible
            effects.append(.visible(visible))
        }
        return effects
    }
}
