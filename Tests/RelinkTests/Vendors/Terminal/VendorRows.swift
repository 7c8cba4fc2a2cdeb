import Fleet
import PtyHarness
import Simulator
import Testing

extension GatewayKind {
    /// How an instance stands in the list that waits for a phone: some vendors open a link before anybody asks.
    var waitingWord: String {
        switch self {
        case .wawp, .greenAPI, .waha: "▲ SCAN"
        case .gowa, .evolution: "△ UNLINKED"
        }
    }
}

extension Session {
    /// Until the row of this instance says so.
    @discardableResult
    func wait(for word: String, of instance: InstanceConfiguration) async throws -> Screen {
        let name = instance.label?.text ?? instance.id
        return try await wait("\(word) of \(name)") { screen in
            screen.contains("rows 1-") && screen.lines.contains { $0.contains(word) && $0.contains(name) }
        }
    }

    /// Leaves the program, so that the log of the gateways is complete.
    func quit() async throws {
        // Once more for what is not proven yet.
        press("QQ")
        #expect(try await pty.waitForExit() == .status(0))
    }
}
