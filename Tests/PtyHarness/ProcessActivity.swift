internal import Foundation

/// What a process has used so far, from `/proc`.
public struct ProcessActivity: Hashable, Sendable {
    /// `R` running, `S` asleep, `T` stopped, `Z` ended.
    public var state: Character
    /// User and system time in clock ticks (1/100 s).
    public var ticks: Int
    /// How often its threads were given a processor, by the threads' names. One that sleeps has none more.
    ///
    /// A whole Swift program is never quite still on Linux: once its default executor has started, libdispatch looks
    /// once a second whether its pool has enough threads.
    public var switches: [String: Int]

    /// `nil` when there is no such process.
    public init?(of process: Int32) {
        guard let stat = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
            let end = stat.lastIndex(of: ")")
        else { return nil }
        let fields = stat[stat.index(after: end)...].split(separator: " ")
        guard fields.count > 12, let state = fields[0].first else { return nil }
        self.state = state
        ticks = (Int(fields[11]) ?? 0) + (Int(fields[12]) ?? 0)
        switches = [:]
        for thread in (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task")) ?? [] {
            let status = try? String(contentsOfFile: "/proc/\(process)/task/\(thread)/status", encoding: .utf8)
            var (name, count) = ("", 0)
            for line in (status ?? "").split(separator: "\n") {
                let last = line.split(whereSeparator: \.isWhitespace).last.map(String.init) ?? ""
                if line.hasPrefix("Name:") { name = last }
                if line.contains("ctxt_switches:") { count += Int(last) ?? 0 }
            }
            switches[name, default: 0] += count
        }
    }
}
