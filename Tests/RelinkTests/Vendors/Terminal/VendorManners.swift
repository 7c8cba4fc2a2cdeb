import Fleet
import Simulator
import Testing

/// What a gateway's own log says of a client's manners.
struct VendorManners {
    let log: [LoggedRequest]

    init(_ fleet: ServedFleet) async { log = await fleet.simulation.requestLog() }

    /// Acts by the vendor's own words, in the order in which they came.
    var acts: [String] { log.compactMap(Self.act) }

    /// At GOWA each of them begins a link anew; elsewhere there are none.
    var logins: Int { log.count { $0.route?.hasSuffix("/login") == true } }

    /// Requests for a pairing code that name the number.
    var pairings: Int {
        log.count { request in
            ["/request-code", "/login/code"].contains { request.route?.hasSuffix($0) == true }
                || request.route?.contains("getAuthorizationCode") == true
        }
    }

    private static func act(_ request: LoggedRequest) -> String? {
        let words = request.route?.split(separator: "/").map(String.init) ?? []
        let acts = ["start", "stop", "restart", "reboot", "reconnect", "logout", "delete"]
        return words.first { acts.contains($0) } ?? (request.method == "DELETE" ? "delete" : nil)
    }

    /// Two seconds between two automatic requests about one instance, or for one list.
    ///
    /// A busy machine delays single arrivals by any time, so distances are added up, and only the first and the last
    /// arrival count. What a person asked for may go at once.
    func keepsFloor(besides pressed: Int) -> Bool {
        let subjects = Dictionary(grouping: log) { "\($0.gateway) \($0.instance ?? $0.route ?? "?")" }
        return subjects.values.allSatisfy { requests in
            guard let first = requests.first, let last = requests.last else { return true }
            return .seconds(2) * (requests.count - 1 - pressed) <= last.age - first.age + Self.travel
        }
    }

    /// What came closer to each other where nobody pressed anything, so that only acts may go at once.
    var tooClose: [String] {
        // The picture of a code is a file of the gateway's, and names no instance.
        let named = log.filter { $0.route?.contains("statics") != true }
        let subjects = Dictionary(grouping: named) { "\($0.gateway) \($0.instance ?? $0.route ?? "?")" }
        return subjects.compactMap { subject, requests in
            guard let first = requests.first, let last = requests.last else { return nil }
            // One vendor's restart is two requests, the second of which starts what the first one did not.
            let acts = zip(requests, [nil] + requests.map(Optional.some)).count { request, before in
                Self.act(request) != nil
                    || request.route?.contains("/connect/") == true && before.map(Self.act) == "restart"
            }
            guard .seconds(2) * (requests.count - 1 - acts) > last.age - first.age + Self.travel else { return nil }
            return "\(subject): " + requests.map { "\($0.age.inSeconds) \($0.route ?? "?")" }.joined(separator: ", ")
        }
    }

    /// What may lie between a start at the client and the arrival that the log knows.
    private static let travel = Duration.milliseconds(1500)

    /// Requests with the secret in their URL. One vendor has no other place for its secrets.
    var secretsInURLs: Int {
        log.count { $0.secretInURL && !$0.gateway.hasPrefix(GatewayKind.greenAPI.rawValue) }
    }

    /// Everything that holds of every story.
    func check(
        acts expected: [String], pressed: Int, secretsInURLs: Int = 0, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let lines = log.map { "\($0.age) \($0.method) \($0.route ?? "?") \($0.instance ?? "") \($0.status)" }
        let story = Comment(rawValue: lines.joined(separator: "\n"))
        #expect(acts == expected, story, sourceLocation: sourceLocation)
        #expect(keepsFloor(besides: pressed), story, sourceLocation: sourceLocation)
        #expect(self.secretsInURLs == secretsInURLs, story, sourceLocation: sourceLocation)
    }
}
