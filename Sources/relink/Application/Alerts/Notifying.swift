import Alerts
import Board
import Configuration
import Fleet
import Logging
import Terminal

/// How alerts leave the program, as far as the configuration wants it.
///
/// A read-only session tells as any other does: it changes nothing at a gateway. A demo rings and keeps its title, which
/// says DEMO, and neither runs a hook nor writes on the desktop: nothing of it is real.
extension Application {
    private var notifications: NotificationSettings { fleet.configuration.defaults.notifications }

    func notify(_ notice: Notice) async {
        setup.log.logger.notice("told: \(notice.text)")
        if notifications.bell, !notice.isQuiet { await terminal.bell() }
        guard !setup.settings.isDemo else { return }
        switch notifications.desktop {
        case .off: return
        case .auto: await terminal.notify(notice.title, notice.text, isQuiet: notice.isQuiet)
        case .osc9, .osc777, .osc99:
            await terminal.notify(
                notice.title, notice.text, as: NotificationSequence(rawValue: notifications.desktop.rawValue),
                isQuiet: notice.isQuiet)
        }
    }

    func setTitle(_ title: String) async {
        if notifications.title { await terminal.setTitle(title) }
    }

    func runHook(_ facts: AlertFacts) async {
        guard !setup.settings.isDemo else { return }
        await hooks.run(facts)
    }

    /// A configuration that was read again.
    func renewNotifications() async {
        state.alerts.rules = AlertRules(notifications)
        await hooks.use(HookRunner.Plan(fleet.configuration, environment: setup.terminal.environment))
    }
}

extension HookRunner.Plan {
    init(_ configuration: FleetConfiguration, environment: [String: String]) {
        let notifications = configuration.defaults.notifications
        self.init(
            words: notifications.hook, limit: notifications.hookLimit,
            environment: HookEnvironment.base(environment, without: configuration))
    }
}
