internal import Foundation

/// What a process has used so far, from `/proc`.
public struct ProcessActivity: Hashable, Sendable {
    /// `R` running, `S` asleep, `T` stopped, `Z` ended.
    public var state: Character
    /// User and system time in clock ticks (1/100 s).
    public var ticks: Int
    /// How often any of its threads was given a processor. A process that sleeps has none more.
    public var switches: Int

    /// `nil` when there is no such process.
    public init?(of process: Int32) {
        guard let stat = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
            let end = stat.lastIndex(of: ")")
        else { return nil }
        let fields = stat[stat.index(after: end)...].split(separator: " ")
        guard fields.count > 12, let state = fields[0].first else { return nil }
        self.state = state
        ticks = (Int(fields[11]) ?? 0) + (Int(fields[12]) ?? 0)
        switches = 0
        for thread in (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task")) ?? [] {
            let status = try? String(contentsOfFile: "/proc/\(process)/task/\(thread)/status", encoding: .utf8)
            for line in (status ?? "").split(separator: "\n") where line.contains("ctxt_switches:") {
                switches += line.split(whereSeparator: \.isWhitespace).last.flatMap { Int($0) } ?? 0
            }
        }
    }
}
