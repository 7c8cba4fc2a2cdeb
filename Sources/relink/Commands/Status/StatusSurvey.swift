import Fleet
import FoundationEssentials
import Gateways
import Configuration

/// Asks for the state of instances once: by list where the vendor lists, one by one elsewhere, what is found there included.
struct StatusSurvey: Sendable {
    let connection: FleetConnection
    let time: any TimeSource

    /// What one gateway had to say.
    struct Answer: Sendable {
        var reports: [InstanceReport]
        /// The whole gateway could not be asked.
        var failure: CommandFailure?
    }

    /// - Parameter keys: the instances asked for; `nil` for the whole fleet.
    /// - Returns: answers in the order of the configuration.
    func run(_ keys: [InstanceKey]? = nil) async -> [Answer] {
        let wanted = keys.map { Dictionary(grouping: $0, by: \.gateway) }
        let names = connection.configuration.gateways.map(\.name).filter { wanted == nil || wanted?[$0] != nil }
        return await concurrently(names, limit: names.count) { name in
            await ask(name, ids: wanted?[name]?.map(\.id))
        }
    }

    /// One gateway; `ids` is `nil` for all it has.
    func ask(_ name: String, ids: [String]?) async -> Answer {
        let open: OpenGateway
        do throws(CommandFailure) {
            open = try connection.gateway(name)
        } catch {
            return unopened(name, ids: ids, error)
        }
        // One list is cheaper than two single questions, at the gateway too.
        if open.gateway.abilities.lists, ids?.count != 1 { return await list(open, ids: ids) }
        if let ids { return await ask(open, ids: ids) }
        guard open.gateway.abilities.discovers else {
            return await ask(open, ids: open.configuration.instances.map(\.id))
        }
        let found = await FoundInstances(open)
        var answer = await ask(open, ids: found.ids, labels: found.labels)
        answer.failure = answer.failure ?? found.failure
        return answer
    }

    private func list(_ open: OpenGateway, ids: [String]?) async -> Answer {
        let answer = await open.list()
        let date = time.date
        switch answer {
        case .failure(let failure):
            let reports = (ids ?? open.configuration.instances.map(\.id)).map { id in
                var report = blank(open, id)
                // A gateway that is starting says so of all of its instances, and has no list yet.
                if case .notReady(let reading?) = failure.kind {
                    report.take(reading, from: .list, at: date)
                } else {
                    report.failure = failure
                }
                return report
            }
            return Answer(reports: reports, failure: CommandFailure(failure, of: open.name))
        case .success(let rows):
            let listed = Dictionary(rows.map { ($0.id, $0) }) { first, _ in first }
            let configured = open.configuration.instances.map(\.id)
            let known = Set(configured)
            let all = configured + rows.map(\.id).filter { !known.contains($0) }
            let reports = (ids ?? all).map { id in
                var report = blank(open, id)
                report.label = report.label ?? listed[id]?.label
                report.take(listed[id]?.status, at: date)
                return report
            }
            return Answer(reports: reports, failure: nil)
        }
    }

    private func ask(_ open: OpenGateway, ids: [String], labels: [String: CleanText] = [:]) async -> Answer {
        let outage = FirstFailure()
        let reports = await concurrently(ids, limit: open.configuration.pacing.concurrency) { id in
            var report = blank(open, id)
            report.label = report.label ?? labels[id]
            // A gateway that did not answer one instance is not tried again for each of the others.
            if let failure = await outage.failure {
                report.failure = failure
                return report
            }
            switch await open.status(of: id) {
            case .success(let reading): report.take(reading, from: .status, at: time.date)
            case .failure(let failure):
                report.take(failure, at: time.date)
                let hasOwnSecret = open.configured(id)?.secret != nil
                if failure.kind == .unreachable || (failure.kind == .credentials && !hasOwnSecret) {
                    await outage.note(failure)
                }
            }
            return report
        }
        let failure = await outage.failure.map { CommandFailure($0, of: open.name) }
        return Answer(reports: await withAccounts(reports, of: open), failure: failure)
    }

    /// Asks whose account a linked instance has, where its vendor tells that by itself: one more request about each.
    ///
    /// After all states, and not each after its own: the two seconds between the two requests have then passed for
    /// most of them, and the others wait them out beside each other.
    private func withAccounts(_ reports: [InstanceReport], of open: OpenGateway) async -> [InstanceReport] {
        guard open.gateway.abilities.accountApart else { return reports }
        let outage = FirstFailure()
        return await concurrently(reports, limit: open.configuration.pacing.concurrency) { report in
            guard report.failure == nil, report.state == .working, await outage.failure == nil else { return report }
            var report = report
            switch await open.account(of: report.key.id) {
            case .success(let account?): report.take(account)
            // The state stands without it: what is not known is left out.
            case .success(nil): break
            case .failure(let failure): if failure.kind == .unreachable { await outage.note(failure) }
            }
            return report
        }
    }

    private func unopened(_ name: String, ids: [String]?, _ failure: CommandFailure) -> Answer {
        let gateway = connection.configuration.gateways.first { $0.name == name }
        let reports = (ids ?? gateway?.instances.map(\.id) ?? []).compactMap { id in
            var report = connection.blankReport(InstanceKey(gateway: name, id: id))
            report?.failure = GatewayFailure(.credentials, CleanText(failure.message))
            return report
        }
        return Answer(reports: reports, failure: failure)
    }

    private func blank(_ open: OpenGateway, _ id: String) -> InstanceReport {
        InstanceReport(open.key(id), open.configuration.kind, open.configured(id))
    }
}

/// The failure that speaks for a whole gateway, once there is one.
private actor FirstFailure {
    private(set) var failure: GatewayFailure?

    func note(_ failure: GatewayFailure) { self.failure = self.failure ?? failure }
}

extension [StatusSurvey.Answer] {
    /// All rows, with numbers marked that are linked twice.
    var reports: [InstanceReport] {
        var reports = flatMap(\.reports)
        reports.markDuplicates()
        reports.markClashes()
        return reports
    }

    /// Done when every instance could be observed, whatever its state.
    var exitStatus: ShellStatus {
        ShellStatus.worst(
            flatMap { answer in
                answer.failure.map { [$0.status] } ?? answer.reports.compactMap { $0.failure?.exitStatus }
            })
    }
}
