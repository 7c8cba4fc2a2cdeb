import Fleet

/// Makes GOWA do something, once.
struct GOWAActs: Sendable {
    private let conversation: GOWAConversation
    private let devices: GOWADevices
    private let routes: GOWARoutes

    init(_ conversation: GOWAConversation, _ devices: GOWADevices, _ routes: GOWARoutes) {
        self.conversation = conversation
        self.devices = devices
        self.routes = routes
    }

    func perform(_ act: Act, on id: String) async throws(GatewayFailure) {
        devices.forget(id)
        switch act {
        case .restart: try await done("reconnect", id)
        case .logout: try await done("logout", id)
        case .delete: try await delete(id)
        case .start, .stop:
            throw GatewayFailure(
                .unsupported, CleanText("\(conversation.door.name) cannot \(act.rawValue) an instance."))
        }
    }

    /// The older routes are GETs, and acts all the same.
    private func done(_ word: String, _ id: String) async throws(GatewayFailure) {
        let answer = try await routes.send(
            GOWACall(.post, "/devices/\(id)/\(word)", isAct: true),
            orByHeader: GOWACall(.get, "/app/\(word)", device: id, isAct: true), about: id, in: conversation)
        try check(answer, id)
    }

    private func check(_ answer: Answer, _ id: String) throws(GatewayFailure) {
        guard answer.isSuccess, answer.json?["code"]?.text == "SUCCESS" else {
            throw conversation.failure(answer, about: id, .act)
        }
    }

    /// Erases the device's chats too, and says "done" of a device that never was: looked at first, logged out
    /// second, deleted third.
    private func delete(_ id: String) async throws(GatewayFailure) {
        let door = conversation.door
        guard GOWARoutes.fitsPath(id) else {
            throw GatewayFailure(
                .unsupported,
                CleanText("\(door.name) cannot be asked to delete \(id): its id does not fit into a path."))
        }
        let status = try await devices.sighting(of: id, isFresh: true)
        guard !devices.isSingle else {
            throw GatewayFailure(.unsupported, CleanText("\(door.name) has one device only, and cannot delete it."))
        }
        if status.account != nil {
            do throws(GatewayFailure) {
                try await done("logout", id)
            } catch {
                throw error.telling("\(door.subject(id)) was not deleted, because it was not logged out")
            }
        }
        devices.forget(id)
        do throws(GatewayFailure) {
            try check(
                try await conversation.send(
                    GOWACall(.delete, "/devices/\(id)", isAct: true), about: id, isAutomatic: false), id)
        } catch {
            guard status.account != nil else { throw error }
            throw error.telling("\(door.subject(id)) was logged out, but not deleted")
        }
    }
}
