import Fleet
import Grid
import Linking

/// Questions as lines, and lines as answers.
enum PlainDialogs {
    static func page(_ dialog: Dialog, _ state: State) -> PlainPage {
        func name(_ key: some Sequence<InstanceKey>) -> String {
            let keys = Array(key)
            guard keys.count == 1, let key = keys.first else { return "\(keys.count) instances" }
            return state.fleet[key]?.name ?? key.id
        }
        var lines: [String] = []
        let prompt: String
        switch dialog {
        case .confirm(let question):
            lines = question.keys.count > 1 ? question.keys.prefix(PlainPage.most).map(state.plainRow) : []
            if question.hidden > 0 { lines.append("\(question.hidden) of them are HIDDEN by the filter.") }
            lines.append("\(capital(question.act.verb)) \(name(question.keys))? \(question.act.consequence)")
            prompt = question.mustType ? "type \(question.word) to go on: " : "y or n: "
        case .number(let form):
            lines = ["Pairing code for \(name([form.key])): phone number, country code first."]
            if case .success(let phone) = form.number { lines.append("Nothing takes \(state.shown(phone)).") }
            prompt = "number, or q: "
        case .gate(let form):
            let gate = state.gate(form.key, form.method)
            lines = gate.objections.map { capital($0.words(state)) + "." }
            switch gate.weight {
            case .closed: prompt = "r shows a QR instead, q leaves it: "
            case .typed: prompt = "type \(name([form.key])) to go on, or q: "
            case .caution, .none: prompt = "Enter goes on, q leaves it: "
            }
        case .unlock(let unlock):
            lines = unlock.sentences
            prompt = "type \(unlock.word) to go on, or q: "
        case .mute(let form):
            lines =
                ["Mute \(name(form.keys)):"] + numbered(form.choices(state.alerts, at: state.now).map(MuteDialog.words))
            prompt = "number, or q: "
        case .round(let form):
            lines = [
                form.isUnderWay
                    ? "A round is under way: \(state.roundWords)."
                    : "A round of \(form.members.count): one window after the other."
            ]
            if form.failed > 0 { lines.append(capital(state.failedWords(form.failed)) + ".") }
            prompt = form.isUnderWay ? "Enter goes on, d ends it, q leaves it: " : "Enter begins, q leaves it: "
        case .assertion: prompt = "the answer as one line, or q: "
        case .help, .filter, .palette: prompt = PlainPage.choose
        }
        return PlainPage(lines: lines, choices: [], prompt: prompt)
    }

    /// The keys and pastes that a line stands for in the question that is open.
    static func events(_ line: String, _ dialog: Dialog) -> [Event] {
        let text = line.lowercased()
        if text == "q" || text == "back" { return [.key(.escape)] }
        func typed(_ line: String) -> [Event] { line.map { .key(.character($0)) } + [.key(.enter)] }
        switch dialog {
        case .confirm(let question):
            if question.mustType { return typed(line) }
            return [text == "y" || text == "yes" ? .key(.character("y")) : .key(.escape)]
        case .number:
            return line.isEmpty ? [.key(.enter)] : [.key(.control("u")), .paste(ClipboardText(line)), .key(.enter)]
        case .gate, .unlock: return text == "r" ? [.key(.character("r"))] : typed(line)
        case .mute: return text.first.map { [.key(.character($0))] } ?? [.key(.escape)]
        case .round: return [text == "d" ? .key(.character("d")) : .key(.enter)]
        case .assertion: return [.paste(ClipboardText(line)), .key(.enter)]
        case .help, .filter, .palette: return [.key(.escape)]
        }
    }

    private static func capital(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}
