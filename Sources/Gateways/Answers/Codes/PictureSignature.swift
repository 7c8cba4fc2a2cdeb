/// Tells a picture by its first bytes: labels lie.
enum PictureSignature {
    static func matches(_ bytes: some Collection<UInt8>) -> Bool {
        signatures.contains { bytes.starts(with: $0) }
    }

    private static let signatures: [[UInt8]] = [
        [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],  // PNG
        [0xff, 0xd8, 0xff],  // JPEG
    ]
}
