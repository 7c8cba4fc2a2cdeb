import Fleet

@testable import Simulator

/// An instance under test, told the time in seconds.
///
/// Asking an instance moves it on, and `#expect` asks only what does not change: hence the class around it.
final class Subject {
    var instance: SimulatedInstance

    init(_ instance: SimulatedInstance) { self.instance = instance }

    /// An instance whose first link window opens at zero.
    init(
        seed: UInt64 = 1, id: String = "A", habits: PhoneHabits = .off, engine: EngineHabits = EngineHabits(),
        happenings: [Happening] = []
    ) {
        instance = SimulatedInstance(
            id: id, seed: seed, phone: SimulatedPhone(digits: "447700900001", pushName: "Harbour", habits: habits),
            habits: engine,
            happenings: happenings)
        instance.begin(linking: .zero)
    }

    /// The same, linked at 5 s.
    static func linked(
        seed: UInt64 = 1, engine: EngineHabits = EngineHabits(), happenings: [Happening] = []
    ) -> Subject {
        let subject = Subject(seed: seed, engine: engine, happenings: happenings)
        _ = subject.code(5).map { subject.scan($0.payload, 5) }
        return subject
    }

    var account: SimulatedAccount? { instance.account }

    func copy() -> Subject { Subject(instance) }

    func state(_ second: Double) -> EngineState { instance.state(at: .seconds(second)) }
    func code(_ second: Double) -> LiveCode? { instance.code(at: .seconds(second)) }
    func fetch(_ second: Double) -> LiveCode? { instance.fetchCode(at: .seconds(second)) }
    func scan(_ payload: String, _ second: Double) -> Bool { instance.scan(payload, at: .seconds(second)) }
    func drop(_ second: Double) -> Bool { instance.drop(at: .seconds(second)) }

    func pairingCode(_ second: Double, digits: String = "447700900001") -> String? {
        instance.requestPairingCode(for: digits, at: .seconds(second))?.code
    }

    func type(_ code: String, _ second: Double, digits: String = "447700900001") -> Bool {
        instance.type(code, on: digits, at: .seconds(second))
    }
}
