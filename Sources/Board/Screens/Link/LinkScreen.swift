import Fleet
import Grid
import Linking
import QRCode

/// An open link window: the code while it lives, and always one sentence about what is happening.
enum LinkScreen {
    static func draw(_ state: State, _ key: InstanceKey, into grid: inout Grid) {
        guard let session = state.links[key], let row = state.fleet[key] else {
            DetailScreen.draw(state, key, into: &grid)
            return
        }
        if PasskeyScreen.shows(session.flow.phase) {
            PasskeyScreen.draw(state, session, row, into: &grid)
        } else if case .pairing = session.flow.method {
            PairingScreen.draw(state, session, row, into: &grid)
        } else {
            QRScreen.draw(state, session, row, into: &grid)
        }
    }
}
