public import Fleet
import Linking
import QRCode

/// A link window told in lines, for screen readers, scripts and terminals that only scroll: one fact a line, none twice.
public struct LinkTelling: Sendable {
    public enum Item: Hashable, Sendable {
        case line(String)
        /// A code that is alive from now on.
        case code(DrawnCode)
        /// No code that was given before is to be shown any more.
        case codeOver
        /// A browser is to sign this. A secret: only for a person who waits for it.
        case challenge(PasskeyChallenge)
    }

    private var told: LinkPhase?
    private var trouble: GatewayFailure?
    private var codeTold = 0
    private var codeGiven: CodeContent?
    private var numberTold = false
    private var isHeld = false

    public init() {}

    /// What is new since the last call, in the order in which it is to be read out.
    public mutating func items(_ state: State, _ key: InstanceKey) -> [Item] {
        guard let session = state.links[key], let row = state.fleet[key] else { return [] }
        let flow = session.flow
        var items: [Item] = []
        let before = told
        if before != flow.phase {
            told = flow.phase
            if before?.hasCode == true, !flow.phase.hasCode {
                items.append(.codeOver)
                codeGiven = nil
            }
            items += news(of: flow, after: before, row, state).map { .line($0) }
        }
        if session.matrix != nil, let drawn = session.drawn, codeGiven != drawn.content {
            codeGiven = drawn.content
            items.append(.code(drawn))
        } else if case .showing(let code) = flow.phase, session.matrix == nil, codeGiven != code.content,
            let problem = session.drawingProblem
        {
            codeGiven = code.content
            items.append(.line("This code cannot be drawn. \(problem.text)"))
        }
        if case .passkey(.wanted(let challenge, _, _)) = flow.phase, before != flow.phase {
            items.append(.challenge(challenge))
        }
        items += number(flow, state).map { .line($0) }
        items += asides(flow, state).map { .line($0) }
        return items
    }

    private mutating func news(
        of flow: LinkFlow, after before: LinkPhase?, _ row: InstanceRow, _ state: State
    ) -> [String] {
        switch flow.phase {
        case .auditing: return []
        case .preparing(let act, _):
            if case .preparing(act, _) = before { return [] }
            return ["Preparing: \(act.map { "\($0.done) it; " } ?? "")waiting until it takes a link."]
        case .waitingForCode:
            if case .waitingForCode = before { return [] }
            if case .showing = before { return ["Code expired; waiting for the next."] }
            return ["Generating fresh code."]
        case .showing(let code):
            guard code.number != codeTold else { return [] }
            codeTold = code.number
            let number = flow.codesPerWindow.map { "Code \(code.number) of \(max($0, code.number))" }
            let left = Ages.words(state.now.duration(to: code.expiresAt))
            return ["\(number ?? "Code \(code.number)"), good for \(left)\(code.isEstimate ? " (estimate)" : "")."]
        case .askingForPairing:
            return ["Asking for a pairing code\(flow.method.number.map { " for \(state.shown($0))" } ?? "")."]
        case .pairingRefused(let retryAt):
            return ["Not ready yet; asking again in \(Ages.words(state.now.duration(to: retryAt)))."]
        case .pairing(let shown): return pairing(shown, state)
        case .pairingExpired: return ["Code expired."]
        case .passkey(let stage): return passkey(stage, after: before, row)
        case .settling: return ["Linked. Checking the number."]
        case .mismatched(let mismatch): return mismatched(mismatch, flow, after: before, state)
        case .held(let after): return ["Held: linked \(Ages.words(after)) after the window opened."]
        case .ended(let ending): return LinkEndingWords.lines(ending, flow, row, state)
        }
    }

    private func pairing(_ shown: ShownPairing, _ state: State) -> [String] {
        let left = Ages.words(state.now.duration(to: shown.expiresAt))
        return [
            "Pairing code, good for \(left)\(shown.isEstimate ? " (estimate)" : "").",
            shown.code.grouped,
            Spelling.aloud(shown.code),
            "On the phone: Linked devices, Link a device, Link with phone number instead.",
        ]
    }

    /// Whose account it is, once that is known, and then the watch.
    private mutating func number(_ flow: LinkFlow, _ state: State) -> [String] {
        guard case .settling(let since) = flow.phase, !numberTold, flow.accountWasRead else { return [] }
        numberTold = true
        let left = LinkPolicy().settling - since.duration(to: state.now)
        let watch = left > .zero ? ["Watching that it holds, \(Ages.left(left))."] : []
        guard let phone = flow.account?.phone else { return ["The gateway does not tell whose number it is."] + watch }
        let who = [state.shown(phone), flow.account?.name?.text].compactMap(\.self).joined(separator: " ")
        return [who + (flow.expected == nil ? ": any number is right here." : ": the right number.")] + watch
    }

    private mutating func asides(_ flow: LinkFlow, _ state: State) -> [String] {
        var lines: [String] = []
        if flow.trouble != trouble {
            trouble = flow.trouble
            if let trouble, !flow.isOver { lines.append(CleanText(trouble.message.text).sentence) }
        }
        if flow.held(at: state.now) != isHeld {
            isHeld.toggle()
            if isHeld { lines.append("Holding: nothing is asked for a minute, so that the phone can finish.") }
        }
        return lines
    }

    private func mismatched(
        _ mismatch: Mismatch, _ flow: LinkFlow, after before: LinkPhase?, _ state: State
    ) -> [String] {
        var lines: [String] = []
        if before?.isMismatched != true {
            let linked = flow.account?.phone
            let who = [linked.map { state.shown($0, besides: flow.expected) }, flow.account?.name?.text]
                .compactMap(\.self)
            lines.append("WRONG NUMBER: linked to \(who.joined(separator: " ")).")
            if let expected = flow.expected { lines.append("\(state.shown(expected, besides: linked)) belongs here.") }
        }
        guard let eviction = mismatch.eviction else { return lines }
        var was: Mismatch.Eviction?
        if case .mismatched(let earlier) = before { was = earlier.eviction }
        if eviction.attempts != was?.attempts {
            lines.append(
                eviction.attempts == 1
                    ? "Logging the wrong phone out." : "It is linked still: logout \(eviction.attempts) was sent.")
        }
        if let refusal = eviction.refusal, refusal != was?.refusal { lines.append(refusal.message.sentence) }
        return lines
    }

    private func passkey(_ stage: PasskeyStage, after before: LinkPhase?, _ row: InstanceRow) -> [String] {
        switch stage {
        case .reading: return ["WhatsApp wants the account's passkey. Asking the gateway what is to be signed."]
        case .wanted(_, _, let refusal?): return ["It was not taken: \(refusal.message.sentence)"]
        case .wanted: return numbered(PasskeyGuide.plainSteps)
        case .answering: return ["Handing the answer in."]
        case .answered: return ["The gateway took the answer; WhatsApp looks at it. Keep WhatsApp open on the phone."]
        case .comparing(let code, let confirmsItself, let refusal):
            if let refusal { return ["It was not taken: \(refusal.message.sentence)"] }
            return ["The phone shows this code, if all is well: \(code.reveal())"]
                + (confirmsItself ? ["It confirms itself, because the answer was quick."] : [])
        case .confirming: return ["Confirming."]
        case .confirmed: return ["Confirmed; the link comes up."]
        }
    }
}

func numbered(_ steps: [String]) -> [String] { steps.enumerated().map { "\($0 + 1). \($1)" } }

extension CleanText {
    /// With a full stop.
    var sentence: String { text.last.map { ".!?…".contains($0) } == true ? text : "\(text)." }
}
