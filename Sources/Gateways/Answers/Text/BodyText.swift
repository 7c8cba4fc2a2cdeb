/// The text of a body, in whatever charset it came.
enum BodyText {
    /// Byte order marks count first, then the content type's charset; UTF-8 otherwise, repaired where it is broken.
    /// At most `limit` bytes are looked at.
    static func read(_ body: [UInt8], contentType: String?, limit: Int = 64 * 1024) -> String {
        let bytes = body.prefix(limit)
        if bytes.starts(with: [0xef, 0xbb, 0xbf]) { return String(decoding: bytes.dropFirst(3), as: UTF8.self) }
        if bytes.starts(with: [0xff, 0xfe]) { return utf16(bytes.dropFirst(2)) { $1 << 8 | $0 } }
        if bytes.starts(with: [0xfe, 0xff]) { return utf16(bytes.dropFirst(2)) { $0 << 8 | $1 } }
        switch charset(contentType) {
        case "iso-8859-1", "latin1", "windows-1252", "us-ascii":
            return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
        case "utf-16", "utf-16le": return utf16(bytes) { $1 << 8 | $0 }
        case "utf-16be": return utf16(bytes) { $0 << 8 | $1 }
        default: return String(decoding: bytes, as: UTF8.self)
        }
    }

    private static func utf16(_ bytes: ArraySlice<UInt8>, _ join: (UInt16, UInt16) -> UInt16) -> String {
        let whole = Array(bytes)
        let units = stride(from: 0, to: whole.count - whole.count % 2, by: 2)
            .map { join(UInt16(whole[$0]), UInt16(whole[$0 + 1])) }
        return String(decoding: units, as: UTF16.self)
    }

    private static func charset(_ contentType: String?) -> String? {
        for part in contentType?.lowercased().split(separator: ";").dropFirst() ?? [] {
            let pair = part.split(separator: "=", maxSplits: 1).map { $0.filter { !$0.isWhitespace && $0 != "\"" } }
            if pair.count == 2, pair[0] == "charset" { return pair[1] }
        }
        return nil
    }
}
