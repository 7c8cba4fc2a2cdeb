import CPictures

/// The bytes of a picture to grey pixels, within limits that are checked before any room is made.
struct PictureUnpacker {
    /// Bytes of a picture. Pictures of codes have 1 to 30 KB.
    static let mostBytes = 4 << 20
    /// Pixels of a picture; as many bytes are needed to unpack it.
    static let mostPixels = 16_000_000

    private let bytes: [UInt8]
    private let kind: Kind
    private let size: relink_picture_size

    private enum Kind { case png, jpeg }

    init(_ bytes: [UInt8]) throws(PictureProblem) {
        guard bytes.count <= Self.mostBytes else { throw .tooLarge }
        self.bytes = bytes
        // By its first bytes and not by its label: some gateways send JPEG under the name of PNG.
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            kind = .png
        } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            kind = .jpeg
        } else {
            throw .unsupported
        }
        var size = relink_picture_size()
        let measured =
            switch kind {
            case .png: relink_png_measure(bytes, bytes.count, &size)
            case .jpeg: relink_jpeg_measure(bytes, bytes.count, &size)
            }
        guard measured != 0, size.width > 0, size.height > 0 else { throw .damaged }
        guard UInt64(size.width) * UInt64(size.height) <= UInt64(Self.mostPixels) else { throw .tooLarge }
        self.size = size
    }

    /// Whether the paper that is put behind it makes a difference.
    var isTransparent: Bool { size.transparent != 0 }

    /// - Parameter paper: the luminance that shows through where the picture is transparent.
    func grey(paper: UInt8) throws(PictureProblem) -> GreyPicture {
        let count = Int(size.width) * Int(size.height)
        var whole: Int32 = 0
        let pixels = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            // Zeroed, because a decoder that gives up half way leaves the rest as it was.
            buffer.initialize(repeating: 0)
            initialized = count
            guard let start = buffer.baseAddress else { return }
            whole =
                switch kind {
                case .png: relink_png_grey(bytes, bytes.count, paper, size.width, size.height, start)
                case .jpeg: relink_jpeg_grey(bytes, bytes.count, size.width, size.height, start)
                }
        }
        guard whole != 0 else { throw .damaged }
        return GreyPicture(width: Int(size.width), height: Int(size.height), pixels: pixels)
    }
}
