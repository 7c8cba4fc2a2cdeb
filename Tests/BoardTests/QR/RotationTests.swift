import Fleet
import FoundationEssentials
import Grid
import Linking
import QRCode
import Testing
import TestKit

@testable import Board

@Suite("Ten thousand codes")
struct RotationTests {
    @Test("None is on the screen at or after its end, and the next one comes in time", arguments: 0..<4)
    func rotations(seed: Int) throws {
        var world = try World(seed: UInt64(seed) + 1)
        while world.rotations < 2_500 {
            try world.step()
            if let flaw = world.flaw {
                Issue.record("seed \(seed), rotation \(world.rotations): \(flaw)")
                return
            }
        }
        #expect(world.framesWithCode > 2_500)
        #expect(world.waits > 100, "422 was met")
    }
}

/// A gateway with rotating codes, a poller with the floor of two seconds, and a screen, on one virtual clock.
///
/// Time moves from one instant to the next at which something is due: an answer arrives, the poller asks, or the
/// state's own `nextWake`. There is no other timer, so a wake-up that is missing is seen.
struct World {
    private struct Code {
        var payload: CodePayload
        var expiresAt: Instant
        var isTold: Bool
    }

    private struct Answer {
        var at: Instant
        var code: Code?
    }

    static let key = Fixture.key(Fixture.ready)
    static let floor = Duration.seconds(2)
    static let interval = Duration.seconds(6)
    static let slowest = Duration.milliseconds(400)

    private var fixture: Fixture
    private var dice: Dice
    private var code: Code
    /// The gateway answers 422 until then.
    private var busyUntil: Instant
    private var lastAsk = Instant.zero
    private var nextAsk: Instant
    private var answer: Answer?
    private var blankSince: Instant
    /// When the gateway last refused, was silent about, or took away a code: time without one counts from there.
    private var excusedUntil: Instant
    private var shown: [CodePayload: Instant] = [:]
    private var lastPhase: LinkPhase?
    private(set) var rotations = 0
    private(set) var waits = 0
    private(set) var framesWithCode = 0
    private(set) var flaw: String?

    init(seed: UInt64) throws {
        dice = Dice(seed: seed)
        let row = Fixture.rows.first { $0.key == Self.key }!
        fixture = Fixture(40, 20, table: [row])
        fixture.status(.awaitingLink, "SCAN", of: Fixture.ready)
        fixture.press(.character("r"))
        let now = fixture.state.now
        code = Code(payload: CodePayload("first"), expiresAt: now, isTold: true)
        busyUntil = now
        nextAsk = now
        blankSince = now
        excusedUntil = now
        plan(fixture.takeEffects())
    }

    mutating func step() throws {
        let now = fixture.state.now
        let wake = fixture.state.nextWake ?? now + .seconds(3600)
        if wake <= now { return flaw = "the timer would spin" }
        let due = min(wake, min(nextAsk, answer?.at ?? wake))
        if let answer, answer.at <= due {
            self.answer = nil
            try arrive(answer)
        } else if nextAsk <= due, answer == nil {
            pass(to: due)
            ask(at: due)
        } else {
            pass(to: min(due, wake))
        }
        try look()
    }

    private mutating func pass(to instant: Instant) {
        guard instant > fixture.state.now else { return }
        fixture.pass(fixture.state.now.duration(to: instant))
        plan(fixture.takeEffects())
    }

    /// The gateway looks at its own clock when it is asked; its answer takes a while.
    private mutating func ask(at now: Instant) {
        lastAsk = now
        nextAsk = now + Self.interval
        if now >= code.expiresAt, now >= busyUntil { rotate(at: now) }
        let delay = Duration.milliseconds(dice.below(400) + 1)
        answer = Answer(at: now + delay, code: now < busyUntil ? nil : code)
    }

    private mutating func rotate(at now: Instant) {
        rotations += 1
        if dice.below(6) == 0 {
            // Between two codes: "wait" for up to half a minute.
            busyUntil = now + .milliseconds(dice.below(30_000))
        }
        let lifetime = Duration.milliseconds(1500 + dice.below(dice.below(5) > 0 ? 5_000 : 60_000))
        code = Code(
            payload: CodePayload("code \(rotations) \(dice.next())"), expiresAt: max(now, busyUntil) + lifetime,
            isTold: dice.below(3) > 0)
    }

    private mutating func arrive(_ answer: Answer) throws {
        pass(to: answer.at)
        guard let code = answer.code else {
            waits += 1
            excusedUntil = answer.at
            fixture.send(.failed(GatewayFailure(.notReady(status: nil), "wait")), .code, of: Fixture.ready)
            return plan(fixture.takeEffects())
        }
        let lifetime: CodeLifetime = code.isTold ? .told(answer.at.duration(to: code.expiresAt)) : .untold
        if code.expiresAt <= answer.at { excusedUntil = answer.at }
        try fixture.code(code.payload, of: Fixture.ready, lives: lifetime)
        if code.isTold { shown[code.payload] = code.expiresAt }
        plan(fixture.takeEffects())
    }

    private mutating func plan(_ effects: [Effect]) {
        for effect in effects {
            switch effect {
            case .askNow(.code, _): nextAsk = max(fixture.state.now, lastAsk + Self.floor)
            case .expedite(.code, _, let at): nextAsk = min(nextAsk, max(at, lastAsk + Self.floor))
            default: break
            }
        }
    }

    /// Whether the screen shows a code. Frames in which only a second went by are not drawn again: modules are
    /// drawn from `matrix` alone, which other tests prove.
    private mutating func drawn(_ phase: LinkPhase?) throws -> Bool {
        let isExpected = fixture.state.links[Self.key]?.matrix != nil
        guard phase != lastPhase else { return isExpected }
        lastPhase = phase
        let grid = render(fixture.state)
        if grid.hasCode != isExpected { flaw = "the screen shows something else than the state" }
        if !isExpected, !grid.text.contains("Generating fresh code") { flaw = "a blank that says nothing" }
        return grid.hasCode
    }

    /// Looks at the frame as it is now.
    private mutating func look() throws {
        let now = fixture.state.now
        let phase = fixture.state.links[Self.key]?.flow.phase
        let isDrawn = try drawn(phase)
        guard isDrawn else {
            let longest = Self.interval + Self.floor + Self.slowest
            if max(blankSince, excusedUntil).duration(to: now) > longest { flaw = "no code for more than \(longest)" }
            return
        }
        framesWithCode += 1
        blankSince = now
        guard case .showing(let code) = phase else { return flaw = "a code in \(String(describing: phase))" }
        if code.expiresAt <= now { flaw = "a dead code at \(now.nanoseconds)" }
        if let wake = fixture.state.nextWake, wake > code.expiresAt { flaw = "nobody wakes when the code ends" }
        if case .text(let payload) = code.content, let end = shown[payload], end <= now {
            flaw = "its gateway's clock ran out"
        }
    }
}
