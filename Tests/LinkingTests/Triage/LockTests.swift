import Fleet
import Linking
import Testing

@Suite("Whether a link may be opened")
struct LockTests {
    @Test("A number that is linked elsewhere is linked here only by whoever types it")
    func twin() {
        let twin = InstanceKey(gateway: "gowa-1", id: "store-8")
        #expect(Lock(Case.facts(.loggedOut, twin: twin), nil) == .typed(.duplicate(twin)))
        #expect(Lock(Case.facts(.working, twin: twin), nil) == .open)
    }

    @Test("After three links that failed a person has to insist")
    func failures() {
        let twice = Case.tried([.relink, .relink])
        let thrice = Case.tried([.relink, .relink, .relink])
        let facts = Case.facts(.loggedOut)
        #expect(Lock(facts, twice) == .open)
        #expect(Verdict(facts, twice, at: Case.now) == .relink)
        #expect(Lock(facts, thrice) == .typed(.tooManyFailures))
        #expect(Verdict(facts, thrice, at: Case.now) == .person(.escalate))
    }

    @Test("The strongest lock of several holds for all of them")
    func several() {
        let closed = Lock.closed(.outdatedGateway("evo-1"))
        #expect(Lock([Lock]()) == .open)
        #expect(Lock([.open, .open]) == .open)
        #expect(Lock([.open, .typed(.banned), .typed(.coolDown)]) == .typed(.banned))
        #expect(Lock([.typed(.banned), closed, .open]) == closed)
    }

    @Test("Every lock says why, and what to do instead")
    func sentences() {
        let key = InstanceKey(gateway: "gowa-1", id: "store-8")
        let reasons: [Lock.Reason] = [
            .gatewayDown("evo-1"), .outdatedGateway("evo-1"), .banned, .restricted, .coolDown, .duplicate(key),
            .tooManyFailures,
        ]
        #expect(Set(reasons.map(\.sentence)).count == reasons.count)
        #expect(Set(reasons.map(\.instead)).count == reasons.count)
    }
}
