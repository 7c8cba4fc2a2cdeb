import Fleet
import PtyHarness
import Simulator
import Testing

@Suite("Linking by pairing code", .timeLimit(.minutes(15)))
struct LinkByPairingTests {
    @Test("a number typed as people write it, a code in large letters, typed on the phone: linked")
    func typed() async throws {
        try await ServedFleet.run(SimulationPlan(instances: 2, scenario: "phones-off", seed: 5)) { fleet in
            let session = try await fleet.open(columns: 100, rows: 40)
            try await session.waitFor("▲ SCAN")
            session.press("p")
            let dialog = try await session.waitFor("Phone number, country code first")
            let waiting = try #require(fleet.instances.first { dialog.contains("pairing code for \($0.label!)") })
            let phone = try #require(waiting.phone)

            // What was filled in goes; then letters, which are refused, and the number with everything around it.
            session.press("\u{15}")
            try await session.waitFor("digits only are needed")
            session.press("+abc")
            try await session.waitFor("is not part of a number")
            session.press(
                "\u{15}00 \(phone.digits.prefix(2)) \(phone.digits.dropFirst(2).prefix(4))-(\(phone.digits.dropFirst(6)))"
            )
            try await session.waitFor("\(phone.digits.count) digits: good")
            session.press(.enter)

            let screen = try await session.wait("the code") { $0.spelledCode != nil }
            let code = try #require(screen.spelledCode)
            #expect(screen.shows(large: code))
            #expect(screen.contains("Link with phone number instead"))
            // Large letters and spelled words only: the code itself is nowhere in what was written.
            #expect(!session.written.contains(code))
            #expect(!session.written.contains(code.filter { $0 != "-" }))

            #expect(
                try await Control(url: fleet.gateways[0].url).post("type", ["code": code, "phone": "447000000000"])
                    == nil)
            let typed = try await Control(url: fleet.gateways[0].url).post(
                "type", ["code": code, "phone": phone.digits])
            #expect(typed == waiting.id)
            try await session.wait("LINKED") { $0.saysLinked && $0.spelledCode == nil }
        }
    }
}
