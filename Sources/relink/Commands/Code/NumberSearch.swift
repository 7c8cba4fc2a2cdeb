import Configuration
import Fleet
import Gateways

/// Looks for a number in the fleet before it is linked once more: one list where a vendor lists, and elsewhere those
/// instances that the number belongs to, if the configuration is right.
struct NumberSearch: Sendable {
    let connection: FleetConnection
    let number: PhoneNumber
    /// Where it is to be linked.
    let key: InstanceKey

    struct Sight: Sendable {
        /// Who is linked to the number, other than the instance itself.
        var owner: InstanceKey?
        /// The instance's own, where its gateway tells one that was set by hand.
        var deviceName: CleanText?
        /// Sentences about gateways that could not be asked.
        var unasked: [String] = []
    }

    func run() async -> Sight {
        let names = connection.configuration.gateways.map(\.name)
        let sights = await concurrently(names, limit: names.count) { await look(at: $0) }
        return Sight(
            owner: sights.lazy.compactMap(\.owner).first, deviceName: sights.lazy.compactMap(\.deviceName).first,
            unasked: sights.flatMap(\.unasked))
    }

    private func look(at name: String) async -> Sight {
        let open: OpenGateway
        do throws(CommandFailure) { open = try connection.gateway(name) } catch { return unasked(name, error.message) }
        return open.gateway.abilities.lists ? await list(open) : await ask(open)
    }

    private func list(_ open: OpenGateway) async -> Sight {
        switch await open.list() {
        case .success(let rows):
            Sight(
                owner: rows.first { open.key($0.id) != key && isLinked($0.status) }.map { open.key($0.id) },
                deviceName: rows.first { open.key($0.id) == key }?.status.deviceName)
        // An old version that cannot list has one instance, which is the one.
        case .failure(let failure) where failure.kind == .unsupported: Sight()
        case .failure(let failure): unasked(open.name, failure.message.text)
        }
    }

    private func ask(_ open: OpenGateway) async -> Sight {
        for instance in open.configuration.instances where open.key(instance.id) != key {
            guard instance.phone?.canonicalKey == number.canonicalKey else { continue }
            switch await open.status(of: instance.id) {
            case .success(var reading):
                if reading.state == .working, reading.account == nil {
                    reading.account = (try? await open.account(of: instance.id).get()) ?? nil
                }
                if isLinked(reading) { return Sight(owner: open.key(instance.id)) }
            case .failure(let failure) where failure.kind == .notFound: continue
            case .failure(let failure): return unasked(open.name, failure.message.text)
            }
        }
        return Sight()
    }

    /// Paired and offline counts too: what is kept there would be ended.
    private func isLinked(_ reading: StatusReading) -> Bool {
        switch reading.state {
        case .working, .disconnected, .connecting: reading.account?.phone?.canonicalKey == number.canonicalKey
        default: false
        }
    }

    private func unasked(_ name: String, _ why: String) -> Sight {
        Sight(unasked: ["\(number.masked) was not looked for at \(name): \(why)"])
    }
}
