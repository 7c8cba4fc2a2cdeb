public import Fleet

/// What a picture of a code shows.
public enum PictureContent: Hashable, Sendable {
    case text(CodePayload)
    /// The text cannot be decoded here, but the modules are clear: drawn as they are, a phone may still read them.
    case modules(QRMatrix)
}

/// A gateway's picture to what its code says.
public enum PictureReader {
    public static func read(_ picture: CodePicture) throws(PictureProblem) -> PictureContent {
        let unpacker = try PictureUnpacker(picture.reveal())
        let onWhite = try unpacker.grey(paper: 255)
        if let payload = decode(onWhite) { return .text(payload) }
        // White modules on nothing at all, drawn for a page with a dark background.
        if unpacker.isTransparent, let payload = decode(try unpacker.grey(paper: 0)) { return .text(payload) }
        if let matrix = ModuleSampler.sample(onWhite) ?? ModuleSampler.sample(onWhite.negative) {
            return .modules(matrix)
        }
        throw .noCode
    }

    private static func decode(_ picture: GreyPicture) -> CodePayload? {
        if let payload = QRDecoder.read(picture, thorough: true) { return payload }
        if let payload = QRDecoder.read(picture.negative, thorough: true) { return payload }
        // One or two pixels a module and no margin: a decoder needs room to find its way.
        guard max(picture.width, picture.height) <= smallPicture else { return nil }
        let large = picture.enlarged(by: 4)
        return QRDecoder.read(large.framed(by: 16, 255), thorough: true)
            ?? QRDecoder.read(large.negative.framed(by: 16, 255), thorough: true)
    }

    /// Pixels a side up to which a picture is enlarged: version 40 at two pixels a module.
    private static let smallPicture = 370
}
