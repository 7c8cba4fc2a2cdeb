/// What an error body says, whichever of its many forms it has: JSON, XML, HTML or plain text.
///
/// The words are as the gateway wrote them, without markup, and not yet safe to show: a `Redactor` makes them so.
struct VendorMessage: Hashable, Sendable {
    enum Form: Hashable, Sendable {
        case json, xml, html, text, empty
    }

    var form: Form
    /// The vendor's word for the error, such as `invalid_session`.
    var code: String?
    var text: String?

    init(_ answer: Answer) {
        if let json = answer.json {
            form = .json
            text = Self.message(in: json).map(Markup.plain)
            code = Self.code(in: json)
            return
        }
        let type = answer.headers["content-type"]?.lowercased() ?? ""
        let body = BodyText.read(answer.body, contentType: type)
        let start = body.drop(while: \.isWhitespace).prefix(200).lowercased()
        if start.isEmpty {
            form = .empty
        } else if type.contains("html") || start.hasPrefix("<!doctype html") || start.hasPrefix("<html") {
            form = .html
            text = Markup.text(ofFirst: ["title", "h1"], in: body)
        } else if type.contains("xml") || start.hasPrefix("<") {
            form = .xml
            text = Markup.text(ofFirst: ["message", "error", "description", "detail", "title", "reason"], in: body)
                // Some escape a whole page into the message.
                .map(Markup.plain)
            code = Markup.text(ofFirst: ["code"], in: body).flatMap(Self.word)
        } else {
            form = .text
            text = Markup.plain(String(body.prefix(2000)))
        }
    }

    /// Whether code or text has this word, given in lower case.
    func mentions(_ word: String) -> Bool {
        text?.lowercased().contains(word) == true || code?.lowercased().contains(word) == true
    }

    /// Best first: what the shapes that are known put the human sentence into.
    private static let names = [
        "message", "error", "error_description", "errorMessage", "description", "detail", "details", "reason", "title",
        "response", "data", "errors",
    ]

    private static func message(in json: JSONValue, depth: Int = 0) -> String? {
        if case .string(let text) = json { return text.isEmpty ? nil : text }
        if let items = json.items {
            let texts = items.prefix(3).compactMap { message(in: $0, depth: depth + 1) }
            return texts.isEmpty ? nil : texts.joined(separator: ", ")
        }
        guard depth < 3, json.members != nil else { return nil }
        for name in names {
            guard let value = json[name], let text = message(in: value, depth: depth + 1) else { continue }
            return text
        }
        return nil
    }

    private static func code(in json: JSONValue) -> String? {
        for holder in [json, json["error"], json["data"]] {
            for name in ["code", "error_code", "errorCode"] {
                if let code = holder?[name]?.text.flatMap(word) { return code }
            }
        }
        // `{"error":"invalid_token","message":"…"}`
        return json["message"] == nil ? nil : json["error"]?.text.flatMap(word)
    }

    /// A code is one word with a letter in it: numbers repeat the HTTP status, and sentences are messages.
    private static func word(_ text: String) -> String? {
        let isWord =
            text.utf8.count <= 60 && text.contains(where: \.isLetter)
            && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_-.".contains($0)) }
        return isWord ? text : nil
    }
}
