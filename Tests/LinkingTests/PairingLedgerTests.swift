import Fleet
import FoundationEssentials
import Linking
import Testing

@Suite("The ledger of pairing codes")
struct PairingLedgerTests {
    private let start = Date(timeIntervalSince1970: 1_790_000_000)
    private let key = InstanceKey(gateway: "waha-1", id: "a")
    private let other = InstanceKey(gateway: "waha-1", id: "b")
    private let number = NumberFingerprint(value: 1)
    private let another = NumberFingerprint(value: 2)

    private func at(_ seconds: TimeInterval) -> Date { start.addingTimeInterval(seconds) }

    private func ledger(_ times: TimeInterval...) -> PairingLedger {
        PairingLedger(times.map { PairingAttempt(at: at($0), key: key, number: number) })
    }

    @Test(
        "The first is free, the second after its cool-down, the fourth in ten minutes is refused until the first is old"
    )
    func limits() {
        #expect(ledger().verdict(for: number, on: key, at: at(0)) == .free(count: 1))
        #expect(ledger(0).verdict(for: number, on: key, at: at(29)) == .coolDown(until: at(30)))
        #expect(ledger(0).verdict(for: number, on: key, at: at(30)) == .free(count: 2))
        #expect(ledger(0, 60, 120).verdict(for: number, on: key, at: at(121)) == .exhausted(until: at(600)))
        #expect(ledger(0, 60, 120).verdict(for: number, on: key, at: at(599)) == .exhausted(until: at(600)))
        #expect(ledger(0, 60, 120).verdict(for: number, on: key, at: at(601)) == .free(count: 3))
    }

    @Test("More than three, from before there was a ledger or from a second program, wait for the third last")
    func tooMany() {
        #expect(ledger(0, 60, 120, 180, 240).verdict(for: number, on: key, at: at(250)) == .exhausted(until: at(720)))
    }

    @Test("It counts the number on any instance, and the instance with any number")
    func either() {
        let ledger = ledger(0, 60, 120)
        #expect(ledger.verdict(for: number, on: other, at: at(200)) == .exhausted(until: at(600)))
        #expect(ledger.verdict(for: another, on: key, at: at(200)) == .exhausted(until: at(600)))
        #expect(ledger.verdict(for: another, on: other, at: at(200)) == .free(count: 1))
    }

    @Test("What the gateway answered with “wait” is taken back")
    func withdrawn() {
        var ledger = ledger(0, 60)
        let third = PairingAttempt(at: at(120), key: key, number: number)
        ledger.add(third)
        ledger.withdraw(third)
        #expect(ledger.verdict(for: number, on: key, at: at(121)) == .free(count: 3))
    }

    @Test("What WhatsApp was never asked for is taken back, and nothing else is")
    func madeNoCode() {
        let linked = StatusReading(state: .working, raw: "WORKING")
        for kind in [GatewayFailure.Kind.notReady(status: nil), .notReady(status: linked), .alreadyLinked] {
            #expect(GatewayFailure(kind, "no").madeNoCode)
        }
        for kind in [GatewayFailure.Kind.refused, .throttled(retryAfter: nil), .server, .unreachable, .cancelled] {
            #expect(!GatewayFailure(kind, "no").madeNoCode)
        }
    }

    @Test("A clock that was set back locks nobody out")
    func clock() {
        #expect(ledger(500, 560, 620).verdict(for: number, on: key, at: at(0)) == .free(count: 1))
    }
}

@Suite("The gate before a window")
struct LinkGateTests {
    private let phone = try! PhoneNumber(typed: "201145202826")
    private let other = try! PhoneNumber(typed: "491511234567")
    private let later = Date(timeIntervalSince1970: 1_790_000_600)

    @Test("Nothing speaks against a plain relink")
    func free() {
        #expect(LinkGate(.qr, expected: phone).weight == .none)
        var pairing = LinkGate(.pairing(phone), expected: phone)
        pairing.ledger = .free(count: 2)
        #expect(pairing.objections.isEmpty)
    }

    @Test("A number that is linked elsewhere wants typing, by QR and by code")
    func duplicate() {
        for method in [LinkMethod.qr, .pairing(phone)] {
            var gate = LinkGate(method, expected: phone)
            gate.linkedElsewhere = "Bakery"
            #expect(gate.weight == .typed)
        }
    }

    @Test("The ledger closes codes and not the QR")
    func ledger() {
        var code = LinkGate(.pairing(phone))
        code.ledger = .exhausted(until: later)
        #expect(code.weight == .closed)
        #expect(code.objections.first?.until == later)
        var qr = LinkGate(.qr)
        qr.ledger = .exhausted(until: later)
        #expect(qr.weight == .none)
    }

    @Test("One living code for a number at a time")
    func living() {
        var gate = LinkGate(.pairing(phone))
        gate.codeElsewhere = LinkGate.LivingCode(name: "Bakery", until: later)
        #expect(gate.weight == .closed)
    }

    @Test("Another number and a device name are said, worst first")
    func cautions() {
        var gate = LinkGate(.pairing(other), expected: phone)
        gate.deviceName = "My CRM"
        #expect(gate.objections == [.otherNumber, .deviceName("My CRM")])
        #expect(gate.weight == .caution)
        gate.linkedElsewhere = "Bakery"
        #expect(gate.objections.first == .duplicate("Bakery"))
    }
}
