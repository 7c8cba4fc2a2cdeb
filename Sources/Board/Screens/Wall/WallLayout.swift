import Grid
import Linking

/// How the wall is divided into panes.
struct WallLayout {
    let across: Int
    let down: Int
    let pane: Size

    /// The smallest pane that still tells state, since, age, name and reason.
    static let smallest = Size(columns: 36, rows: 6)

    init(_ state: State) {
        let size = state.size
        let rows = max(1, size.rows - 3)
        let wanted = WallScreen.keys(state).count
        // Panes with a live code want room for it; the rest share what there is.
        let wantsCode = state.links.values.contains { !$0.flow.isOver }
        let least = wantsCode ? Size(columns: 62, rows: 32) : Self.smallest
        let mostAcross = max(1, size.columns / min(least.columns, size.columns))
        let mostDown = max(1, rows / min(least.rows, rows))
        across = max(1, min(mostAcross, wanted))
        down = max(1, min(mostDown, (wanted + across - 1) / max(1, across)))
        pane = Size(columns: size.columns / across, rows: wantsCode ? rows / down : min(12, rows / down))
    }

    var capacity: Int { across * down }
}
