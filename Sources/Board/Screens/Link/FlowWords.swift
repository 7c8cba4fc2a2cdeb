import Fleet
import Grid
import Linking

/// What a flow is doing, in words and in a look.
struct FlowWords {
    var title: String
    var style: Style
    var sentences: [String]
    var spins = false
    /// Worth a celebration.
    var isSuccess = false

    init(_ session: LinkSession, _ row: InstanceRow, _ state: State) {
        let flow = session.flow
        switch flow.phase {
        case .auditing:
            self.init("Looking at it…", .plain, ["Asking the gateway for its state first."], spins: true)
        case .preparing(let act, let since):
            let waited = Ages.words(since.duration(to: state.now))
            let done = act.map { "\($0.done.prefix(1).uppercased())\($0.done.dropFirst()) it; " } ?? ""
            self.init("Preparing…", .plain, ["\(done)waiting until it takes a link (\(waited))."], spins: true)
            if let patience = Self.patience(flow, row, state) { sentences.append(patience) }
        case .waitingForCode where flow.held(at: state.now):
            self.init("Held for the phone", Style(.attention), [])
        case .waitingForCode(let since):
            let waited = since.duration(to: state.now)
            var sentences = ["The gateway is between two codes. This is normal."]
            if let patience = Self.patience(flow, row, state) {
                sentences = [patience]
            } else if waited > .seconds(15) {
                sentences.append("Waiting for \(Ages.words(waited)).")
            }
            self.init("Generating fresh code…", .plain, sentences, spins: true)
        case .showing(let code):
            self.init("Waiting for the scan", Style(.attention, .bold), [Self.place(of: code, in: flow, row, state)])
        case .askingForPairing:
            self.init("Asking for a code…", .plain, ["The gateway makes a pairing code."], spins: true)
        case .pairingRefused(let retryAt):
            let left = Ages.words(state.now.duration(to: retryAt))
            self.init("Not ready yet…", .plain, ["The engine is resetting; asking again in \(left)."], spins: true)
        case .pairing:
            self.init("Waiting for the phone", Style(.attention, .bold), [])
        case .pairingExpired:
            self.init("This code has expired", Style(.attention), ["Space asks for a new one, r shows a QR instead."])
        case .passkey(let stage): self.init(stage, state)
        case .settling(let since):
            let left = max(.zero, .seconds(20) - since.duration(to: state.now))
            var sentences = ["Watching for \(Ages.left(left)) more: links that fail are lost now."]
            if left <= .zero { sentences = ["It held; reading whose account it is."] }
            self.init("LINKED", Style(.good, .bold), sentences)
        case .mismatched(let mismatch):
            self.init(mismatch, flow, state)
        case .held(let after):
            self.init(
                "LINKED, and it held", Style(.good, .bold), ["Linked \(Ages.words(after)) after the window opened."])
        case .ended(let ending):
            self.init(ending, isPairing: flow.method != .qr)
        }
        switch flow.phase {
        case .settling, .held, .ended(.alreadyLinked), .ended(.cameBack): isSuccess = true
        default: break
        }
        if let account = flow.account, flow.phase.isSettling || flow.phase.isMismatched || flow.isOver {
            let belongs = flow.expected ?? row.configured.phone
            let who = [account.phone.map { state.shown($0, besides: belongs) }, account.name?.text].compactMap { $0 }
            if !who.isEmpty { sentences.insert(who.joined(separator: "  "), at: 0) }
        }
        if row.isMismatched, flow.isOver { warnOfMismatch(row, state) }
        if case .ended(.unscanned) = flow.phase, !Self.tellsPasskeys(row.kind) {
            sentences.append("If the phone asked for a passkey, which \(row.key.gateway) does not tell: \(Self.inVain)")
        }
        if case .showing = flow.phase, session.matrix == nil { cannotDraw(session) }
        if let trouble = flow.trouble { sentences.append(trouble.message.text) }
        if flow.held(at: state.now), let until = flow.holdUntil {
            sentences.append("Holding: nothing is asked for \(Ages.words(state.now.duration(to: until))).")
            if case .waitingForCode = flow.phase { sentences.append("The next code comes when the hold ends.") }
        }
    }

    /// What the vendor says about a first code that is long in coming.
    private static func patience(_ flow: LinkFlow, _ row: InstanceRow, _ state: State) -> String? {
        guard row.kind == .greenAPI, flow.codesSeen == 0, flow.method == .qr else { return nil }
        let waited = Ages.words(flow.openedAt.duration(to: state.now))
        return "A first QR can take up to 10 minutes at GREEN-API; \(waited) so far."
    }

    /// Which code of how many, and when the gateway will give up, as far as its vendor says.
    private static func place(of code: ShownCode, in flow: LinkFlow, _ row: InstanceRow, _ state: State) -> String {
        let number = flow.codesPerWindow.map { "Code \(code.number) of \(max($0, code.number))" }
        guard let end = flow.windowEndsAt, end > state.now else {
            if let number { return "\(number)." }
            // Neither count nor end is told there: what is known is when a person is asked whether they are still there.
            let left = flow.attentionEnds.map { ", which pauses in \(Ages.left(state.now.duration(to: $0)))" } ?? ""
            return "Code \(code.number) of this window\(left)."
        }
        return "\(number ?? "Code \(code.number)"), window closes in \(Ages.left(state.now.duration(to: end)))."
    }

    /// The wrong phone is linked: what that means, and what is being done about it.
    private init(_ mismatch: Mismatch, _ flow: LinkFlow, _ state: State) {
        let linked = flow.account?.phone
        let expected =
            flow.expected.map { "This is NOT \(state.shown($0, besides: linked)), which belongs here." } ?? ""
        let key = state.settings.keys.label(.logout, in: state.context) ?? ":logout"
        guard let eviction = mismatch.eviction else {
            self.init(
                "LINKED TO ANOTHER NUMBER", Style(.broken, .bold),
                [expected, "\(key) logs that phone out, and goes on until it is gone."])
            return
        }
        var sentences = [expected]
        if eviction.attempts > 1 {
            sentences.append("It is linked still: logout \(eviction.attempts) was sent.")
        }
        if let refusal = eviction.refusal { sentences.append(refusal.message.text) }
        self.init("Logging the wrong phone out…", Style(.broken, .bold), sentences, spins: true)
    }

    private static let inVain = "scanning again will not help."

    /// The others go on showing codes while the phone waits for a passkey.
    private static func tellsPasskeys(_ kind: GatewayKind) -> Bool {
        switch kind {
        case .waha, .gowa, .greenAPI: true
        case .wawp, .evolution: false
        }
    }

    /// Green ticks must not stand over the wrong account.
    private mutating func warnOfMismatch(_ row: InstanceRow, _ state: State) {
        title = "LINKED TO ANOTHER NUMBER"
        style = Style(.broken, .bold)
        isSuccess = false
        let linked = row.account?.value.phone
        let expected = row.configured.phone.map { ", which is \(state.shown($0, besides: linked))" } ?? ""
        let key = state.settings.keys.label(.logout) ?? ":logout"
        sentences.append("This is NOT the expected number\(expected). \(key) in the list logs it out.")
    }

    private mutating func cannotDraw(_ session: LinkSession) {
        title = "This code cannot be drawn"
        style = Style(.attention, .bold)
        sentences = [session.drawingProblem?.text ?? "Its modules have not come.", "A pairing code needs no drawing."]
    }

    init(_ title: String, _ style: Style, _ sentences: [String], spins: Bool = false) {
        self.title = title
        self.style = style
        self.sentences = sentences
        self.spins = spins
    }

    private init(_ ending: LinkEnding, isPairing: Bool) {
        switch ending {
        case .alreadyLinked:
            self.init("It is linked already", Style(.good, .bold), ["There is nothing to scan. Enter closes."])
        case .cameBack:
            self.init(
                "It came back by itself", Style(.good, .bold),
                ["It was still paired; no scan was needed. Enter closes."])
        case .unattended:
            self.init(
                "Still there?", .plain,
                ["No code is asked for meanwhile, because this vendor bears no more. Enter goes on."])
        case .unscanned:
            self.init(
                isPairing ? "Nobody typed the code in time" : "Nobody scanned in time", .plain,
                ["The gateway stopped showing codes. No code is asked for meanwhile; Enter opens a new window."])
        case .dropped(let after):
            self.init(
                "Linked, and lost again", Style(.broken, .bold),
                [
                    "It dropped after \(Ages.words(after)). Look at the phone before trying again; Enter opens a new window."
                ])
        case .evicted:
            self.init(
                "The wrong phone is out", .plain,
                ["The gateway confirms that the link is gone. Enter opens a new window for the right phone."])
        case .unproven(let after):
            self.init(
                "LINKED, by an unknown number", Style(.attention, .bold),
                [
                    "It held, \(Ages.words(after)) after the window opened; the gateway does not say whose account it is."
                ])
        case .passkey:
            self.init("WhatsApp wants a passkey", Style(.attention, .bold), ["Scanning again does not help."])
        case .passkeyLapsed(let answered):
            self.init(
                answered ? "No link came of the passkey" : "The request for a passkey has ended", .plain,
                ["No code is asked for meanwhile; Enter opens a new window."])
        case .blocked:
            self.init("The account is banned", Style(.broken, .bold), ["A person has to decide what happens now."])
        case .missing:
            self.init("The gateway does not know it", Style(.broken, .bold), ["Check its id in the configuration."])
        case .neverReady(let act, let status):
            self.init(
                "It did not come up", Style(.broken, .bold),
                ["After \(act.rawValue) it still says \(status.raw.text). Enter tries again."])
        case .refused(let failure):
            self.init("The gateway said no", Style(.broken, .bold), [failure.message.text, "Enter tries again."])
        }
    }
}
