import Fleet
import Synchronization

/// Which Evolution this is. Asked for once: the gateway asks WhatsApp something before it answers.
final class EvolutionVersion: Sendable {
    private let conversation: KeyedConversation
    private let failures: EvolutionFailures
    private let known = Mutex(Known())

    private struct Known {
        var text: CleanText?
        /// Until the version is known, by what its list looks like.
        var isFirst: Bool?
    }

    init(_ conversation: KeyedConversation, _ failures: EvolutionFailures) {
        self.conversation = conversation
        self.failures = failures
    }

    /// Nobody needs a secret for it.
    func read() async throws(GatewayFailure) -> CleanText? {
        if let text = known.withLock({ $0.text }) { return text }
        let answer = try await conversation.askOpenly("/")
        guard answer.isSuccess, let json = answer.json else { throw failures.failure(answer, about: "its version") }
        guard let version = json["version"]?.text else { return nil }
        let text = CleanText(version, limit: 40)
        known.withLock { $0 = Known(text: text, isFirst: version.trimmed.hasPrefix("1.")) }
        return text
    }

    /// Version 1 lists its instances in another form.
    func learn(from rows: [EvolutionRow]) {
        guard let row = rows.first else { return }
        known.withLock { if $0.isFirst == nil { $0.isFirst = row.isNested } }
    }

    /// Version 1 restarts by PUT, version 2 by POST.
    func restartsByPut() async -> Bool {
        if let isFirst = known.withLock({ $0.isFirst }) { return isFirst }
        // A gateway that does not tell is taken for the newer one; the other verb is tried after it.
        _ = try? await read()
        return known.withLock { $0.isFirst ?? false }
    }
}
