import CPictures
import Fleet

/// Grey pixels to what the code in them says, by ZXing.
enum QRDecoder {
    /// - Parameter thorough: also look for turned, small and blurred codes; takes about twice as long.
    /// - Returns: `nil` when no code is read, or one whose bytes are not text and could not be encoded again unharmed.
    static func read(_ picture: GreyPicture, thorough: Bool) -> CodePayload? {
        var text = [UInt8](repeating: 0, count: QREncoder.longest * 3)
        let count = relink_qr_read(
            picture.pixels, UInt32(picture.width), UInt32(picture.height), thorough ? 1 : 0, &text, text.count)
        guard count > 0 else { return nil }
        return String(validating: text.prefix(count), as: UTF8.self).map(CodePayload.init)
    }
}
