/// Why a picture of a code could not be read.
public enum PictureProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// More bytes or more pixels than a picture of a code has; refused before anything is unpacked.
    case tooLarge
    /// Neither PNG nor JPEG.
    case unsupported
    /// Broken off or corrupt.
    case damaged
    /// A picture, and no code in it.
    case noCode

    public var description: String {
        switch self {
        case .tooLarge:
            "The gateway's picture of the code is larger than 4 MiB or 16 megapixels and was refused;"
                + " ask for a pairing code."
        case .unsupported:
            "The gateway's picture of the code is neither PNG nor JPEG and cannot be read; ask for a pairing code."
        case .damaged: "The gateway's picture of the code is damaged; ask for a new code."
        case .noCode: "No QR code was found in the gateway's picture; ask for a new code or a pairing code."
        }
    }
}
