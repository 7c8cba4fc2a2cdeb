public import Fleet

/// Many links, one after the other: a queue that steps forward by itself.
///
/// A state machine like the flows it opens: what happened goes in, what to open or close comes out. It can be written
/// down at any time and goes on where it was.
public struct Round: Hashable, Sendable, Codable {
    public private(set) var items: [Item]
    /// No window is opened by itself while it stands still.
    public private(set) var isPaused = false

    public struct Item: Hashable, Sendable, Codable {
        public let key: InstanceKey
        /// Who has the phone: whoever sits at the desk links all of theirs before the next one comes.
        public let holder: String?
        public fileprivate(set) var stage = Stage.waiting
        /// Windows that were opened for it.
        public fileprivate(set) var windows = 0
        /// Links that it lost again while they were watched.
        public fileprivate(set) var drops: Int? = 0
    }

    /// The raw value is the word it is written down with.
    public enum Stage: String, Hashable, Sendable, Codable {
        case waiting
        /// Its window is open, and nobody is linked yet.
        case open
        /// Linked, and being watched: the round has gone on.
        case settling
        case held
        /// Nobody scanned, or something stood in the way; a person was told.
        case failed
        case skipped

        /// Nothing more happens to it by itself.
        public var isOver: Bool { self == .held || self == .failed || self == .skipped }
    }

    /// What a round wants done.
    public enum Action: Hashable, Sendable {
        case open(InstanceKey)
        case close(InstanceKey)
        /// Everybody has had a turn.
        case finished
    }

    /// Sorted by holder, and for each holder in the order given. Phones that nobody is named for come last.
    public init(_ members: [(key: InstanceKey, holder: String?)]) {
        var order: [String?: Int] = [:]
        for member in members where order[member.holder] == nil { order[member.holder] = order.count }
        let sorted = members.enumerated().sorted { left, right in
            let (first, second) = (left.element.holder, right.element.holder)
            if first == second { return left.offset < right.offset }
            guard first != nil, second != nil else { return first != nil }
            return order[first]! < order[second]!
        }
        items = sorted.map { Item(key: $0.element.key, holder: $0.element.holder) }
    }

    public subscript(_ key: InstanceKey) -> Item? { items.first { $0.key == key } }

    /// Opens windows until as many are open as there is room for.
    public mutating func fill(_ room: Int) -> [Action] {
        guard !isPaused else { return [] }
        var actions: [Action] = []
        while items.count(where: { $0.stage == .open }) < room,
            let next = items.firstIndex(where: { $0.stage == .waiting })
        {
            items[next].stage = .open
            items[next].windows += 1
            actions.append(.open(items[next].key))
        }
        if isOver { actions.append(.finished) }
        return actions
    }

    /// A phone was linked: the next one may come while this one settles.
    public mutating func linked(_ key: InstanceKey) { set(key, .settling, from: [.open, .waiting, .failed]) }

    public mutating func held(_ key: InstanceKey) { set(key, .held, from: [.settling, .open, .waiting, .failed]) }

    /// It was linked and is not any more: its phone is still at hand, so that it comes first. After two drops a
    /// restriction is to be suspected, which a third link makes worse.
    ///
    /// - Returns: whether it has one more turn.
    @discardableResult
    public mutating func dropped(_ key: InstanceKey) -> Bool {
        guard let place = place(of: key) else { return false }
        let drops = (items[place].drops ?? 0) + 1
        items[place].drops = drops
        guard drops < 2 else {
            if !items[place].stage.isOver || items[place].stage == .held { items[place].stage = .failed }
            return false
        }
        comeFirst(key)
        return true
    }

    /// Its turn was not the last one: it is the next.
    public mutating func comeFirst(_ key: InstanceKey) {
        guard let place = place(of: key), items[place].stage != .skipped else { return }
        var item = items.remove(at: place)
        item.stage = .waiting
        let front = items.firstIndex { $0.stage == .waiting } ?? items.count
        items.insert(item, at: front)
    }

    /// Its window ended without a link.
    public mutating func failed(_ key: InstanceKey) { set(key, .failed, from: [.open]) }

    /// A person opened a window for it again.
    public mutating func reopened(_ key: InstanceKey) {
        guard let place = place(of: key), items[place].stage != .open else { return }
        items[place].stage = .open
        items[place].windows += 1
    }

    /// Leaves one out for good.
    public mutating func skip(_ key: InstanceKey) -> [Action] {
        let wasOpen = self[key]?.stage == .open
        set(key, .skipped, from: [.open, .waiting, .failed])
        return wasOpen ? [.close(key)] : []
    }

    /// Puts one at the end: its phone is not here yet.
    public mutating func postpone(_ key: InstanceKey) -> [Action] {
        guard let place = place(of: key), [.open, .waiting, .failed].contains(items[place].stage) else { return [] }
        let wasOpen = items[place].stage == .open
        var item = items.remove(at: place)
        item.stage = .waiting
        items.append(item)
        return wasOpen ? [.close(key)] : []
    }

    public mutating func pause() -> [Action] {
        isPaused = true
        return items.indices.filter { items[$0].stage == .open }.map { place in
            items[place].stage = .waiting
            return .close(items[place].key)
        }
    }

    public mutating func resume() { isPaused = false }

    /// As it is taken up by a program that did not see how it was left: no window is open.
    public func afterRestart() -> Round {
        var round = self
        for place in round.items.indices where [.open, .settling].contains(round.items[place].stage) {
            round.items[place].stage = .waiting
        }
        round.isPaused = true
        return round
    }

    /// Takes out instances that are gone.
    public mutating func keep(_ isKnown: (InstanceKey) -> Bool) { items.removeAll { !isKnown($0.key) } }

    public var isOver: Bool { items.allSatisfy { $0.stage.isOver } }

    /// The one that comes next.
    public var next: Item? { items.first { $0.stage == .waiting } }

    public func count(_ stage: Stage) -> Int { items.count { $0.stage == stage } }

    private func place(of key: InstanceKey) -> Int? { items.firstIndex { $0.key == key } }

    private mutating func set(_ key: InstanceKey, _ stage: Stage, from stages: Set<Stage>) {
        guard let place = place(of: key), stages.contains(items[place].stage) else { return }
        items[place].stage = stage
    }
}
