import Fleet
import Foundation
import QRCode
import Testing

/// Pictures as gateways send them, drawn by three generators that we did not write.
@Suite("Picture corpus")
struct PictureCorpusTests {
    private struct Entry: Decodable {
        var file: String
        var form: String
        var payload: String
    }

    @Test("Every picture of the corpus is read, and its code drawn anew")
    func everyPicture() async throws {
        let folder = try TemporaryFolder()
        let ended = try await Python.run("pictures.py", [folder.url.path], within: .seconds(300))
        try #require(ended.status == 0, "\(ended.said)")
        let manifest = try JSONDecoder().decode(
            [Entry].self, from: Data(contentsOf: folder.url.appending(path: "manifest.json")))
        #expect(manifest.count >= 300)
        var unread: [String] = []
        for entry in manifest {
            let bytes = [UInt8](try Data(contentsOf: folder.url.appending(path: entry.file)))
            let payload = CodePayload(entry.payload)
            let code = try? DrawableCode(.picture(CodePicture(bytes)))
            let expected = try DrawableCode(.text(payload))
            if code != expected { unread.append(entry.form) }
            // Seconds of work on end would keep tests that watch a clock from their thread.
            await Task.yield()
        }
        #expect(unread.isEmpty, "\(unread.count) of \(manifest.count) not read:\n\(unread.joined(separator: "\n"))")
    }
}
