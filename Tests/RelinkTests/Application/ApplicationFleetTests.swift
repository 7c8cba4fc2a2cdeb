import Board
import Configuration
import Fleet
import Testing

@testable import relink

@Suite("What the application takes from a configuration")
struct ApplicationFleetTests {
    @Test("how often a gateway is asked, and when a person at a QR is asked whether they are still there")
    func pacing() throws {
        let configuration = try ConfigurationReader().read(
            """
            gateways:
              - name: green
                kind: green-api
                url: https://green.invalid
                pacing: {idle-status: 45, link-pause: 90}
                instances: [{id: "1", secret: {env: A}}]
              - {name: gowa, kind: gowa, url: "http://localhost:1"}
              - {name: waha, kind: waha, url: "http://localhost:2"}
            """, path: "c.yaml")
        let gateways = ApplicationFleet(configuration: configuration, gateways: []).statuses(at: .zero)
        #expect(gateways.map(\.idleStatus) == [45, 15, 15].map { .seconds($0) })
        #expect(gateways.map(\.linkPause) == [.seconds(90), .seconds(240), nil])
    }
}
