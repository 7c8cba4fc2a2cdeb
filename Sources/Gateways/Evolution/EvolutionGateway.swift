public import Fleet

/// Evolution API, self-hosted, from version 1.8 to 2.4.
///
/// One key opens the gateway, or one instance of it. It goes into the header `apikey` and never into a URL. Lists come
/// with the tokens of all instances, of which nothing is kept.
public final class EvolutionGateway: Gateway {
    private let door: GatewayDoor
    private let conversation: KeyedConversation
    private let failures: EvolutionFailures
    private let states: EvolutionStates
    private let sights: EvolutionSights
    private let codes: EvolutionCodes
    private let pairing: EvolutionPairing
    private let acts: EvolutionActs
    private let generation: EvolutionVersion

    public let kind = GatewayKind.evolution
    public let abilities: Abilities

    public var name: String { door.name }

    init(door: GatewayDoor, secrets: GatewaySecrets) {
        self.door = door
        conversation = KeyedConversation(door, secrets, header: "apikey", isOpenAllowed: false)
        failures = EvolutionFailures(door: door)
        generation = EvolutionVersion(conversation, failures)
        sights = EvolutionSights(door.time)
        states = EvolutionStates(
            conversation: conversation, failures: failures, sights: sights, generation: generation)
        codes = EvolutionCodes(conversation: conversation, failures: failures, states: states, sights: sights)
        pairing = EvolutionPairing(conversation: conversation, failures: failures, states: states, sights: sights)
        acts = EvolutionActs(conversation: conversation, failures: failures, sights: sights, generation: generation)
        abilities = Abilities(
            lists: conversation.lists, acts: EvolutionActs.offered, pairingCode: true, codeMayBePolled: true)
    }

    /// Rows of version 2 stand on its database; those that their instances have not confirmed lately are doubtful.
    public func list() async throws(GatewayFailure) -> [ListedInstance] { try await states.list() }

    /// A second request follows where the state's word alone leaves open whether somebody has to scan.
    public func status(of id: String) async throws(GatewayFailure) -> StatusReading {
        try await states.status(of: id)
    }

    /// `.notReady` from a closed instance, which is not started by being looked at.
    public func code(for id: String) async throws(GatewayFailure) -> CodeReading { try await codes.code(for: id) }

    /// Takes up to half a minute: a round of QR codes under way is closed first, and begun anew with the number.
    public func pairingCode(for id: String, phone: PhoneNumber) async throws(GatewayFailure) -> PairingReading {
        try await pairing.code(for: id, phone: phone)
    }

    /// `.notReady` for the moment between a link and its record.
    public func account(of id: String) async throws(GatewayFailure) -> Account? {
        let row = try await states.readRow(of: id)
        if row.word == "open" { return row.owner }
        guard sights.of(id).word == "open" else { return nil }
        throw GatewayFailure(
            .notReady(status: nil), CleanText("\(door.subject(id)) is linked, and whose phone it is comes in a moment.")
        )
    }

    public func perform(_ act: Act, on id: String) async throws(GatewayFailure) { try await acts.perform(act, on: id) }

    public func notices() async -> [CleanText] { door.listed.notices(of: name) }

    public func version() async throws(GatewayFailure) -> CleanText? { try await generation.read() }
}
