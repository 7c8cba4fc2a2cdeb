import Fleet
import Grid
import Linking

extension TriageSections {
    /// One, one gateway, or everybody.
    var extent: [Line] {
        let names = Set(rows.map(\.key.gateway)).sorted()
        var lines: [Line] = []
        for name in names.prefix(3) {
            if let gateway = gateway(name), gateway.failure != nil {
                let behind = state.fleet.totals.byGateway[name] ?? 0
                lines.append(
                    Line(
                        text: "ONE GATEWAY: \(name) does not answer for \(behind) instances",
                        style: Style(.broken, .bold)))
            }
        }
        for (place, outbreak) in state.triage.outbreaks.enumerated() where concerns(outbreak, place) {
            let what =
                "\(OutbreakWords.share(outbreak)) on \(OutbreakWords.place(outbreak)) \(OutbreakWords.happened(outbreak, state))"
            lines.append(Line(text: "\(Self.scope(outbreak)): \(what)", style: OutbreakWords.style(outbreak)))
        }
        if lines.isEmpty { lines = names.prefix(3).map(alone) }
        return lines
    }

    /// Whoever is in trouble on a gateway where many dropped is most likely one of them, though it was not seen.
    private func concerns(_ outbreak: Outbreak, _ place: Int) -> Bool {
        rows.contains {
            state.triage.members[$0.key] == place || outbreak.gateways.contains($0.key.gateway) && $0.isProblem
        }
    }

    private static func scope(_ outbreak: Outbreak) -> String {
        switch outbreak.scope {
        case .gateway: "ONE GATEWAY"
        case .vendor: "A VENDOR"
        case .several: "SEVERAL"
        case .everybody: "EVERYBODY"
        }
    }

    private func alone(_ name: String) -> Line {
        let chosen = Set(rows.map(\.key))
        let others = state.fleet.rows.count {
            $0.key.gateway == name && !chosen.contains($0.key) && $0.isProblem
        }
        let rest = (state.fleet.totals.byGateway[name] ?? 0) - rows.count { $0.key.gateway == name }
        let who = rows.count == 1 ? "ONE INSTANCE" : "NOT TOGETHER"
        if others == 0 {
            return Line(text: "\(who): the other \(rest) on \(name) are well", style: Style(.plain, .bold))
        }
        return Line(
            text:
                "\(who): \(others) of the other \(rest) on \(name) \(others == 1 ? "has" : "have") problems, not at one time",
            style: Style(.plain, .bold))
    }

    private func gateway(_ name: String) -> GatewayStatus? { state.gateways.first { $0.name == name } }

    /// Whether the gateway itself is up, since when, and which version.
    var gateways: [Line] {
        let names = Set(rows.map(\.key.gateway)).sorted()
        return names.prefix(3).compactMap(gateway).map { gateway in
            let version = version(gateway)
            if let failure = gateway.failure {
                let down = Ages.words(failure.observedAt.duration(to: state.now))
                let at = Ages.time(of: failure.observedAt, in: state)
                return Line(
                    text: "\(gateway.name) DOWN since \(at), \(down): \(failure.value.message.text)\(version)",
                    style: Style(.broken, .bold))
            }
            let rate = (gateway.requestsPerSecond * 10).rounded() / 10
            let up = uptime(gateway)
            return Line(
                text: "\(gateway.name) answers, \(up)\(version)" + (rate > 0 ? ", \(rate) requests/s" : ""))
        } + (names.count > 3 ? [Line(text: "and \(names.count - 3) more", style: .muted)] : [])
    }

    /// Since when, as the server tells it, else as far as it was seen.
    private func uptime(_ gateway: GatewayStatus) -> String {
        let back = state.triage.backSince[gateway.name]
        if let started = state.triage.startedAt[gateway.name], started >= back ?? started {
            return "server up for \(Ages.words(started.duration(to: state.now)))"
        }
        let since = Ages.time(of: back ?? state.startedAt, in: state).prefix(5)
        return back == nil ? "no outage seen since \(since)" : "UP AGAIN since \(since)"
    }

    private func version(_ gateway: GatewayStatus) -> String {
        switch state.triage.versions[gateway.name] {
        case .told(let text): ", version \(text.text)"
        case .asked: ", version asked for"
        case .untold: ", \(gateway.kind.rawValue) tells no version"
        case .failed, nil: ", version not known"
        }
    }
}
