import Fleet
import Grid
import Linking

/// The person's part at a link that WhatsApp wants a passkey for.
extension State {
    /// The step that Enter takes: the field for the answer, or "the phone shows the same code".
    mutating func answerPasskey() -> [Effect] {
        guard case .link(let key) = screen, case .passkey(let stage) = links[key]?.flow.phase else { return [] }
        switch stage {
        case .wanted:
            dialog = .assertion(AssertionForm(key: key))
            return []
        case .comparing:
            return advance(key) { flow, now in flow.confirmPasskey(at: now) }
        case .reading, .answering, .answered, .confirming, .confirmed:
            tell("nothing to do here at the moment: waiting for WhatsApp")
            return []
        }
    }

    /// A paste onto the page is the answer: the field opens with it.
    mutating func pasteAssertion(_ text: String) -> [Effect] {
        let effects = perform(.answer)
        guard case .assertion(var form) = dialog else { return effects }
        form.paste(text)
        dialog = .assertion(form)
        return effects
    }

    /// Gives away what is to be signed: to the clipboard, or into files.
    mutating func handOutChallenge(_ action: Action) -> [Effect] {
        guard case .link(let key) = screen, case .passkey(.wanted(let challenge, _, _)) = links[key]?.flow.phase else {
            tell("there is no challenge to hand out now", .attention)
            return []
        }
        switch action {
        case .copy:
            tell("challenge sent to your clipboard (OSC 52)")
            return [.copy(ClipboardText(challenge.reveal()))]
        case .consoleLine:
            tell("a line for the browser's console sent to your clipboard (OSC 52)")
            return [.copy(ClipboardText(challenge.consoleLine()))]
        default:
            return [.saveChallenge(challenge, key)]
        }
    }

    mutating func pressInAssertion(_ key: Key, _ form: AssertionForm) -> [Effect] {
        var form = form
        switch key {
        case .escape:
            dialog = nil
            return []
        case .enter:
            if case .success(let assertion) = form.assertion, answersWhatIsShown(assertion, form.key) {
                dialog = nil
                return advance(form.key) { flow, now in flow.answerPasskey(assertion, at: now) }
            }
            form.insisted = true
        case .backspace, .control("h"): form.erase()
        case .control("u"): form.clear()
        case .character(let character): form.type(character)
        default: break
        }
        dialog = .assertion(form)
        return []
    }

    /// Another challenge may have come since the answer was made.
    func answersWhatIsShown(_ assertion: PasskeyAssertion, _ key: InstanceKey) -> Bool {
        guard case .passkey(.wanted(let challenge, _, _)) = links[key]?.flow.phase else { return false }
        return assertion.answers(challenge)
    }

    /// The field closes when nothing is left to be answered.
    mutating func dropStaleAssertion(_ key: InstanceKey) {
        guard case .assertion(let form) = dialog, form.key == key else { return }
        if case .passkey(.wanted) = links[key]?.flow.phase { return }
        dialog = nil
        tell("the request for a passkey has changed: nothing was handed in", .attention)
    }

    /// What became of something that was sent from a window that is closed by now.
    mutating func tellOfClosed(_ key: InstanceKey, _ what: String, _ failure: GatewayFailure?) {
        guard links[key] == nil, let name = fleet[key]?.name else { return }
        let outcome = failure.map { "was not taken: \($0.message.text)" } ?? "was taken"
        tell("\(name): \(what) \(outcome)", failure == nil ? .good : .attention)
    }

    /// What the screen says of a stage that people wait for.
    mutating func announce(_ stage: PasskeyStage, _ name: String, isNew: Bool) -> [Effect] {
        switch stage {
        case .reading where isNew:
            tell("\(name): WhatsApp wants a passkey", .attention)
            return [.bell]
        case .comparing(_, confirmsItself: false, refusal: nil):
            tell("\(name): compare the code with the phone", .attention)
            return [.bell]
        default: return []
        }
    }
}

extension PasskeyStage {
    /// Somebody else is at work, and a spinner says so.
    var isWaiting: Bool {
        switch self {
        case .reading, .answering, .answered, .confirming, .confirmed: true
        case .wanted, .comparing: false
        }
    }
}
