import Fleet
import FoundationEssentials

/// A request as a vendor's face sees it, whatever server took it in.
struct FaceRequest: Sendable {
    var method: String
    /// Without the query.
    var path: String
    var query: [String: String] = [:]
    /// Names in lower case.
    var headers: [String: String] = [:]
    var body = Data()
    /// When it was asked for the first time; `nil` at that time.
    var askedFirst: Instant?

    /// The path's parts, their percent codes undone.
    var segments: [String] {
        path.split(separator: "/").map { PercentCodes.decoded($0) }
    }

    func accepts(only type: String) -> Bool { headers["accept"]?.lowercased() == type }

    /// The body as JSON of this form; `nil` for anything else.
    func decoded<Form: Decodable>(as form: Form.Type) -> Form? {
        body.isEmpty ? nil : try? JSONDecoder().decode(form, from: body)
    }

    /// The members of a JSON object in the body, numbers as text; empty for anything else.
    func bodyMembers() -> [String: String] {
        guard !body.isEmpty, let members = try? JSONDecoder().decode([String: Member].self, from: body) else {
            return [:]
        }
        return members.compactMapValues(\.text)
    }

    private struct Member: Decodable {
        let text: String?

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let text = try? container.decode(String.self) {
                self.text = text
            } else if let number = try? container.decode(Int64.self) {
                text = String(number)
            } else if let flag = try? container.decode(Bool.self) {
                text = String(flag)
            } else {
                text = nil
            }
        }
    }
}

/// What goes back.
struct FaceAnswer: Sendable {
    var status: Int
    var contentType: String
    var headers: [String: String] = [:]
    var body: Data

    init(_ status: Int, contentType: String, body: String, headers: [String: String] = [:]) {
        self.status = status
        self.contentType = contentType
        self.headers = headers
        self.body = Data(body.utf8)
    }

    init(_ status: Int = 200, contentType: String, bytes: [UInt8]) {
        self.status = status
        self.contentType = contentType
        body = Data(bytes)
    }

    init(_ status: Int = 200, _ json: JSONText, headers: [String: String] = [:]) {
        self.init(status, contentType: "application/json; charset=utf-8", body: json.rendered, headers: headers)
    }
}
