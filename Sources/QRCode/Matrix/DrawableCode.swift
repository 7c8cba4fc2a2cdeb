public import Fleet

/// Why what a gateway sent cannot be drawn as a code.
public enum CodeProblem: Error, Hashable, Sendable, CustomStringConvertible {
    case payload(QREncodingProblem)
    case picture(PictureProblem)

    public var description: String {
        switch self {
        case .payload(let problem): problem.description
        case .picture(let problem): problem.description
        }
    }
}

/// What a gateway gave, text or picture, as modules ready to be drawn.
public struct DrawableCode: Hashable, Sendable {
    /// What the code says; `nil` when only the modules of a picture could be read.
    public let payload: CodePayload?
    public let matrix: QRMatrix

    /// Takes a few milliseconds for a picture: not for the thread that draws the screen.
    ///
    /// A picture whose text is read is encoded again: gateways draw at level M or H, and ours at L is up to five
    /// versions smaller.
    public init(_ content: CodeContent) throws(CodeProblem) {
        let read: PictureContent
        switch content {
        case .text(let payload): read = .text(payload)
        case .picture(let picture):
            do { read = try PictureReader.read(picture) } catch { throw .picture(error) }
        }
        switch read {
        case .text(let payload):
            self.payload = payload
            do { matrix = try QREncoder.encode(payload) } catch { throw .payload(error) }
        case .modules(let modules):
            payload = nil
            matrix = modules
        }
    }

    /// The level of error correction where it is known: ours is always L, a copied matrix has its gateway's.
    public var level: String? { payload == nil ? nil : "L" }
}
