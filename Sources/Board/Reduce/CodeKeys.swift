import Fleet
import Grid
import Linking
import QRCode

extension State {
    /// Keys of an open link window.
    mutating func adjustCode(_ action: Action) -> [Effect] {
        guard case .link(let key) = screen, let session = links[key] else { return [] }
        switch action {
        case .drawing:
            let style = nextStyle(after: session)
            links[key]?.style = style
        case .invert: links[key]?.inverted.toggle()
        case .spelling: links[key]?.spells.toggle()
        case .hide: links[key]?.isHidden.toggle()
        case .message: return copyMessage(key, session)
        case .language:
            let all = HolderLanguage.allCases
            let next = (all.firstIndex(of: language(key, session)) ?? -1) + 1
            links[key]?.language = all[next % all.count]
            return links[key].map { copyMessage(key, $0) } ?? []
        case .savePicture: return savePicture(key, session)
        case .enlarge: return enlarge(session)
        case .newCode: return newCode(key, session)
        case .hold:
            let effects = advance(key) { flow, now in flow.hold(at: now) }
            if !effects.isEmpty { tell("holding: nothing is asked for 60 s, so that the phone can finish") }
            return effects
        default: break
        }
        return []
    }

    /// In which the holder of this phone is written to.
    func language(_ key: InstanceKey, _ session: LinkSession) -> HolderLanguage {
        session.language ?? fleet[key]?.configured.language ?? HolderLanguage(likelyFor: session.flow.method.number)
    }

    private mutating func copyMessage(_ key: InstanceKey, _ session: LinkSession) -> [Effect] {
        guard case .pairing(let shown) = session.flow.phase, shown.expiresAt > now,
            let message = PairingMessage(language(key, session))
        else {
            tell("there is no living code to send", .attention)
            return []
        }
        let language = language(key, session).rawValue
        let next = settings.keys.label(.language) ?? ":language"
        tell("message in \(message.name) (\(language)) sent to your clipboard; \(next) takes the next language")
        let minutes = Int(now.duration(to: shown.expiresAt).inSeconds / 60)
        let text = message.filled(
            code: shown.code, name: fleet[key]?.name ?? key.id, phone: session.flow.method.number, minutes: minutes)
        return [.copy(ClipboardText(text))]
    }

    private mutating func savePicture(_ key: InstanceKey, _ session: LinkSession) -> [Effect] {
        guard let matrix = session.matrix else {
            tell("there is no live code to save", .attention)
            return []
        }
        return [.savePNG(matrix, key)]
    }

    private mutating func enlarge(_ session: LinkSession) -> [Effect] {
        guard let matrix = session.matrix else { return [] }
        let needed = LinkLayout.sizeForHalfBlocks(matrix)
        tell("asked the terminal for \(needed.columns)×\(needed.rows); not every terminal obeys")
        return [.requestSize(needed)]
    }

    private mutating func newCode(_ key: InstanceKey, _ session: LinkSession) -> [Effect] {
        if session.flow.isOver { return openAgain(key, session) }
        if tellsHold(session.flow) { return [] }
        if case .pairing(let shown) = session.flow.phase, shown.renewableAt > now {
            tell("a new code can be asked for in \(Ages.words(now.duration(to: shown.renewableAt)))", .attention)
            return []
        }
        if case .pairing = session.flow.method {
            if let until = gate(key, session.flow.method).objections.compactMap(\.until).max() {
                let left = Ages.words(now.duration(to: wall.instant(of: until)))
                tell("a new code can be asked for in \(left); a QR can be had at once", .attention)
                return []
            }
            return advance(key) { flow, now in flow.renewPairing(at: now) }
        }
        switch session.flow.phase {
        case .waitingForCode, .showing:
            tell("asking for a code…")
            return [.askNow(.code, key)]
        default:
            tell("no code can be asked for yet", .attention)
            return []
        }
    }

    /// The next drawing that fits, round and round; the ladder's own choice is no choice by hand.
    private func nextStyle(after session: LinkSession) -> QRStyle? {
        guard let matrix = session.matrix else { return session.style }
        // A window over the list can be given up for a drawing that needs the whole screen.
        let room = Size(columns: size.columns, rows: max(0, size.rows - 1))
        let ladder = QRLadder.choose(matrix, room: room, terminal: settings.terminal).drawing?.style
        let fitting = QRLadder.options(matrix, room: room, terminal: settings.terminal).filter { $0.drawing != nil }
            .map(\.style)
        guard let current = session.style ?? ladder, let index = fitting.firstIndex(of: current) else {
            return fitting.first
        }
        let next = fitting[(index + 1) % fitting.count]
        return next == ladder ? nil : next
    }
}
