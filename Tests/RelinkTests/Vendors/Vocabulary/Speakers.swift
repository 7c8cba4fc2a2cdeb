import Fleet
import Simulator
import TestKit
import Testing

/// Brings one instance of a gateway after another to say something of its own, and lets time stand still with it.
struct Speakers {
    private let bench: VendorBench

    init(_ bench: VendorBench) { self.bench = bench }

    /// Who says what, by id.
    func say(_ vocabulary: [Utterance]) async throws -> [String: Utterance] {
        var linked: [String] = []
        var unlinked: [String] = []
        for instance in bench.served.instances {
            // Nobody is at hand who would scan by himself.
            await bench.simulation.turnPhone(of: bench.key(instance.id), on: false)
            if await bench.simulation.state(of: bench.key(instance.id)) == .working {
                linked.append(instance.id)
            } else {
                unlinked.append(instance.id)
            }
        }
        // Every third of them, of which each has an owner who gives the passkey nowhere; the others take 25 s.
        var secretive = unlinked.enumerated().filter { $0.offset % 3 == 0 }.map(\.element)
        var helped = unlinked.enumerated().filter { $0.offset % 3 != 0 }.map(\.element)
        var said: [String: Utterance] = [:]
        for utterance in vocabulary {
            let id =
                switch utterance.cause {
                case .passkey(compared: false): secretive.removeFirst()
                case let cause where cause.isLinked: linked.removeFirst()
                default: helped.removeFirst()
                }
            said[id] = utterance
        }
        for (id, utterance) in said { if case .window = utterance.cause { try await open(id) } }
        for (id, utterance) in said {
            if case .passkey(compared: false) = utterance.cause { try await open(id, scanned: true) }
        }
        for (id, utterance) in said {
            if case .passkey(compared: true) = utterance.cause { try await open(id, scanned: true) }
        }
        // Into the last five of the 25 s, in which a code is compared.
        bench.time.advance(by: .milliseconds(21_500))
        for (id, utterance) in said { try await speak(utterance.cause, bench.key(id)) }
        return said
    }

    private func open(_ id: String, scanned: Bool = false) async throws {
        try await bench.bringUp(id)
        let payload = try await bench.code(of: id)
        if scanned { #expect(await bench.simulation.scan(payload) == bench.key(id)) }
    }

    /// What passes in no time.
    private func speak(_ cause: Utterance.Cause, _ key: InstanceKey) async throws {
        let simulation = bench.simulation
        switch cause {
        case .nothing, .neverLinked, .window, .passkey: break
        case .befalls(let events): for event in events { #expect(await simulation.befall(key, event)) }
        case .closes(let code): #expect(await simulation.closeSocket(of: key, with: code))
        case .says(let word), .saysUnlinked(let word): #expect(await simulation.say(word, of: key))
        case .removed: #expect(await simulation.remove(key))
        }
    }
}

extension Utterance {
    /// Whether whose account it is cannot be told beside this.
    var isToldApart: Bool {
        // GREEN-API's own page of an account is empty but for the states it knows.
        if case .says("Authorized") = cause { true } else { false }
    }
}
