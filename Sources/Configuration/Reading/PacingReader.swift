import Fleet

/// A `pacing:` map: seconds, never under the two-second floor, and how many requests at once.
struct PacingReader {
    /// Of the gateway it belongs to; `nil` for the defaults of all of them, and where the kind could not be read.
    var kind: GatewayKind?

    /// What the map names replaces what `overrides` held.
    func read(_ field: Field, over overrides: inout PacingOverrides, _ findings: inout Findings) {
        let keys = PacingKey.allCases.map(\.rawValue)
        guard let map = FieldMap(field, expected: "a map such as {idle-status: 60}", keys: keys, &findings)
        else { return }
        for key in PacingKey.allCases {
            guard let field = map[key.rawValue] else { continue }
            if let futility = kind.flatMap(key.futility) {
                findings.add(futility, at: field.place)
                continue
            }
            set(key, field, &overrides, &findings)
        }
    }

    private func set(
        _ key: PacingKey, _ field: Field, _ overrides: inout PacingOverrides, _ findings: inout Findings
    ) {
        switch key {
        case .idleStatus: replace(&overrides.idleStatus, seconds(key, field, &findings))
        case .focusedStatus: replace(&overrides.focusedStatus, seconds(key, field, &findings))
        case .linkStatus: replace(&overrides.linkStatus, seconds(key, field, &findings))
        case .linkCode: replace(&overrides.linkCode, seconds(key, field, &findings))
        case .linkPause: replace(&overrides.linkPause, seconds(key, field, &findings))
        case .answerLimit: replace(&overrides.answerLimit, seconds(key, field, &findings))
        case .loginLimit: replace(&overrides.loginLimit, seconds(key, field, &findings))
        case .throttleSteps: replace(&overrides.throttleSteps, steps(field, &findings))
        case .troubleSteps: replace(&overrides.troubleSteps, steps(field, &findings))
        case .concurrency: replace(&overrides.concurrency, requests(field, &findings))
        }
    }

    private func replace<Value>(_ old: inout Value?, _ new: Value?) { old = new ?? old }

    private func seconds(_ key: PacingKey, _ field: Field, _ findings: inout Findings) -> Duration? {
        guard let range = key.seconds else { return nil }
        let floor = key.isRound ? "no gateway is asked more often than every 2 seconds: " : ""
        return seconds(field, in: range, floor: floor, &findings)
    }

    /// - Parameter floor: begins the sentence about a number under the range.
    private func seconds(
        _ field: Field, in range: ClosedRange<Int>, floor: String, _ findings: inout Findings
    ) -> Duration? {
        let expected = "seconds, from \(range.lowerBound) to \(range.upperBound)"
        guard let text = field.text(expected: expected, &findings) else { return nil }
        let plain = text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }
        guard plain, let seconds = Double(text), seconds <= Double(range.upperBound) else {
            findings.add("expected \(expected), found \(Wording.quoted(text))", at: field.place)
            return nil
        }
        guard seconds >= Double(range.lowerBound) else {
            let found = floor.isEmpty ? ", found \(Wording.quoted(text))" : ""
            findings.add("\(floor)expected \(expected)\(found)", at: field.place)
            return nil
        }
        return .milliseconds(Int64((seconds * 1000).rounded()))
    }

    /// The first mistake in them is enough: what follows it is measured by it.
    private func steps(_ field: Field, _ findings: inout Findings) -> BackoffSteps? {
        let range = PacingKey.stepCount
        let expected = "a list of \(range.lowerBound) to \(range.upperBound) waits in seconds, such as [10, 20, 40]"
        guard let items = field.items(expected: expected, &findings) else { return nil }
        guard range.contains(items.count) else {
            findings.add("expected \(expected), found \(items.count)", at: field.place)
            return nil
        }
        var steps: [Duration] = []
        for item in items {
            let floor = "nothing is asked again within 2 seconds: "
            guard let step = seconds(item, in: PacingKey.stepSeconds, floor: floor, &findings) else { return nil }
            if let last = steps.last, step < last {
                let (found, before) = (ConfigurationText.seconds(step), ConfigurationText.seconds(last))
                findings.add(
                    "expected a wait no shorter than the \(before) seconds before it, found “\(found)”", at: item.place)
                return nil
            }
            steps.append(step)
        }
        return BackoffSteps(steps)
    }

    private func requests(_ field: Field, _ findings: inout Findings) -> Int? {
        let range = PacingKey.requests
        let expected = "how many requests may be under way at once, from \(range.lowerBound) to \(range.upperBound)"
        guard let text = field.text(expected: expected, &findings) else { return nil }
        guard let count = Int(text), range.contains(count) else {
            findings.add("expected \(expected), found \(Wording.quoted(text))", at: field.place)
            return nil
        }
        return count
    }
}
