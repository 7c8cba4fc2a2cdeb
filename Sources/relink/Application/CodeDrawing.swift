import Board
import Fleet
import QRCode

/// Makes modules of a code and reads them back before they are trusted.
enum CodeDrawing {
    static func make(_ content: CodeContent) -> Result<DrawnCode, DrawingProblem> {
        do throws(CodeProblem) {
            let code = try DrawableCode(content)
            guard let payload = code.payload else { return .success(DrawnCode(content: content, matrix: code.matrix)) }
            guard QRReadback.reads(QRDrawing(code.matrix, style: .half)) == payload else {
                return .failure(DrawingProblem("What would be drawn does not read back; use a pairing code."))
            }
            return .success(DrawnCode(content: content, matrix: code.matrix))
        } catch {
            return .failure(DrawingProblem(CleanText("\(error.description) Use a pairing code (p).")))
        }
    }
}
