import Fleet
import Grid
import Linking
import Testing

@testable import Board

@Suite("Acts")
struct ActingTests {
    static func performed(_ effects: [Effect]) -> [InstanceKey] {
        effects.compactMap { if case .perform(_, let key, _) = $0 { key } else { nil } }
    }

    @Test("Cancel is chosen first; Enter on it does nothing, Tab and Enter does it")
    func confirm() {
        var fixture = Fixture(80, 24)
        fixture.press(.character("X"))
        #expect(fixture.screen.contains("▸[Cancel]"))
        #expect(fixture.screen.contains("log out Clinic North 02?"))
        #expect(fixture.screen.contains("REMOVED"))
        fixture.press(.enter)
        #expect(fixture.state.queue.isEmpty && fixture.state.dialog == nil)
        _ = fixture.takeEffects()
        fixture.press(.character("X"), .tab, .enter)
        #expect(fixture.takeEffects().contains(.perform(.logout, Fixture.key("A91F3C07D2E4"))))
    }

    @Test("Above ten the number must be typed")
    func typed() {
        let table = (0..<12).map {
            InstanceRow(key: Fixture.key("I\($0)"), kind: .waha, configured: InstanceConfiguration(id: "I\($0)"))
        }
        var fixture = Fixture(80, 24, table: table)
        fixture.press(.character("*"), .character("S"), .character("y"), .enter)
        #expect(fixture.state.queue.isEmpty)
        fixture.press(.character("S"))
        fixture.type("12")
        fixture.press(.enter)
        #expect(fixture.state.queue.count == 12)
    }

    @Test("Several run at one a second, though the timer comes late, and Ctrl-c stops the rest")
    func pace() {
        var fixture = Fixture(80, 24)
        fixture.press(.character("*"), .character("R"))
        _ = fixture.takeEffects()
        fixture.press(.character("y"))
        #expect(Self.performed(fixture.takeEffects()).count == 1)
        fixture.pass(.milliseconds(999))
        #expect(Self.performed(fixture.takeEffects()).isEmpty)
        #expect(fixture.state.nextWake == fixture.state.now + .milliseconds(1))
        fixture.pass(.milliseconds(1))
        #expect(Self.performed(fixture.takeEffects()).count == 1)
        fixture.pass(.seconds(7))
        #expect(Self.performed(fixture.takeEffects()).count == 1, "a late timer makes up for nothing")
        fixture.pass(.seconds(1))
        #expect(Self.performed(fixture.takeEffects()).count == 1)
        fixture.press(.control("c"))
        #expect(fixture.state.message?.text == "stopped: 5 left alone")
        fixture.pass(.seconds(20))
        #expect(Self.performed(fixture.takeEffects()).isEmpty)
    }

    @Test("Each act has its own result")
    func results() {
        var fixture = Fixture(80, 24)
        fixture.press(.character("R"), .character("y"))
        let key = Fixture.key("A91F3C07D2E4")
        fixture.send(.acted(.restart, key, GatewayFailure(.server, "it answered 502 Bad Gateway")))
        #expect(fixture.state.message?.text == "could not restart Clinic North 02: it answered 502 Bad Gateway")
        #expect(fixture.state.queue.isEmpty)
        fixture.press(.character("R"), .character("y"))
        fixture.send(.acted(.restart, key, nil))
        #expect(fixture.state.message?.text == "restarted Clinic North 02")
    }

    @Test("Read-only refuses each change with a sentence")
    func readOnly() {
        var fixture = Fixture(80, 24, settings: Settings(isReadOnly: true, reducedMotion: true))
        _ = fixture.takeEffects()
        for info in ActionTable.all where info.changes && info.contexts.contains(.list) {
            fixture.state.message = nil
            // What has no key is asked for by its name.
            if let key = info.keys.first.flatMap(Key.init(label:)) {
                fixture.press(key)
            } else {
                fixture.send(.perform(info.action))
            }
            #expect(fixture.state.message?.text.hasPrefix("read-only") == true, "\(info.action)")
            #expect(fixture.state.dialog == nil && fixture.state.links.isEmpty)
        }
        #expect(Self.performed(fixture.takeEffects()).isEmpty)
        #expect(fixture.screen.contains("READ-ONLY"))
    }

    @Test("Delete is asked for by its name, and done when the instance's name was typed; the row is MISSING then")
    func delete() {
        var fixture = Fixture(80, 24)
        let key = Fixture.key("A91F3C07D2E4")
        fixture.send(.remembered([:]))
        fixture.type(":delete")
        fixture.press(.enter)
        #expect(fixture.screen.contains("delete Clinic North 02?"))
        #expect(fixture.screen.contains("Type Clinic North 02 and Enter:"))
        fixture.press(.character("y"), .enter)
        #expect(fixture.state.dialog == nil && fixture.state.queue.isEmpty)
        fixture.type(":delete")
        fixture.press(.enter)
        fixture.send(.paste(ClipboardText("clinic north 02")))
        _ = fixture.takeEffects()
        fixture.press(.enter)
        #expect(fixture.takeEffects().contains(.perform(.delete, key)))
        fixture.send(.acted(.delete, key, nil))
        let effects = fixture.takeEffects()
        let written = effects.flatMap { effect -> [JournalEvent] in
            if case .record(let entries) = effect { entries.map(\.event) } else { [] }
        }
        #expect(written == [.act(.delete, failure: nil)])
        fixture.send(.failed(GatewayFailure(.notFound, "no such session")), .status, of: key.id)
        #expect(fixture.state.fleet[key]?.state == .missing)
        fixture.state.list.cursor = key
        fixture.type(":delete")
        fixture.press(.enter)
        #expect(fixture.state.dialog == nil)
        #expect(fixture.state.message?.text.contains("nothing left to delete") == true)
    }

    @Test("Delete takes one at a time, where the gateway offers it")
    func deleteRefused() {
        var fixture = Fixture(80, 24)
        fixture.press(.character("*"))
        fixture.send(.perform(.delete))
        #expect(fixture.state.dialog == nil)
        #expect(fixture.state.message?.text.contains("only one is deleted at a time") == true)
        fixture.press(.character("u"))
        fixture.state.gateways[0].acts = [.restart, .logout]
        fixture.send(.perform(.delete))
        #expect(fixture.state.dialog == nil)
        #expect(fixture.state.message?.text == "wawp-eu has no way to delete an instance")
    }

    @Test("Without anything under the cursor nothing is asked")
    func nothing() {
        var fixture = Fixture(80, 24, table: [])
        for key in "rpRSXUy*v ".map({ Key.character($0) }) { fixture.press(key) }
        #expect(fixture.state.dialog == nil && fixture.state.links.isEmpty)
    }

    @Test("A logout of several, one of which is linked to the wrong phone, takes all of them out")
    func severalWithWrongPhone() throws {
        var fixture = try Scene.mismatch.fixture(120, 40)
        fixture.press(.escape, .character("W"), .character("*"), .character("X"))
        guard case .confirm(let confirmation)? = fixture.state.dialog else {
            Issue.record("no question")
            return
        }
        #expect(confirmation.keys.count > 1 && confirmation.keys.contains(Fixture.key(Fixture.ready)))
        _ = fixture.takeEffects()
        fixture.press(.character("y"))
        for _ in confirmation.keys { fixture.pass(.seconds(1)) }
        let asked = fixture.takeEffects().compactMap { if case .perform(.logout, let key, _) = $0 { key } else { nil } }
        #expect(Set(asked) == Set(confirmation.keys) && asked.count == confirmation.keys.count)
    }
}
