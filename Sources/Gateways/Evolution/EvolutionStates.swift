import Fleet

/// Asks for states: the word of one instance, and its row where the word alone means nothing.
struct EvolutionStates: Sendable {
    let conversation: KeyedConversation
    let failures: EvolutionFailures
    let sights: EvolutionSights
    let generation: EvolutionVersion

    func list() async throws(GatewayFailure) -> [ListedInstance] {
        do throws(GatewayFailure) {
            return try await readList()
        } catch {
            sights.note(error)
            throw error
        }
    }

    private func readList() async throws(GatewayFailure) -> [ListedInstance] {
        let answer = try await conversation.ask("/instance/fetchInstances")
        guard answer.isSuccess, let rows = EvolutionRow.rows(in: answer.json) else {
            throw failures.failure(answer, about: "its instances")
        }
        generation.learn(from: rows)
        return sights.see(failures.door.listed.sound(rows, id: \.name))
    }

    func status(of id: String) async throws(GatewayFailure) -> StatusReading {
        try await readWord(of: id)
        if sights.of(id).needsRow {
            do throws(GatewayFailure) {
                _ = try await readRow(of: id, besideWord: true)
            } catch {
                // The word stands; the next list brings the row.
                if error.kind == .cancelled { throw error }
            }
        }
        return sights.of(id).reading
    }

    /// One request, for the word alone.
    func readWord(of id: String) async throws(GatewayFailure) {
        let answer = try await conversation.send(
            KeyedCall(path: "/instance/connectionState/\(URLText.encoded(id))"), about: id)
        guard answer.isSuccess, let instance = answer.json?["instance"] else {
            throw failures.failure(answer, about: id)
        }
        // Without a word it is on record only.
        let word = instance["state"]?.text?.trimmed ?? ""
        sights.hear(word, of: id)
    }

    /// One request, for what is on record.
    func readRow(of id: String, besideWord: Bool = false) async throws(GatewayFailure) -> EvolutionRow {
        let answer = try await conversation.send(
            KeyedCall(path: "/instance/fetchInstances?instanceName=\(URLText.encoded(id))"), about: id)
        guard answer.isSuccess, let rows = EvolutionRow.rows(in: answer.json) else {
            throw failures.failure(answer, about: id)
        }
        // Version 1 answers with all of them when it does not find the one.
        guard let row = rows.first(where: { $0.name == id }) else {
            throw failures.failure(answer, about: id, kind: .notFound)
        }
        sights.update(id) { $0.see(row, besideWord: besideWord) }
        return row
    }
}
