import Fleet
import Testing

@testable import Configuration

@Suite("Reading a configuration")
struct ReadingTests {
    private let reader = ConfigurationReader(home: "/home/op")

    @Test("a partner's token finds instances: none has to be named beside it")
    func partner() throws {
        let configuration = try reader.read(
            """
            gateways:
              - {name: partner, kind: green-api, url: "https://api.green-api.com", secret: {env: GREEN_PARTNER}}
            """, path: "c.yaml")
        #expect(configuration.gateways.first?.instances.isEmpty == true)
        #expect(configuration.gateways.first?.secret == .environment("GREEN_PARTNER"))
    }

    @Test("the whole sample of the manual is read as it stands")
    func sample() throws {
        let configuration = try reader.read(
            """
            gateways:
              - name: wawp-eu                 # unique
                kind: wawp
                url: https://api.wawp.net
                secret: {env: WAWP_TOKEN}
                instances:
                  - id: 4F1A0C9B2D7E
                    label: Clinic North 02
                    phone: "+201145202826"
                    holder: Mona
                    owner: crm-user-118
                    note: ring before relinking
              - name: green
                kind: green-api
                url: https://7105.api.greenapi.com/
                instances:
                  - {id: "7105000001", secret: {env: GREEN_7105000001}, label: Bakery Nile}
              - name: gowa-1
                kind: gowa
                url: http://127.0.0.1:3000
                username: admin
                secret: {file: ~/.secrets/gowa}
              - name: waha-1
                kind: waha
                url: https://WAHA.example.org/base/
                secret: {command: [pass, show, waha]}
                trust: ca.pem
                insecure: true
            defaults: {}
            """, path: "/etc/relink/config.yaml")

        #expect(configuration.gateways.map(\.name) == ["wawp-eu", "green", "gowa-1", "waha-1"])
        #expect(configuration.gateways.map(\.kind) == [.wawp, .greenAPI, .gowa, .waha])
        let wawp = configuration.gateways[0]
        #expect(wawp.secret == .environment("WAWP_TOKEN"))
        #expect(
            wawp.instances == [
                InstanceConfiguration(
                    id: "4F1A0C9B2D7E", label: "Clinic North 02", phone: try PhoneNumber(typed: "201145202826"),
                    holder: "Mona", owner: "crm-user-118", note: "ring before relinking")
            ])
        #expect(wawp.pacing == .standard(for: .wawp))
        #expect(configuration.gateways[1].url == "https://7105.api.greenapi.com")
        #expect(configuration.gateways[1].instances[0].secret == .environment("GREEN_7105000001"))
        #expect(configuration.gateways[2].username == "admin")
        #expect(configuration.gateways[2].secret == .file("/home/op/.secrets/gowa"))
        #expect(configuration.gateways[3].url == "https://waha.example.org/base")
        #expect(configuration.gateways[3].secret == .command(["pass", "show", "waha"]))
        #expect(configuration.gateways[3].trust == "/etc/relink/ca.pem")
        #expect(configuration.gateways[3].insecure)
        #expect(configuration.defaults == Defaults())
    }

    @Test(
        "ids stay as they are written", arguments: ["0123", "1e5", "0x1F", "1_000", "no", "2026-11-21", "1.0", "007"])
    func ids(written: String) throws {
        let configuration = try reader.read(
            """
            gateways:
              - {name: g, kind: waha, url: "http://localhost", instances: [{id: \(written)}]}
            """, path: "c.yaml")
        #expect(configuration.gateways[0].instances[0].id == written)
    }

    @Test("pacing comes from the vendor, then from the defaults, then from the gateway")
    func pacing() throws {
        let configuration = try reader.read(
            """
            defaults:
              pacing: {idle-status: 90, link-code: 7.5}
            gateways:
              - name: a
                kind: waha
                url: http://localhost:1
                pacing: {idle-status: 20, concurrency: 3, answer-limit: 12}
              - {name: b, kind: waha, url: "http://localhost:2"}
            """, path: "c.yaml")
        let standard = Pacing.standard(for: .waha)
        let first = configuration.gateways[0].pacing
        #expect(first.idleStatus == .seconds(20))
        #expect(first.linkCode == .milliseconds(7500))
        #expect(first.concurrency == 3)
        #expect(first.answerLimit == .seconds(12))
        #expect(first.focusedStatus == standard.focusedStatus)
        #expect(configuration.gateways[1].pacing.idleStatus == .seconds(90))
        #expect(configuration.gateways[1].pacing.concurrency == standard.concurrency)
    }

    @Test("what only some vendors have a use for is taken from the defaults by those alone")
    func pacingForSome() throws {
        let configuration = try reader.read(
            """
            defaults:
              pacing:
                link-code: 7.5
                link-pause: 120
                login-limit: 90
                throttle-steps: [15, 30, 30]
                trouble-steps: [2.5]
            gateways:
              - {name: g, kind: gowa, url: "http://localhost:1", pacing: {link-pause: 60, trouble-steps: [4, 600]}}
              - {name: e, kind: evolution, url: "http://localhost:2", secret: {env: A}}
              - {name: p, kind: green-api, url: "http://localhost:3", secret: {env: A}, pacing: {link-code: 2}}
            """, path: "c.yaml")
        let (gowa, evolution, green) = (
            configuration.gateways[0].pacing, configuration.gateways[1].pacing, configuration.gateways[2].pacing
        )
        #expect(gowa.linkCode == nil && gowa.linkPause == .seconds(60) && gowa.loginLimit == .seconds(90))
        #expect(gowa.answerLimit == .seconds(15))
        #expect(evolution.linkCode == .milliseconds(7500) && evolution.linkPause == nil && evolution.loginLimit == nil)
        #expect(green.linkCode == .seconds(2) && green.linkPause == .seconds(120) && green.loginLimit == nil)
        #expect(gowa.throttleSteps.all == [15, 30, 30].map { .seconds($0) })
        #expect(gowa.troubleSteps.all == [4, 600].map { .seconds($0) })
        #expect(evolution.troubleSteps.all == [.milliseconds(2500)])
    }

    @Test("notifications: what is left out keeps its default, and a hook may be switched off")
    func notifications() throws {
        func read(_ text: String) throws -> NotificationSettings {
            try ConfigurationReader().read(
                "gateways: [{name: g, kind: waha, url: \"http://a\"}]\ndefaults: {notifications: {\(text)}}\n",
                path: "c.yaml"
            ).defaults.notifications
        }
        #expect(try read("bell: false") == NotificationSettings(bell: false))
        #expect(try read("hook: []") == NotificationSettings())
        #expect(
            try read(
                "title: false, desktop: off, hook: [/opt/tell, 'a b', \"\"], hook-limit: 2.5, stable-for: 1, on: [mismatch]"
            )
                == NotificationSettings(
                    title: false, desktop: .off, hook: ["/opt/tell", "a b", ""], hookLimit: .milliseconds(2500),
                    stableFor: .seconds(1), events: [.mismatch]))
    }

    @Test("defaults are read, with keys checked against the known actions")
    func defaults() throws {
        let reader = ConfigurationReader(vocabulary: KeyVocabulary(actions: ["relink", "logout"]))
        let configuration = try reader.read(
            """
            gateways: [{name: a, kind: waha, url: "http://localhost"}]
            defaults:
              theme: light
              reduced-motion: true
              reveal-phones: true
              keys: {relink: F5, logout: none}
            """, path: "c.yaml")
        #expect(
            configuration.defaults
                == Defaults(
                    theme: .light, reducedMotion: true, keys: ["relink": "F5", "logout": "none"], revealPhones: true))
    }

    @Test("a gateway needs no secret of its own where each of its instances has one")
    func ownSecrets() throws {
        let configuration = try reader.read(
            """
            gateways:
              - {name: e, kind: evolution, url: "http://localhost", instances: [{id: a, secret: {env: A}}]}
            """, path: "c.yaml")
        #expect(configuration.gateways[0].secret == nil)
    }

    @Test("ten thousand instances are read")
    func large() throws {
        let rows = (0..<10_000).map { "      - {id: i\($0), label: Shop \($0), phone: \"+2011\(10_000_000 + $0)\"}" }
        let configuration = try reader.read(
            "gateways:\n  - name: g\n    kind: waha\n    url: http://localhost\n    instances:\n"
                + rows.joined(separator: "\n"), path: "c.yaml")
        #expect(configuration.gateways[0].instances.count == 10_000)
    }
}
