import Fleet
import Grid

/// Plain `relink status`: problems first, one line an instance, as wide as its words need.
///
/// On a terminal the last column is cut to the width; in a file or pipe nothing is cut.
struct StatusTable {
    var phones: PhoneText
    var ascii: Bool

    private static let titles = ["STATE", "INSTANCE", "LABEL", "PHONE", "REMARK"]

    func text(_ reports: [InstanceReport], for console: Console) -> String {
        guard !reports.isEmpty else { return "no instances\n" }
        let rows = reports.sorted(by: Self.problemsFirst).map { report in
            columns(of: report).map { ascii ? $0.asciiMarks : $0 }
        }
        let widths = Self.titles.indices.map { column in
            rows.reduce(TextWidth.of(Self.titles[column])) { max($0, TextWidth.of($1[column])) }
        }
        // A column without a word in it is left out.
        let shown = Self.titles.indices.filter { column in rows.contains { !$0[column].isEmpty } }
        var text = ""
        for row in [Self.titles] + rows {
            let line = shown.map { TextWidth.fit(row[$0], to: widths[$0]) }.joined(separator: "  ").trimmingBlanks()
            text += console.screen.map { TextWidth.cut(line, to: $0.columns, mark: ascii ? "~" : "…") } ?? line
            text += "\n"
        }
        return text
    }

    private func columns(of report: InstanceReport) -> [String] {
        let expected = report.riders.contains(.mismatch) ? report.expectedPhone : nil
        let phone =
            report.account?.phone.map { phones.text($0, besides: expected) }
            ?? report.expectedPhone.map { "(\(phones.text($0)))" } ?? ""
        return [report.word, report.key.shown.text, report.label?.text ?? "", phone, remark(report)]
    }

    private func remark(_ report: InstanceReport) -> String {
        var parts = Rider.allCases.filter(report.riders.contains).map(\.rawValue)
        if report.riders.contains(.mismatch), let expected = report.expectedPhone {
            parts.append("expected \(phones.text(expected, besides: report.account?.phone))")
        }
        if let reason = report.reason, !reason.isEmpty { parts.append(reason.text) }
        if let failure = report.failure { parts.append(failure.message.text) }
        return parts.joined(separator: ", ")
    }

    private static func problemsFirst(_ left: InstanceReport, _ right: InstanceReport) -> Bool {
        (left.isProblem ? 0 : 1, left.key) < (right.isProblem ? 0 : 1, right.key)
    }
}

extension InstanceReport {
    fileprivate var isProblem: Bool {
        failure != nil || state.isProblem || !riders.isDisjoint(with: [.mismatch, .duplicate, .restricted])
    }
}

extension String {
    fileprivate func trimmingBlanks() -> String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
