import Fleet
import Grid
import PhoneCamera
import PtyHarness

extension Screen {
    /// What a phone's camera reads off the whole screen, by a decoder that shares nothing with the program's own.
    var photographed: CodePayload? { allPhotographed.first }

    /// All codes that a camera finds on it.
    var allPhotographed: [CodePayload] {
        guard hasCode else { return [] }
        let (width, height) = (columns * Self.cellWidth, rows * Self.cellHeight)
        var pixels = [UInt8](repeating: 0, count: width * height)
        for (row, line) in cells.enumerated() {
            for (column, cell) in line.enumerated() {
                let (upper, lower) = cell.halves
                let left = row * Self.cellHeight * width + column * Self.cellWidth
                for y in 0..<Self.cellHeight {
                    let shade = y < Self.cellHeight / 2 ? upper : lower
                    let start = left + y * width
                    for x in 0..<Self.cellWidth { pixels[start + x] = shade }
                }
            }
        }
        return ZBar.read(pixels, width: width, height: height).map { CodePayload($0) }
    }

    /// Cells are about twice as high as wide.
    private static let cellWidth = 4
    private static let cellHeight = 8
}

extension ScreenCell {
    /// The shades of its upper and its lower half. Whatever is no part of a code is a dark screen with grey letters.
    fileprivate var halves: (UInt8, UInt8) {
        var (ink, paper): (UInt8, UInt8) = (140, 20)
        switch codeRole {
        case .codeDarkOnLight: (ink, paper) = (0, 255)
        case .codeLightOnDark: (ink, paper) = (255, 0)
        default: break
        }
        if reverse { swap(&ink, &paper) }
        switch text {
        case " ": return (paper, paper)
        case "▀": return (ink, paper)
        case "▄": return (paper, ink)
        case "█": return (ink, ink)
        default: return (140, 140)
        }
    }
}
