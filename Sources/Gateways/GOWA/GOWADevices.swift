import Fleet
import Synchronization

/// Looks at the devices. The list is the truth; a single look at one device costs less and says the same.
final class GOWADevices: Sendable {
    private struct Memory {
        /// Version 7: one device, and no route that names it.
        var isSingle = false
        var hasListed = false
        /// `/devices` is there and `/devices/{id}` is not.
        var listsOnly = false
        var seen: [String: Sight] = [:]
    }

    private struct Sight {
        var status: StatusReading
        var at: Instant
    }

    private let conversation: GOWAConversation
    private let memory = Mutex(Memory())

    /// How long a sight of a device proves that it exists: two rounds of the list.
    private static let proof: Duration = .seconds(30)

    init(_ conversation: GOWAConversation) { self.conversation = conversation }

    var isSingle: Bool { memory.withLock(\.isSingle) }
    var hasListed: Bool { memory.withLock(\.hasListed) }

    func list() async throws(GatewayFailure) -> [ListedInstance] {
        let answer = try await conversation.send(GOWACall(.get, "/devices"))
        guard let all = GOWAReadings.rows(in: answer) else {
            if GOWAComplaint.isAboutRoute(answer) { throw noList(answer) }
            throw conversation.failure(answer, about: "its devices", .read)
        }
        let rows = conversation.door.listed.sound(all, id: \.id)
        let now = conversation.door.time.now
        memory.withLock { memory in
            memory.hasListed = true
            memory.isSingle = false
            memory.seen = Dictionary(rows.map { ($0.id, Sight(status: $0.status, at: now)) }) { $1 }
        }
        return rows
    }

    /// An automatic look: at least two seconds lie between its requests, where it needs more than one.
    func status(of id: String) async throws(GatewayFailure) -> StatusReading {
        let reading = try await look(at: id, isAutomatic: true)
        note(reading, of: id)
        return reading
    }

    /// A look because somebody wants to do something with this device: fails with `.notFound` where it is not there.
    ///
    /// GOWA makes a device of every id that it is asked to log in, so that nothing is asked of an id unseen.
    func sighting(of id: String, isFresh: Bool = false) async throws(GatewayFailure) -> StatusReading {
        let now = conversation.door.time.now
        if !isFresh, let sight = memory.withLock({ $0.seen[id] }), now < sight.at + Self.proof { return sight.status }
        let reading = try await look(at: id, isAutomatic: false)
        note(reading, of: id)
        return reading
    }

    func account(of id: String) async throws(GatewayFailure) -> Account? {
        let reading = try await status(of: id)
        guard reading.account == nil, reading.state == .working, !isSingle else { return reading.account }
        // Right after linking only the list knows whose phone it is.
        return try await row(of: id, isAutomatic: true).account
    }

    func forget(_ id: String) { _ = memory.withLock { $0.seen.removeValue(forKey: id) } }

    private func note(_ reading: StatusReading, of id: String) {
        let now = conversation.door.time.now
        memory.withLock { $0.seen[id] = Sight(status: reading, at: now) }
    }

    private func look(at id: String, isAutomatic: Bool) async throws(GatewayFailure) -> StatusReading {
        let (isSingle, listsOnly) = memory.withLock { ($0.isSingle, $0.listsOnly) }
        if isSingle { return try await single(id, isAutomatic: isAutomatic) }
        var isRouteMissing = false
        if !listsOnly, GOWARoutes.fitsPath(id) {
            let answer = try await conversation.send(
                GOWACall(.get, "/devices/\(id)"), about: id, isAutomatic: isAutomatic)
            if answer.isSuccess, let row = GOWAReadings.row(answer.json?["results"]) { return row.status }
            guard GOWAComplaint.isAboutRoute(answer) else { throw failure(answer, id) }
            isRouteMissing = true
        }
        do throws(GatewayFailure) {
            let status = try await row(of: id, isAutomatic: isAutomatic)
            if isRouteMissing { memory.withLock { $0.listsOnly = true } }
            return status
        } catch {
            guard case .unsupported = error.kind else { throw error }
        }
        return try await single(id, isAutomatic: isAutomatic)
    }

    private func row(of id: String, isAutomatic: Bool) async throws(GatewayFailure) -> StatusReading {
        try await conversation.takeTurn(about: id, isAutomatic: isAutomatic)
        if let row = try await list().first(where: { $0.id == id }) { return row.status }
        throw GatewayFailure(.notFound, CleanText("\(conversation.door.name) does not know \(id)."))
    }

    /// Version 7. Newer ones answer here too, and then say the device's own id.
    private func single(_ id: String, isAutomatic: Bool) async throws(GatewayFailure) -> StatusReading {
        let answer = try await conversation.send(
            GOWACall(.get, "/app/status", device: id), about: id, isAutomatic: isAutomatic)
        guard answer.isSuccess, let reading = GOWAReadings.single(answer.json?["results"]) else {
            memory.withLock { $0.isSingle = false }
            throw failure(answer, id)
        }
        let isNewer = answer.json?["results"]?["device_id"]?.text == id
        memory.withLock { $0.isSingle = !isNewer }
        return reading
    }

    private func failure(_ answer: Answer, _ id: String) -> GatewayFailure {
        let failure = conversation.failure(answer, about: id, .read)
        if failure.kind == .notFound { forget(id) }
        return failure
    }

    private func noList(_ answer: Answer) -> GatewayFailure {
        conversation.door.failure(
            .unsupported, answer, about: "", saying: VendorMessage(answer),
            lead: "\(conversation.door.name) has no list: version 7 needs its one device named under instances")
    }
}
