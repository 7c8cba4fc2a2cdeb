import Fleet
import Grid
import Linking

extension State {
    mutating func pressInDialog(_ key: Key) -> [Effect] {
        switch dialog {
        case .help(let scroll): pressInHelp(key, scroll)
        case .filter: pressInFilter(key)
        case .palette(let input): return pressInPalette(key, input)
        case .confirm(let confirmation): return pressInConfirmation(key, confirmation)
        case .number(let form): return pressInNumber(key, form)
        case .gate(let form): return pressInGate(key, form)
        case .round(let form): return pressInRound(key, form)
        case .assertion(let form): return pressInAssertion(key, form)
        case .mute(let form): pressInMute(key, form)
        case .unlock(let unlock): return press(key, in: unlock)
        case nil: break
        }
        return []
    }

    private mutating func pressInHelp(_ key: Key, _ scroll: Int) {
        switch key {
        case .down, .character("j"): dialog = .help(scroll: scroll + 1)
        case .up, .character("k"): dialog = .help(scroll: max(0, scroll - 1))
        case .pageDown, .character(" "): dialog = .help(scroll: scroll + max(1, size.rows - 4))
        case .pageUp: dialog = .help(scroll: max(0, scroll - max(1, size.rows - 4)))
        default: dialog = nil
        }
        if case .help(let scroll) = dialog { dialog = .help(scroll: min(scroll, HelpScreen.lastScroll(self))) }
    }

    private mutating func pressInFilter(_ key: Key) {
        switch key {
        case .enter: dialog = nil
        case .escape:
            dialog = nil
            list.filter = TextField()
            orderIsAsked = true
        case .up: move(by: -1)
        case .down: move(by: 1)
        default:
            if list.filter.edit(key) { orderIsAsked = true }
        }
    }

    private mutating func pressInPalette(_ key: Key, _ input: PaletteInput) -> [Effect] {
        var input = input
        let matches = Palette.matches(input.field.text, in: self)
        switch key {
        case .escape:
            dialog = nil
            return []
        case .enter:
            dialog = nil
            guard matches.indices.contains(input.selected) else {
                tell("no command called “\(input.field.text)”", .attention)
                return []
            }
            return perform(matches[input.selected].action)
        case .down, .control("n"): input.selected = min(input.selected + 1, max(0, matches.count - 1))
        case .up, .control("p"): input.selected = max(0, input.selected - 1)
        case .tab:
            if matches.indices.contains(input.selected) {
                input.field = TextField(matches[input.selected].action.rawValue)
                input.selected = 0
            }
        default:
            if input.field.edit(key) { input.selected = 0 }
        }
        dialog = .palette(input)
        return []
    }

    private mutating func pressInConfirmation(_ key: Key, _ confirmation: Confirmation) -> [Effect] {
        var confirmation = confirmation
        switch key {
        case .escape:
            dialog = nil
            return []
        case .character(let letter) where !confirmation.mustType && "nq".contains(letter):
            dialog = nil
            return []
        case .character("y") where !confirmation.mustType:
            return agree(to: confirmation)
        case .left, .right, .tab, .backTab, .character("h"), .character("l"):
            if !confirmation.mustType { confirmation.agrees.toggle() }
        case .enter:
            if confirmation.isArmed { return agree(to: confirmation) }
            dialog = nil
            tell("nothing was done")
            return []
        default:
            if confirmation.mustType { _ = confirmation.typed.edit(key) }
        }
        dialog = .confirm(confirmation)
        return []
    }

    private mutating func pressInNumber(_ key: Key, _ form: NumberForm) -> [Effect] {
        var form = form
        switch key {
        case .escape:
            dialog = nil
            return []
        case .enter:
            if case .success(let phone) = form.number {
                dialog = nil
                return openLink(form.key, by: .pairing(phone))
            }
            form.insisted = true
        default:
            if form.field.edit(key) { form.insisted = false }
        }
        dialog = .number(form)
        return []
    }
}
