import Fleet
import Foundation
import Simulator
import Testing

/// The link windows that a journal tells of, to be held against what the gateways were asked.
struct LinkRecord {
    /// From a journal's "attempt" to its "outcome".
    struct Window {
        var opened: Date
        var ended: Date
        var outcome: LinkOutcome.Kind
        /// When a phone was linked; `nil` where none was.
        var linked: Date?

        /// From then on the window showed no code any more.
        var closed: Date { linked ?? ended }
    }

    var windows: [InstanceKey: [Window]] = [:]
    /// Attempts without an outcome and outcomes without an attempt.
    var loose: [String] = []

    private struct Line {
        var at: Date
        var key: InstanceKey
        /// `nil` for an attempt.
        var outcome: LinkOutcome.Kind?
        var after: Duration?
    }

    init(_ entries: [JournalEntry]) {
        self.init(
            entries.compactMap { entry in
                guard let key = entry.key else { return nil }
                switch entry.event {
                case .attempt: return Line(at: entry.at, key: key)
                case .outcome(let outcome):
                    return Line(at: entry.at, key: key, outcome: outcome.kind, after: outcome.after)
                default: return nil
                }
            })
    }

    /// - Parameter json: what `relink journal --json` printed.
    init(json: String) throws {
        struct Row: Decodable {
            var at: Date
            var event: String
            var gateway, id, outcome: String?
            var after: Int?
        }
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        let rows = try json.split(separator: "\n").map { try decoder.decode(Row.self, from: Data($0.utf8)) }
        self.init(
            try rows.filter { ["attempt", "outcome"].contains($0.event) }.map { row in
                Line(
                    at: row.at, key: InstanceKey(gateway: try #require(row.gateway), id: try #require(row.id)),
                    outcome: try row.outcome.map { try #require(LinkOutcome.Kind(rawValue: $0)) },
                    after: row.after.map { .seconds($0) })
            })
    }

    private init(_ lines: [Line]) {
        var open: [InstanceKey: Date] = [:]
        for line in lines {
            guard let outcome = line.outcome else {
                if open[line.key] != nil { loose.append("\(line.key) was opened twice") }
                open[line.key] = line.at
                continue
            }
            guard let opened = open[line.key] else {
                loose.append("\(line.key) \(outcome) without a window")
                continue
            }
            open[line.key] = nil
            let after = line.after.map(\.inSeconds)
            let linked: Date? =
                switch outcome {
                case .held, .unproven: opened.addingTimeInterval(after ?? 0)
                case .dropped: line.at.addingTimeInterval(-(after ?? 0))
                default: nil
                }
            windows[line.key, default: []].append(
                Window(opened: opened, ended: line.at, outcome: outcome, linked: linked))
        }
        loose += open.keys.map { "\($0) has no outcome" }
    }

    func count(_ outcome: LinkOutcome.Kind) -> Int {
        windows.values.joined().count { $0.outcome == outcome }
    }

    /// The instances whose windows came to this, one after the other.
    func keys(_ outcomes: [LinkOutcome.Kind]) -> Set<InstanceKey> {
        Set(windows.filter { $0.value.map(\.outcome) == outcomes }.keys)
    }

    /// The most windows that showed codes at one moment. Two that meet in one moment follow each other.
    var mostAtOnce: Int {
        let turns = windows.values.joined().flatMap { [($0.opened, 1), ($0.closed, -1)] }
        var (now, most) = (0, 0)
        for turn in turns.sorted(by: { ($0.0, $0.1) < ($1.0, $1.1) }) {
            now += turn.1
            most = max(most, now)
        }
        return most
    }

    /// Holds it against the gateways' own log and what their phones did: every window asked for codes, no code was
    /// asked for outside of a window, and whatever the journal calls linked was linked, so often and no more.
    ///
    /// - Parameter slack: of the clocks; a journal printed as text has whole seconds.
    func agrees(with log: [LoggedRequest], of simulation: Simulation, slack: TimeInterval) async {
        #expect(loose.isEmpty)
        var asked: [InstanceKey: [Date]] = [:]
        for request in log where request.asksForCode {
            guard let id = request.instance else { continue }
            asked[InstanceKey(gateway: request.gateway, id: id), default: []].append(request.date)
        }
        for (key, dates) in asked {
            for date in dates {
                let isInside = windows[key, default: []].contains {
                    $0.opened.addingTimeInterval(-slack) <= date && date <= $0.ended.addingTimeInterval(slack)
                }
                #expect(isInside, "\(key) was asked for a code at \(date), outside of its windows")
            }
        }
        for (key, windows) in windows {
            for window in windows {
                let isAsked = asked[key, default: []].contains {
                    window.opened.addingTimeInterval(-slack) <= $0 && $0 <= window.closed.addingTimeInterval(slack)
                }
                #expect(isAsked, "\(key) was never asked for a code in the window of \(window.opened)")
            }
            #expect(await simulation.links(of: key) == windows.count { $0.linked != nil }, "\(key)")
        }
    }
}

extension LoggedRequest {
    /// Whether it asks for a QR code. One vendor's request for it opens the link, another's is called connecting.
    var asksForCode: Bool {
        let words = route?.split(separator: "/").map(String.init) ?? []
        return words.contains("qr") || words.last == "login" || words.contains("connect")
    }
}
