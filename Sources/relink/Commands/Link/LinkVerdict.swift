import Board
import Fleet
import Linking

/// What the end of a link window is for a shell, and for a person who could go on.
enum LinkVerdict: Equatable {
    case goesOn
    case done
    case failed(ShellStatus)
    /// Nobody was there: a person may open a new window.
    case unattended(ShellStatus)
    /// The code ended; a person may ask for another.
    case codeOver

    init(_ phase: LinkPhase, _ row: InstanceRow?) {
        self =
            switch phase {
            case .held: .done
            case .pairingExpired: .codeOver
            case .ended(.alreadyLinked), .ended(.cameBack): row?.isMismatched == true ? .failed(.failed) : .done
            case .ended(.unscanned), .ended(.unattended): .unattended(.timedOut)
            case .ended(.evicted): .unattended(.failed)
            case .ended(.refused(let failure)): .failed(failure.exitStatus)
            case .ended: .failed(.failed)
            default: .goesOn
            }
    }
}
