import FoundationEssentials

/// What an `Authorization` header is worth.
enum GowaCredentials: Hashable, Sendable {
    case none
    /// No Basic credentials at all.
    case malformed
    case given(user: String, password: String)

    init(_ request: FaceRequest) {
        guard let header = request.headers["authorization"] else {
            self = .none
            return
        }
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "basic", let data = Data(base64Encoded: String(parts[1]))
        else {
            self = .malformed
            return
        }
        let pair = String(decoding: data, as: UTF8.self).split(
            separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        self = pair.count == 2 ? .given(user: String(pair[0]), password: String(pair[1])) : .malformed
    }
}
