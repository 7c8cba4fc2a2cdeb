import Grid
import Linking

/// How the wall is divided into panes.
struct WallLayout {
    let across: Int
    let down: Int
    let pane: Size

    /// The smallest pane that still tells state, since, age, name and reason.
    static let smallest = Size(columns: 36, rows: 6)
    /// The smallest pane with a live code: in a frame, under two lines of words, the 63 × 32 cells of 61 modules. That is
    /// the most that payloads come to (up to 321 bytes at level L; 240 to 280 are usual, so that many have 57): a code
    /// that does not fit into its pane is scanned by nobody, and holds its place in a round.
    static let smallestWithCode = Size(columns: 65, rows: 36)

    init(_ state: State) {
        let hasCode = state.links.values.contains { !$0.flow.isOver }
        self.init(state.size, panes: WallScreen.keys(state).count, withCode: hasCode)
    }

    init(_ size: Size, panes: Int, withCode: Bool) {
        let rows = max(1, size.rows - 3)
        let columns = max(1, size.columns)
        // Panes with a live code want room for it; the rest share what there is.
        let least = withCode ? Self.smallestWithCode : Self.smallest
        let mostAcross = max(1, columns / min(least.columns, columns))
        let mostDown = max(1, rows / min(least.rows, rows))
        across = max(1, min(mostAcross, panes))
        down = max(1, min(mostDown, (panes + across - 1) / across))
        pane = Size(columns: columns / across, rows: withCode ? rows / down : min(12, rows / down))
    }

    var capacity: Int { across * down }
}
