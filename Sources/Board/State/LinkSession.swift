public import Fleet
import Grid
public import Linking
public import QRCode

/// An open link window: the flow, and how it is shown.
public struct LinkSession: Hashable, Sendable {
    public var flow: LinkFlow
    /// The modules of the code that the flow shows, made from exactly this content.
    public var drawn: DrawnCode?
    /// Why the code that came cannot be drawn.
    public var drawingProblem: CleanText?
    /// Chosen by hand; otherwise the ladder decides.
    public var style: QRStyle?
    public var inverted = false
    public var spells = true
    public var isHidden = false
    /// Chosen by hand, for the message to the holder.
    public var language: HolderLanguage?

    /// The last request for a pairing code.
    var attempt: PairingAttempt?

    public init(flow: LinkFlow) { self.flow = flow }

    /// Over, with nothing left to do.
    var isDone: Bool {
        switch flow.phase {
        case .held, .ended(.alreadyLinked), .ended(.cameBack): true
        default: false
        }
    }

    /// The modules to draw now, only while the flow's own code is alive.
    public var matrix: QRMatrix? {
        guard case .showing(let code) = flow.phase, drawn?.content == code.content else { return nil }
        return drawn?.matrix
    }

    /// The drawing for this room: the one chosen by hand, else the best that the ladder finds.
    func fit(_ matrix: QRMatrix, in room: Size, _ terminal: QRTerminal) -> QRFit {
        guard let style else { return QRLadder.choose(matrix, room: room, terminal: terminal, inverted: inverted) }
        return QRLadder.forced(style, matrix, room: room, inverted: inverted)
    }
}

/// A code as modules, with the content it came from.
public struct DrawnCode: Hashable, Sendable {
    public var content: CodeContent
    public var matrix: QRMatrix

    public init(content: CodeContent, matrix: QRMatrix) {
        self.content = content
        self.matrix = matrix
    }
}
