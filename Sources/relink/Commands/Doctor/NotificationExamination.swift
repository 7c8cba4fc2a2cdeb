import Configuration
import Fleet
import Processes
import Terminal

/// Checks how alerts would leave the program. Nothing is rung, sent or run.
struct NotificationExamination {
    let settings: NotificationSettings
    let environment: [String: String]

    func run() -> [Diagnosis] {
        var ways: [String] = []
        if settings.bell { ways.append("bell") }
        if settings.title { ways.append("title") }
        if let desktop { ways.append(desktop) }
        let words = ways.isEmpty ? "only the line on the screen" : ways.joined(separator: ", ")
        return [.fine("alerts", words)] + hook
    }

    private var desktop: String? {
        switch settings.desktop {
        case .off: return nil
        case .osc9, .osc777, .osc99: return "desktop notifications by \(settings.desktop.rawValue)"
        case .auto:
            return TerminalCapabilities.notifications(by: environment).map {
                "desktop notifications by \($0.rawValue), as the terminal's variables tell"
            } ?? "no desktop notifications, unless the terminal itself tells the application more"
        }
    }

    private var hook: [Diagnosis] {
        guard let name = settings.hook.first else { return [] }
        let child = ChildProcess(settings.hook, environment: environment, limit: settings.hookLimit)
        if let program = child.program { return [.fine("hook", program)] }
        return [.warning("hook", "\(name) \(ChildProcess.Trouble.notFound.words)")]
    }
}
