internal import CZBar

/// The second opinion: a decoder that shares nothing with the one in the product.
public enum ZBar {
    /// The texts of all QR codes in a picture with one byte of luminance a pixel, row by row from the top left.
    public static func read(_ pixels: [UInt8], width: Int, height: Int) -> [String] {
        guard let scanner = zbar_image_scanner_create(), let image = zbar_image_create() else { return [] }
        defer {
            zbar_image_destroy(image)
            zbar_image_scanner_destroy(scanner)
        }
        zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0)
        zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1)
        zbar_image_set_format(image, fourCC("Y800"))
        zbar_image_set_size(image, UInt32(width), UInt32(height))
        return pixels.withUnsafeBytes { pixels in
            zbar_image_set_data(image, pixels.baseAddress, UInt(pixels.count), nil)
            guard zbar_scan_image(scanner, image) > 0 else { return [] }
            var texts: [String] = []
            var symbol = zbar_image_first_symbol(image)
            while let found = symbol {
                if let data = zbar_symbol_get_data(found) { texts.append(String(cString: data)) }
                symbol = zbar_symbol_next(found)
            }
            return texts
        }
    }

    private static func fourCC(_ name: String) -> UInt {
        name.utf8.reversed().reduce(0) { $0 << 8 | UInt($1) }
    }
}
