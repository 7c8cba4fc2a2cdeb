import Alerts
import Board
import Configuration
import Fleet
import Logging

/// How alerts leave the program, as far as the configuration wants it.
///
/// A read-only session tells as any other does: it changes nothing at a gateway. A demo rings and keeps its title, which
/// says DEMO, and neither runs a hook nor writes on the desktop: nothing of it is real.
extension Application {
    private var notifications: NotificationSettings { fleet.configuration.defaults.notifications }

    func notify(_ notice: Notice) async {
        setup.log.logger.notice("told: \(notice.text)")
        if notifications.bell, !notice.isQuiet { await face.ring() }
        guard !setup.settings.isDemo else { return }
        await face.tell(notice, notifications)
    }

    func setTitle(_ title: String) async {
        if notifications.title { await face.setTitle(title) }
    }

    func runHook(_ facts: AlertFacts) async {
        guard !setup.settings.isDemo, setup.only == nil else { return }
        await hooks.run(facts)
    }

    /// A configuration that was read again.
    func renewNotifications() async {
        state.alerts.rules = AlertRules(notifications)
        await hooks.use(HookRunner.Plan(fleet.configuration, environment: setup.environment))
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
