public import Fleet
public import Grid

/// Reads a code back from the very cells that are about to be shown, before they are trusted.
public enum QRReadback {
    /// What a scanner would read in that part of the grid; `nil` when it would read nothing.
    ///
    /// Takes about 1 ms. The code is looked at as it lies on a dark screen, so its quiet zone must be its own.
    /// - Parameter inverted: look for light on dark, as chosen by hand; otherwise such a drawing is not read.
    public static func reads(_ grid: Grid, _ rect: Rect, inverted: Bool = false) -> CodePayload? {
        guard let cells = GridRaster().picture(grid, rect) else { return nil }
        let picture = (inverted ? cells.negative : cells).framed(by: surroundings, 0)
        return QRDecoder.read(picture, thorough: false) ?? QRDecoder.read(picture, thorough: true)
    }

    public static func reads(_ drawing: QRDrawing) -> CodePayload? {
        reads(drawing.grid(), Rect(drawing.size), inverted: drawing.inverted)
    }

    /// Pixels of dark screen around the code: about two cells.
    private static let surroundings = 12
}
