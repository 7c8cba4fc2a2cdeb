public import Fleet
import Linking

/// How an instance came to where it is, as far as this session saw it: what tells a fresh drop from an old one.
public struct LinkPast: Hashable, Sendable {
    /// When it left LINKED; `nil` while it is linked, was stopped on purpose, or was never seen linked.
    public var downSince: Instant?
    /// When it came up; `nil` when that was before this session.
    public var linkedSince: Instant?
    /// When the link began that was lost last.
    public var lastLink: Instant?
    /// When it left LINKED lately, oldest first.
    public var drops: [Instant] = []
    /// Of those, what was part of an outbreak: it says nothing about this account.
    private(set) var sharedDrops: Set<Instant> = []
    /// The link was removed by an act from here.
    public var unlinkedHere = false
    /// When an act from here was done: what follows at once is no drop.
    var actedAt: Instant?

    public init() {}

    /// How long after an act a change is taken for its effect.
    private static let actTime = Duration.seconds(30)
    private static let hour = Duration.seconds(3600)

    mutating func turn(from old: LinkState?, to new: LinkState, at now: Instant) {
        if new == .working {
            self = LinkPast(self, linkedSince: old == nil ? nil : now)
            return
        }
        if new == .stopped { downSince = nil }
        guard old == .working else { return }
        lastLink = linkedSince ?? lastLink
        guard new != .stopped, actedAt.map({ $0 + Self.actTime > now }) != true else { return }
        downSince = now
        drops = Array(drops.filter { $0 + Self.hour > now }.suffix(9)) + [now]
        sharedDrops.formIntersection(drops)
    }

    /// Others dropped together with this one.
    mutating func shareDrop() {
        if let downSince { sharedDrops.insert(downSince) }
    }

    var isDropShared: Bool { downSince.map(sharedDrops.contains) ?? false }

    mutating func acted(_ act: Act, at now: Instant) {
        actedAt = now
        if act == .logout || act == .delete { unlinkedHere = true }
    }

    /// What was written down before this session, as far as this one has not seen better.
    mutating func remember(_ memory: InstanceMemory, by clock: WallClock) {
        guard linkedSince == nil, downSince == nil else { return }
        downSince = memory.downSince.map(clock.instant(of:))
        drops = memory.drops.map(clock.instant(of:)).filter { $0 + Self.hour > clock.instant } + drops
    }

    func drops(within time: Duration, of now: Instant) -> Int { drops.count { $0 + time > now } }

    /// Those that nothing but this account accounts for.
    func ownDrops(within time: Duration, of now: Instant) -> Int {
        drops.count { $0 + time > now && !sharedDrops.contains($0) }
    }

    /// Linked, after what was before.
    private init(_ before: LinkPast, linkedSince: Instant?) {
        drops = before.drops
        sharedDrops = before.sharedDrops
        self.linkedSince = linkedSince
        lastLink = before.lastLink
    }
}
