public import Grid

/// Draws the whole screen from the state. A plain function: no clock, no locale, no terminal.
public func render(_ state: State) -> Grid {
    var grid = Grid(state.size)
    guard state.size.columns > 0, state.size.rows > 0 else { return grid }
    switch state.screen {
    case .list: ListScreen.draw(state, into: &grid)
    case .detail(let key): DetailScreen.draw(state, key, into: &grid)
    case .wall: WallScreen.draw(state, into: &grid)
    case .journal(let page): JournalScreen.draw(state, page, into: &grid)
    case .link(let key): LinkScreen.draw(state, key, into: &grid)
    case .triage(let keys): TriageScreen.draw(state, keys, into: &grid)
    }
    switch state.dialog {
    case .help(let scroll): HelpScreen.draw(state, scroll: scroll, into: &grid)
    case .palette(let input): PaletteDialog.draw(state, input, into: &grid)
    case .confirm(let confirmation): ConfirmDialog.draw(state, confirmation, into: &grid)
    case .number(let form): NumberDialog.draw(state, form, into: &grid)
    case .gate(let form): GateDialog.draw(state, form, into: &grid)
    case .round(let form): RoundDialog.draw(state, form, into: &grid)
    case .assertion(let form): AssertionDialog.draw(state, form, into: &grid)
    case .mute(let form): MuteDialog.draw(state, form, into: &grid)
    case .unlock(let unlock): UnlockDialog.draw(state, unlock, into: &grid)
    case .filter, nil: break
    }
    if state.settings.isDemo { Header.stamp(state, into: &grid) }
    return grid
}
