import Fleet
import Testing

@testable import Configuration

@Suite("Showing a configuration")
struct ShowingTests {
    private let text = """
        gateways:
          - name: wawp-eu
            kind: wawp
            url: https://api.wawp.net
            secret: {value: hunter2}
            pacing: {link-code: 7.5}
            instances:
              - {id: 0123, label: "a: b", phone: "+201145202826", note: 'say "hi"', secret: {command: [pass, hunter2]}}
          - {name: "no", kind: gowa, url: "http://gowa:3000", username: admin, secret: {file: /s}, trust: /ca.pem}
        defaults:
          theme: dark
          keys: {relink: F5}
          notifications: {hook: [/opt/tell, --token, hunter2], on: [dropped, gateway-down]}
        """

    @Test("everything in force, secrets only by where they live")
    func show() throws {
        let configuration = try ConfigurationReader().read(text, path: "c.yaml")
        #expect(
            ConfigurationText.show(configuration) == """
                gateways:
                  - name: wawp-eu
                    kind: wawp
                    url: https://api.wawp.net
                    secret: {value: ‹redacted›}
                    pacing:
                      idle-status: 30
                      focused-status: 5
                      link-status: 3
                      link-code: 7.5
                      answer-limit: 30
                      throttle-steps: [10, 20, 40, 60]
                      trouble-steps: [2, 4, 8, 16, 32, 60]
                      concurrency: 16
                    instances:
                      - id: "0123"
                        label: "a: b"
                        phone: "+20 ··· 2826"
                        note: "say \\"hi\\""
                        secret: {command: [pass, ‹1 more›]}
                  - name: "no"
                    kind: gowa
                    url: http://gowa:3000
                    username: admin
                    secret: {file: /s}
                    trust: /ca.pem
                    pacing:
                      idle-status: 15
                      focused-status: 5
                      link-status: 3
                      link-pause: 240
                      answer-limit: 15
                      login-limit: 60
                      throttle-steps: [10, 20, 40, 60]
                      trouble-steps: [2, 4, 8, 16, 32, 60]
                      concurrency: 8
                defaults:
                  theme: dark
                  reduced-motion: false
                  reveal-phones: false
                  journal:
                    numbers: masked
                    keep-days: 90
                    keep-megabytes: 64
                  notifications:
                    bell: true
                    title: true
                    desktop: auto
                    hook: [/opt/tell, ‹2 more›]
                    hook-limit: 10
                    stable-for: 15
                    on: [gateway-down, dropped]
                  keys:
                    relink: F5

                """)
    }

    @Test("what is shown is read back as the same configuration")
    func roundTrip() throws {
        let reader = ConfigurationReader()
        let plain = text.replacing("{value: hunter2}", with: "{env: A}")
            .replacing(", secret: {command: [pass, hunter2]}", with: "")
            .replacing("theme: dark", with: "reveal-phones: true\n  journal: {numbers: whole, keep-days: 14}")
            .replacing("/opt/tell, --token, hunter2", with: "/opt/tell")
        let configuration = try reader.read(plain, path: "c.yaml")
        #expect(try reader.read(ConfigurationText.show(configuration), path: "c.yaml") == configuration)
    }

    @Test(
        "every pacing of every vendor is shown, and read back as the same",
        arguments: [
            "{}",
            "{idle-status: 41, focused-status: 6.5, link-status: 4, link-code: 7, link-pause: 111, answer-limit: 33, "
                + "login-limit: 77, throttle-steps: [3, 3, 3600], trouble-steps: [2.25, 9], concurrency: 5}",
        ])
    func pacing(changes: String) throws {
        let reader = ConfigurationReader()
        let rest = "url: \"https://a\", secret: {env: A}, instances: [{id: x}]"
        let rows = GatewayKind.allCases.map { kind in
            let user = kind == .gowa ? "username: u, " : ""
            return "  - {name: \(kind.rawValue), kind: \(kind.rawValue), \(user)\(rest)}\n"
        }
        let text = "gateways:\n\(rows.joined())defaults:\n  pacing: \(changes)\n"
        let configuration = try reader.read(text, path: "c.yaml")
        let shown = ConfigurationText.show(configuration)
        #expect(try reader.read(shown, path: "c.yaml").gateways == configuration.gateways)
        for gateway in configuration.gateways {
            let isChanged = gateway.pacing != .standard(for: gateway.kind)
            #expect(isChanged == (changes != "{}"))
        }
        // As often as there are vendors who have a use for it.
        let counts = [
            "idle-status": 5, "focused-status": 5, "link-status": 5, "link-code": 4, "link-pause": 2, "answer-limit": 5,
            "login-limit": 1, "throttle-steps": 5, "trouble-steps": 5, "concurrency": 5,
        ]
        for key in PacingKey.allCases {
            let lines = shown.split(separator: "\n").count { $0.hasPrefix("      \(key.rawValue): ") }
            #expect(lines == counts[key.rawValue], "\(key)")
        }
    }

    @Test("a check is one line for each gateway and for each thing that will not work")
    func check() throws {
        let configuration = try ConfigurationReader().read(
            """
            gateways:
              - {name: a, kind: wawp, url: "https://a", secret: {env: NONE}, instances: [{id: x}, {id: y}]}
              - {name: b, kind: gowa, url: "http://b:3000", username: u, secret: {env: T}, trust: /none/ca.pem}
              - {name: c, kind: waha, url: "http://127.0.0.1:3000", secret: {env: T}}
            """, path: "c.yaml")
        let check = ConfigurationCheck(resolver: SecretResolver(environment: ["T": "hunter2"]))
        #expect(
            check.lines(configuration, path: "c.yaml") == [
                "c.yaml: ok, 3 gateways, 2 instances named",
                "a: wawp at https://a, 2 instances named, secret {env: NONE}",
                "b: gowa at http://b:3000, 0 instances named, secret {env: T}",
                "c: waha at http://127.0.0.1:3000, 0 instances named, secret {env: T}",
                "warning: a: the environment variable NONE is not set",
                "warning: b: no secret is sent over plain http: use https, or write insecure: true",
                "warning: b: the CA file /none/ca.pem does not exist",
            ])
    }
}
