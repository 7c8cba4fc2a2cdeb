import Grid

/// How the list screen is divided at a given size. There is no size at which it gives up.
struct ListLayout {
    let size: Size
    let hasInfo: Bool
    let hasColumns: Bool
    let logRows: Int
    let alarms: Int
    /// Whether the line of unacknowledged alerts is there.
    let hasAlert: Bool
    /// Columns of the detail pane beside the list; 0 when there is no room for one.
    let paneColumns: Int

    init(_ state: State) {
        size = state.size
        hasInfo = size.rows >= 18
        hasColumns = size.rows >= 14
        logRows = size.rows >= 40 ? 6 : size.rows >= 22 ? 2 : 0
        let down = AlarmLine.count(state)
        alarms = min(down, size.rows >= 18 ? 3 : size.rows >= 10 ? 1 : 0)
        hasAlert = AlertLine.isNeeded(state) && size.rows >= 8
        paneColumns = size.columns >= 120 ? min(64, size.columns * 7 / 20) : 0
    }

    var hasDetail: Bool { paneColumns > 0 }
    var hasFooter: Bool { size.rows >= 6 }
    var firstRow: Int {
        (size.rows >= 3 ? 1 : 0) + (hasInfo ? 1 : 0) + (hasAlert ? 1 : 0) + alarms + (hasColumns ? 1 : 0)
    }
    var tail: Int { (hasFooter ? 1 : 0) + (size.rows >= 4 ? 1 : 0) + (logRows > 0 ? logRows + 1 : 0) }
    /// Rows of instances that fit.
    var rows: Int { max(1, size.rows - firstRow - tail) }
    var listColumns: Int { hasDetail ? size.columns - paneColumns - 1 : size.columns }
    var logRow: Int { firstRow + rows }
}
