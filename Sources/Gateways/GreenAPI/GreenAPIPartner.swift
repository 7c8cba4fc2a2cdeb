import Fleet
import FoundationEssentials
import Synchronization

/// A partner's view: which instances there are, and their tokens, which are kept in memory and nowhere else.
final class GreenAPIPartner: Sendable {
    struct Row: Sendable {
        var token: Secret?
        var createdAt: Date?
        var status: StatusReading?
    }

    private struct Memory {
        var rows: [String: Row] = [:]
        /// Named by an earlier list, and not by the last one.
        var gone: Set<String> = []
        var askedAt: Instant?
        /// The list that is awaited.
        var underWay: Task<Result<[ListedInstance], GatewayFailure>, Never>?
    }

    private let door: GatewayDoor
    private let secret: Secret
    private let memory = Mutex(Memory())

    /// An instance that is not in the list is looked for again after this, not with every call about it.
    private static let renewal: Duration = .seconds(60)

    init(_ door: GatewayDoor, _ secret: Secret) {
        self.door = door
        self.secret = secret
    }

    func row(_ id: String) -> Row? { memory.withLock { $0.rows[id] } }

    func remember(_ status: StatusReading, of id: String) { memory.withLock { $0.rows[id]?.status = status } }

    /// Whether it was an instance of the partner's, and is none any more.
    func isGone(_ id: String) -> Bool { memory.withLock { $0.gone.contains(id) } }

    /// WhatsApp's instances that are not deleted. The rows of other messengers are left out with their tokens.
    ///
    /// Who asks while a list is awaited gets that one.
    func list() async throws(GatewayFailure) -> [ListedInstance] {
        try door.checkSecretMayTravel()
        let now = door.time.now
        let list = memory.withLock { memory in
            if let list = memory.underWay { return list }
            memory.askedAt = now
            let list = Task {
                let result: Result<[ListedInstance], GatewayFailure>
                do throws(GatewayFailure) { result = .success(try await readList()) } catch { result = .failure(error) }
                self.memory.withLock { $0.underWay = nil }
                return result
            }
            memory.underWay = list
            return list
        }
        return try await list.value.get()
    }

    private func readList() async throws(GatewayFailure) -> [ListedInstance] {
        let answer = try await door.send(
            .get, "/partner/getInstances/\(URLText.encoded(secret.reveal()))",
            headers: [HTTPHeader("Accept", "application/json")], body: nil, once: false)
        guard answer.isSuccess, let items = answer.json?.items else { throw failure(answer) }
        let kept = door.listed.sound(items.compactMap(Self.read), id: \.id)
        return memory.withLock { memory in
            let earlier = memory.rows
            memory.rows = [:]
            memory.gone.formUnion(earlier.keys)
            memory.gone.subtract(kept.map(\.id))
            return kept.map { id, label, row in
                var row = row
                row.status = earlier[id]?.status
                memory.rows[id] = row
                return ListedInstance(id: id, label: label, status: row.status ?? Self.untold)
            }
        }
    }

    /// From the last list, or from a new one; `nil` when neither has it. One that went from the list is not looked for
    /// by this: the next list tells whether it is there again.
    func token(of id: String) async throws(GatewayFailure) -> Secret? {
        let (row, isGone, askedAt) = memory.withLock { ($0.rows[id], $0.gone.contains(id), $0.askedAt) }
        if let token = row?.token { return token }
        if isGone { return nil }
        if let askedAt, door.time.now < askedAt + Self.renewal { return nil }
        _ = try await list()
        return self.row(id)?.token
    }

    private static let untold = StatusReading(state: .unknown, raw: "")

    private static func read(_ item: JSONValue) -> (id: String, label: CleanText?, row: Row)? {
        guard let id = item["idInstance"]?.text?.trimmed, !id.isEmpty, item["deleted"]?.truth != true else {
            return nil
        }
        if let type = item["typeInstance"]?.text, type.trimmed.lowercased() != "whatsapp" { return nil }
        let name = item["name"]?.text.map { CleanText($0) }
        let token = item["apiTokenInstance"]?.text.flatMap { $0.isEmpty ? nil : Secret($0) }
        let created = item["timeCreated"]?.text.flatMap(date)
        return (id, name?.isEmpty == true ? nil : name, Row(token: token, createdAt: created))
    }

    /// `2024-05-03T09:21:44.000Z`, with or without its fraction.
    private static func date(_ text: String) -> Date? {
        (try? Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true)))
            ?? (try? Date(text, strategy: .iso8601))
    }

    /// Errors come in a 200, with the status they should have had in `code`.
    private func failure(_ answer: Answer) -> GatewayFailure {
        // No more than an integer holds: a gateway may write any number.
        let inside = answer.json?["code"]?.number.flatMap { Int(exactly: $0) }
        let kind: GatewayFailure.Kind =
            switch inside ?? answer.status {
            case 401, 403: .credentials
            case 404: .unsupported
            case 429: .throttled(retryAfter: door.retryAfter(answer))
            case let status: GatewayFailure.Kind(status: status, retryAfter: nil)
            }
        var vendor = VendorMessage(answer)
        // A list that cannot be read may still hold tokens.
        if answer.isSuccess, inside == nil { vendor.text = nil }
        let lead =
            switch kind {
            case .credentials: "\(door.name) refused the partner's token"
            case .unsupported: "\(door.name) has no list for partners"
            default: "\(door.name) did not list its instances"
            }
        return door.failure(kind, answer, about: "", saying: vendor, lead: lead)
    }
}
