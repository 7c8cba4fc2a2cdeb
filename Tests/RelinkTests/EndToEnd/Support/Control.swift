import Fleet
import Foundation
import Gateways

/// The simulator's control routes, as another process reaches them.
struct Control {
    private static let http = HTTPClient()

    let url: String

    /// - Returns: the id of the instance that it did something to; `nil` when nothing was done.
    func post(_ route: String, _ members: [String: String]) async throws -> String? {
        let body = try JSONSerialization.data(withJSONObject: members)
        let request = HTTPRequest(.post, try HTTPOrigin(url), path: "/_simulate/\(route)", body: [UInt8](body))
        let answer = try await Self.http.send(request)
        let said = try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any]
        return answer.status == 200 ? said?["instance"] as? String : nil
    }
}
