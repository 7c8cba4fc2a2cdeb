import Alerts
import Fleet
import Grid
import Linking

extension State {
    /// Takes in what a gateway said.
    mutating func observe(
        _ observation: Observation, drawn: Result<DrawnCode, DrawingProblem>?, nextStatus: Instant?, nextCode: Instant?
    ) -> [Effect] {
        switch observation.subject {
        case .gateway(let name):
            guard case .list(let listed) = observation.outcome else { return [] }
            return observe(listed, of: name, askedAt: observation.startedAt, at: observation.finishedAt)
        case .instance(let key):
            changeRow(key) {
                $0.nextStatus = nextStatus
                $0.nextCode = nextCode
            }
            return observe(observation, about: key, drawn: drawn)
        }
    }

    private mutating func observe(
        _ observation: Observation, about key: InstanceKey, drawn: Result<DrawnCode, DrawingProblem>?
    ) -> [Effect] {
        let at = observation.finishedAt
        switch observation.outcome {
        case .status(let reading):
            if isOverheard(observation.startedAt, key) { return [] }
            note(reading, about: key, from: .status, at: at)
            return watch(key, reading, at: at) + advance(key) { flow, _ in flow.observe(reading, at: at) }
        case .code(let reading):
            return observe(reading, about: key, drawn: drawn, at: at)
        case .passkey(let reading):
            return advance(key) { flow, _ in flow.observe(reading, at: at) }
        case .account(let account):
            let was = fleet[key]?.account?.value
            changeRow(key) {
                $0.failure = nil
                if let account { $0.account = Fact(account, from: .status, at: at) }
            }
            if account != was { alert(about: key, accountWas: was, at: at) }
            return advance(key) { flow, _ in flow.observe(account, askedAt: observation.startedAt, at: at) }
        case .failed(let failure):
            return observe(failure, of: observation.ask, about: key, at: at)
        case .list:
            return []
        }
    }

    /// A later question was answered first: what this one says may be older than what is known, and would undo it.
    private func isOverheard(_ askedAt: Instant, _ key: InstanceKey) -> Bool {
        fleet[key]?.status.map { $0.observedAt > askedAt } ?? false
    }

    private mutating func observe(
        _ listed: [ListedInstance], of gateway: String, askedAt: Instant, at: Instant
    ) -> [Effect] {
        var effects: [Effect] = []
        let kind = gateways.first { $0.name == gateway }?.kind ?? .waha
        for instance in listed {
            let key = InstanceKey(gateway: gateway, id: instance.id)
            meet(key, called: instance.label, kind)
            if isOverheard(askedAt, key) { continue }
            note(instance.status, about: key, from: .list, at: at)
            effects += watch(key, instance.status, at: at)
            effects += advance(key) { flow, _ in flow.observe(instance.status, at: at) }
        }
        let seen = Set(listed.map(\.id))
        let unlisted = fleet.rows.lazy.map(\.key).filter { $0.gateway == gateway && !seen.contains($0.id) }
        for key in Array(unlisted) where !isOverheard(askedAt, key) { effects += miss(key, at: at) }
        return effects
    }

    /// What a list does not name any more stays on the screen as MISSING.
    mutating func miss(_ key: InstanceKey, at: Instant) -> [Effect] {
        let gone = StatusReading(state: .missing, raw: "not listed")
        note(gone, about: key, from: .list, at: at)
        return watch(key, gone, at: at) + advance(key) { flow, _ in flow.observe(gone, at: at) }
    }

    private mutating func observe(
        _ reading: CodeReading, about key: InstanceKey, drawn: Result<DrawnCode, DrawingProblem>?, at: Instant
    ) -> [Effect] {
        let effects = advance(key) { flow, _ in flow.observe(reading, at: at) }
        switch drawn {
        case .success(let drawn):
            links[key]?.drawn = drawn
            links[key]?.drawingProblem = nil
        case .failure(let problem):
            links[key]?.drawingProblem = problem.message
        case nil: break
        }
        let number = links[key]?.flow.codesSeen ?? 1
        changeRow(key) { row in
            row.failure = nil
            row.codeSays = Fact(.code(number: number), from: .qr, at: at)
            row.countClash(at: at, after: .qr)
        }
        return effects
    }

    private mutating func observe(
        _ failure: GatewayFailure, of ask: Ask, about key: InstanceKey, at: Instant
    ) -> [Effect] {
        changeRow(key) { row in
            switch failure.kind {
            case .notReady:
                if ask == .code { row.codeSays = Fact(.notReady, from: .qr, at: at) }
            case .alreadyLinked:
                row.codeSays = Fact(.alreadyLinked, from: .qr, at: at)
                row.countClash(at: at, after: .qr)
            case .cancelled: break
            // Told by the link window, and no trouble of the instance.
            case .unsupported where ask == .passkey: break
            default:
                row.failure = Fact(failure, from: ask == .code ? .qr : .status, at: at)
                if ask == .status { row.missedRounds += 1 }
            }
        }
        var watched: [Effect] = []
        if ask == .status, failure.kind == .notFound {
            let gone = StatusReading(state: .missing, raw: "not found", reason: failure.message)
            note(gone, about: key, from: .status, at: at)
            watched = watch(key, gone, at: at)
        }
        if case .notReady(let status?) = failure.kind {
            note(status, about: key, from: ask == .code ? .qr : .status, at: at)
        }
        return watched + advance(key) { flow, _ in flow.failed(ask, failure, at: at) }
    }

    /// Writes a told state into its row, and into the logs when it is a change.
    private mutating func note(_ reading: StatusReading, about key: InstanceKey, from source: FactSource, at: Instant) {
        guard let row = fleet[key] else { return }
        let changed = row.state != reading.state
        let known = row.state
        notice(reading, of: row, at: at)
        changeRow(key) { row in
            row.status = Fact(reading, from: source, at: at)
            row.missedRounds = 0
            row.isStale = false
            if reading.state != .missing { row.failure = nil }
            if let account = reading.account { row.account = Fact(account, from: source, at: at) }
            if changed {
                row.history.append(
                    StateChange(
                        at: at, from: row.history.last?.to, to: reading.state, reason: reading.reason, source: source))
                if row.history.count > 50 { row.history.removeFirst() }
                row.since = at
                row.past.turn(from: known, to: reading.state, at: at)
                row.clashRounds = 0
                let cameUp = reading.state == .working && row.history.count > 1
                row.settlingUntil = cameUp ? at + LinkPolicy().settling : nil
            }
            row.countClash(at: at, after: source)
        }
        if changed { jotChange(of: key, from: row.state, to: reading, source, at: at) }
        if changed, row.state != nil { write(row, reading, at: at) }
        let was = row.account?.value
        let isNewAccount = reading.account.map { $0 != was } ?? false
        guard changed || isNewAccount || alerts.awaits(key) else { return }
        alert(about: key, accountWas: was, reason: reading.reason, at: at)
    }

    private mutating func write(_ row: InstanceRow, _ reading: StatusReading, at: Instant) {
        let from = row.state?.word ?? "?"
        let reason = reading.reason.map { "  \($0.text)" } ?? ""
        write(
            LogLine(
                at: at, name: row.name, text: "\(from) → \(reading.state.word)\(reason)",
                role: reading.state == .working ? .good : reading.state.isProblem ? .attention : .plain))
    }

    mutating func write(_ line: LogLine) {
        log.append(line)
        if log.count > Self.longestLog { log.removeFirst(log.count - Self.longestLog) }
    }

    /// More than any screen shows; the journal outside keeps the rest.
    private static let longestLog = 500

    mutating func learn(_ report: GatewayReport) {
        guard let index = gateways.firstIndex(where: { $0.name == report.name }) else { return }
        let was = gateways[index].failure
        gateways[index].failure = report.failure.map { Fact($0, from: .status, at: report.since ?? now) }
        gateways[index].nextProbe = report.nextProbe
        gateways[index].requestsPerSecond = report.requestsPerSecond
        gateways[index].notices = report.notices
        gateways[index].traits = report.traits
        alerted += alerts.observe(
            gateway: report.name, isDown: report.failure != nil, reason: report.failure?.message, at: now)
        if was != nil, report.failure == nil { triage.backSince[report.name] = now }
        if (was == nil) != (report.failure == nil) {
            jot(
                .gateway(reachable: report.failure == nil, reason: report.failure?.message), aboutGateway: report.name)
            let text = report.failure.map { "cannot be reached: \($0.message.text)" } ?? "answers again"
            write(
                LogLine(
                    at: now, name: "gateway \(report.name)", text: text,
                    role: report.failure == nil ? .good : .broken))
        }
    }
}

extension InstanceRow {
    /// Two facts told within this time can contradict each other: the slowest gateway's QR call comes each 30 s.
    private static let round = Duration.seconds(45)

    /// Counts the rounds in which two facts contradict each other.
    ///
    /// Of status and QR call a round is an answer to the QR call: a code seen before the status said WORKING was
    /// simply scanned, and proves nothing. A status that contradicts itself is a round each time it is told.
    mutating func countClash(at now: Instant, after source: FactSource) {
        if status?.value.contradictsItself == true {
            clashRounds += source == .qr ? 0 : 1
            return
        }
        guard let status, let codeSays, codeSays.observedAt + Self.round > now, status.observedAt + Self.round > now
        else {
            clashRounds = 0
            return
        }
        switch (status.value.state, codeSays.value) {
        case (.working, .code), (.awaitingLink, .alreadyLinked): clashRounds += source == .qr ? 1 : 0
        default: clashRounds = 0
        }
    }
}
