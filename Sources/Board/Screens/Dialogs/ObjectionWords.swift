import Fleet
import FoundationEssentials
import Linking

extension Objection {
    /// Why, in one sentence for a person who holds a phone.
    func words(_ state: State) -> String {
        switch self {
        case .duplicate(let name):
            "its number is linked in \(name) already, and linking it here can end that link"
        case .exhausted(let until):
            "three codes in ten minutes are enough; the next one \(Self.left(until, state))"
        case .coolDown(let until):
            "the last code is too young; the next one \(Self.left(until, state))"
        case .codeAlive(let name, let until):
            "\(name) shows a code for this number; it ends \(Self.left(until, state))"
        case .otherNumber: "this is not the number that belongs here"
        case .deviceName(let name):
            "its device name “\(name.text)” is no browser's: WhatsApp is likely to refuse codes, take a QR"
        }
    }

    private static func left(_ until: Date, _ state: State) -> String {
        let seconds = max(0, until.timeIntervalSince(state.wall.date(of: state.now)))
        return "in \(Ages.words(.seconds(seconds.rounded(.up))))"
    }
}
