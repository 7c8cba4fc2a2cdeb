import Foundation

/// A proxy before a gateway, in trouble and careless: its pages repeat the whole request, URL, headers and body, as
/// they came, undone of their percent codes, in base 64 and inside of markup.
struct EchoingServer {
    enum Form: String, CaseIterable, Sendable {
        case html
        case json
        case text
    }

    private let server: RawServer

    var url: String { server.url }

    init(_ status: Int, _ form: Form) throws {
        server = try RawServer { request in
            let text = String(decoding: request, as: UTF8.self)
            let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
            let path = words.dropFirst().first ?? ""
            // The longest first, which secrets are: what a client cuts off proves nothing.
            let parts = words.sorted { $0.count > $1.count }
            let said = """
                \(parts.prefix(3).joined(separator: " ")) refused \(path) which is \(path.removingPercentEncoding ?? "") \
                \(path.split { "/?&=".contains($0) }.map { Data($0.utf8).base64EncodedString() }) \
                \(parts.map { Data($0.utf8).base64EncodedString() }) request: \(words.joined(separator: " "))
                """
            switch form {
            case .text: return RawServer.answer(status, "text/plain", body: Array(said.utf8))
            case .json:
                let members = ["message": said, "error": said, "code": path, "path": path]
                let body = (try? JSONSerialization.data(withJSONObject: members)) ?? Data()
                return RawServer.answer(status, "application/json", body: Array(body))
            case .html:
                let page = """
                    <html><head><title>\(status) \(said)</title></head><body><h1>\(path)</h1><p>\(said)</p>
                    <a href="http://proxy\(path)">again</a></body></html>
                    """
                return RawServer.answer(status, "text/html", body: Array(page.utf8))
            }
        }
    }
}
