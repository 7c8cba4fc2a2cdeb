/// An answer with its JSON read, once.
struct Answer: Sendable {
    let response: HTTPResponse
    /// `nil` when the body is no JSON document.
    let json: JSONValue?

    init(_ response: HTTPResponse) {
        self.response = response
        json =
            JSONReader.read(response.body)
            ?? Self.transcoded(response).flatMap { JSONReader.read($0) }
    }

    var status: Int { response.status }
    var headers: HTTPHeaders { response.headers }
    var body: [UInt8] { response.body }
    /// Any 2xx: gateways use 200, 201 and 204 for the same thing.
    var isSuccess: Bool { (200..<300).contains(status) }

    /// JSON is UTF-8, says its standard; some say otherwise in their content type.
    private static func transcoded(_ response: HTTPResponse) -> String? {
        guard let first = response.body.first, first >= 0xfe else { return nil }
        return BodyText.read(response.body, contentType: response.headers["content-type"], limit: .max)
    }
}
