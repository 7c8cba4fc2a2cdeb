/// What a terminal says of itself when asked; never a key press.
enum TerminalReport: Hashable, Sendable {
    /// DA1, `CSI ? … c`: every terminal answers it, and it comes last.
    case primaryAttributes([Int])
    /// DA2, `CSI > … c`: VTE tells its version only here.
    case secondaryAttributes([Int])
    /// XTVERSION, `DCS > | text ST`.
    case version(String)
    /// `CSI 6 ; height ; width t`: pixels of one cell.
    case cellPixels(height: Int, width: Int)
}
