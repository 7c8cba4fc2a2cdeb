import Fleet
import Grid
import QRCode

/// What a QR code costs from its text to cells that were read back, and from a gateway's picture.
enum CodeMeasures {
    /// As long as the real ones: 237 bytes, version 11.
    static let payload = CodePayload(
        "2@" + String(repeating: "k7Qd", count: 25) + "," + String(repeating: "Zm9v", count: 11) + ","
            + String(repeating: "YmFy", count: 11) + "," + String(repeating: "cXV4", count: 11))

    static func run(_ tell: (String, Double) -> Void) throws {
        let matrix = try QREncoder.encode(payload)
        let drawing = QRDrawing(matrix, style: .half)
        tell("encode", Stopwatch.each { keep(try? QREncoder.encode(payload)) })
        tell("draw", Stopwatch.each { keep(drawing.grid()) })
        tell(
            "encode and draw as text",
            Stopwatch.each {
                guard let matrix = try? QREncoder.encode(payload) else { return }
                keep(ANSIText.render(QRDrawing(matrix, style: .half).grid(), theme: .dark, colours: .palette))
            })
        tell("read back", Stopwatch.each { keep(QRReadback.reads(drawing)) })
        guard let png = PNGWriter.png(matrix) else { return }
        let picture = CodePicture(png)
        tell("picture", Stopwatch.each { keep(try? PictureReader.read(picture)) })
    }
}
