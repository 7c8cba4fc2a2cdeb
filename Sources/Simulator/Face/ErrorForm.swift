/// The clothes an error comes in: hosted gateways answer from several layers, each with its own.
public enum ErrorForm: String, Hashable, Sendable, CaseIterable {
    case json
    case xml
    case text
    case html

    func answer(_ status: Int, code: String, message: String, headers: [String: String] = [:]) -> FaceAnswer {
        switch self {
        case .json:
            FaceAnswer(
                status, ["code": .text(code), "message": .text(message), "data": ["status": .integer(Int64(status))]],
                headers: headers)
        case .xml:
            FaceAnswer(
                status, contentType: "application/xml; charset=utf-8",
                body: """
                    <?xml version="1.0" encoding="UTF-8"?>
                    <error><code>\(escaped(code))</code><message>\(escaped(message))</message></error>
                    """, headers: headers)
        case .text:
            FaceAnswer(status, contentType: "text/plain; charset=utf-8", body: message + "\n", headers: headers)
        case .html:
            FaceAnswer(
                status, contentType: "text/html; charset=utf-8",
                body: """
                    <!DOCTYPE html>
                    <html><head><title>\(status) \(escaped(message))</title>
                    <style>body{font-family:sans-serif}</style></head>
                    <body><h1>\(status)</h1><p>\(escaped(message))</p><hr><small>edge</small></body></html>
                    """, headers: headers)
        }
    }

    private func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text {
            switch character {
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "&": escaped += "&amp;"
            default: escaped.append(character)
            }
        }
        return escaped
    }
}
