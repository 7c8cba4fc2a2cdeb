import Board
import Fleet
import Linking
import Logging

extension Application {
    /// What of an event is worth a line in the log: changes at gateways, acts and their outcome. No payload and no code
    /// ever is; numbers within words are masked by the log itself.
    func write(_ event: Event) {
        let logger = setup.log.logger
        switch event {
        case .observed(let observation, _, _, _):
            guard case .failed(let failure) = observation.outcome else { return }
            logger.info("\(observation.subject.words): \(observation.ask.rawValue) failed: \(failure.message)")
        case .discovered(let listed, let gateway):
            logger.notice("gateway \(gateway): \(listed.count) instances found")
        case .gateway(let report):
            if let failure = report.failure { logger.warning("gateway \(report.name): \(failure.message)") }
        case .acted(let act, let key, let failure):
            logger.notice("\(key): \(act.rawValue) \(failure.map { "failed: \($0.message)" } ?? "done")")
        case .paired(let attempt, let result):
            let key = attempt.key
            if case .failure(let failure) = result {
                logger.notice("\(key): pairing code refused: \(failure.message)")
            } else {
                logger.notice("\(key): pairing code made")
            }
        case .passkeyAnswered(let key, let failure):
            logger.notice("\(key): passkey's answer \(failure.map { "refused: \($0.message)" } ?? "taken")")
        case .passkeyConfirmed(let key, let failure):
            logger.notice("\(key): passkey's code \(failure.map { "refused: \($0.message)" } ?? "confirmed")")
        case .roster(let rows, let gateways):
            logger.notice("configuration read again: \(rows.count) instances on \(gateways.count) gateways")
        case .roundFound(let round):
            logger.notice("a round of \(round.items.count) was under way")
        case .journalAlarm(let alarm):
            if let alarm { logger.warning("\(alarm)") }
        case .uptime(let uptime, let gateway):
            // Not in seconds: those of some weeks are as long as a phone number, and would be masked.
            if let uptime { logger.info("gateway \(gateway): its server is up for \(Int(uptime.inSeconds / 60)) min") }
        case .remembered, .journalRead, .ledger, .key, .paste, .resized, .tick, .told, .perform, .choose, .filter,
            .link, .ending:
            break
        case .noted(let text): logger.warning("\(text)")
        case .version(let version, let gateway):
            if case .success(let text?) = version { logger.info("gateway \(gateway): version \(text)") }
        }
    }
}

extension Observation.Subject {
    fileprivate var words: String {
        switch self {
        case .instance(let key): key.description
        case .gateway(let name): name
        }
    }
}
