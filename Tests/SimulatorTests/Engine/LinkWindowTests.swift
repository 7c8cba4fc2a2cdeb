import Fleet
import Testing

@testable import Simulator

@Suite("Codes follow each other")
struct LinkWindowTests {
    @Test("the first code lives 60 s, five more 20 s each, and then there is none")
    func rotation() {
        let window = LinkWindow(serial: 1, opened: .seconds(100), rhythm: .whatsApp)
        let indexes = [0.0, 59.9, 60, 79.9, 80, 100, 120, 140, 159.9, 160].map { window.index(at: .seconds(100 + $0)) }
        #expect(indexes == [0, 0, 1, 1, 2, 3, 4, 5, 5, nil])
        #expect(window.end(of: 0) == .seconds(160))
        #expect(window.end(of: 5) == window.closes)
        #expect(window.closes == .seconds(260))
    }

    @Test("six different payloads, then the engine has failed")
    func exhaustion() {
        let subject = Subject()
        var payloads: [String] = []
        for second in stride(from: 2.0, to: 160, by: 1) {
            #expect(subject.state(second) == .awaitingScan)
            guard let code = subject.code(second) else { continue }
            if payloads.last != code.payload { payloads.append(code.payload) }
            #expect(code.expires > .seconds(second))
        }
        #expect(payloads.count == 6)
        #expect(Set(payloads).count == 6)
        #expect(subject.state(160) == .failed)
        #expect(subject.code(160) == nil)
    }

    @Test("the engine resets at the opening of a window, and after some rotations for about a second")
    func resets() {
        var gaps = 0
        for seed: UInt64 in 1...60 {
            let subject = Subject(seed: seed)
            #expect(subject.code(0.5) == nil)
            #expect(subject.code(1.7) != nil)
            for rotation in stride(from: 60.0, to: 160, by: 20) {
                if subject.code(rotation + 0.5) == nil { gaps += 1 }
                #expect(subject.code(rotation + 1.4) != nil)
            }
        }
        #expect((60...140).contains(gaps), "about every third of 300 rotations")
    }

    @Test("ten thousand instances, each with a payload of its own")
    func manyInstances() {
        var fleet = SimulatedFleet((0..<10_000).map { Subject(seed: UInt64($0), id: "i\($0)").instance })
        let payloads = fleet.ids.compactMap { id in fleet.with(id) { $0.code(at: .seconds(50))?.payload } ?? nil }
        #expect(payloads.count == 10_000)
        #expect(Set(payloads).count == 10_000)
    }
}
