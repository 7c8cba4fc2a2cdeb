import Testing

@testable import Configuration

@Suite("Mistakes in a configuration")
struct MistakeTests {
    /// A file and every line that must be said of it.
    struct BadFile: Sendable, CustomTestStringConvertible {
        var about: String
        var text: String
        var said: [String]
        var testDescription: String { about }
    }

    @Test("each is told with file, line, column, key and what was expected", arguments: badFiles)
    func told(file: BadFile) {
        let reader = ConfigurationReader(home: "/home/op", vocabulary: KeyVocabulary(actions: ["relink", "logout"]))
        let error = #expect(throws: ConfigurationProblems.self) { try reader.read(file.text, path: "c.yaml") }
        #expect(error?.problems.map(\.description) == file.said)
    }

    private static let gateway = "gateways: [{name: g, kind: waha, url: \"http://localhost\"}]\n"
    private static let address = "expected an address such as https://gateway.example.org"
    private static let number = "expected an international phone number such as \"+201145202826\""
    private static let secret = "{env: NAME}, {file: PATH}, {command: [PROGRAM, ARGUMENT]} or {value: \"...\"}"

    static let badFiles: [BadFile] =
        wholeFiles + gateways + addresses + instances + secrets + settings + syntax

    private static let wholeFiles = [
        BadFile(about: "nothing", text: "", said: ["c.yaml: is empty: expected a map with the key gateways"]),
        BadFile(
            about: "only a comment", text: "# later\n", said: ["c.yaml: is empty: expected a map with the key gateways"]
        ),
        BadFile(
            about: "a list at the root", text: "- a\n",
            said: ["c.yaml:1:1: expected a map with the key gateways, found a list"]),
        BadFile(
            about: "no gateways", text: "defaults: {}\n",
            said: ["c.yaml:1:1: gateways: is missing: expected a list of gateways, each beginning with `- name:`"]),
        BadFile(
            about: "no gateway in the list", text: "gateways: []\n",
            said: ["c.yaml:1:11: gateways: is empty: expected at least one gateway"]),
        BadFile(
            about: "a key misspelled at the root", text: gateway + "default: {}\n",
            said: ["c.yaml:2:1: default: unknown key; did you mean defaults?"]),
        BadFile(
            about: "a key nobody knows at the root", text: gateway + "zebra: 1\n",
            said: ["c.yaml:2:1: zebra: unknown key; known here: gateways, defaults"]),
    ]

    private static let gateways = [
        BadFile(
            about: "several mistakes at once",
            text: """
                gateways:
                  - nmae: a
                    kind: whaha
                    url: ftp://x
                  - kind: wawp
                    url: [1]
                """,
            said: [
                "c.yaml:2:5: gateways[0].nmae: unknown key; did you mean name?",
                "c.yaml:2:5: gateways[0].name: is missing: expected the gateway's name, shown on every row",
                "c.yaml:3:11: gateways[0].kind: expected wawp, green-api, gowa, waha or evolution, "
                    + "found “whaha”; did you mean waha?",
                "c.yaml:4:10: gateways[0].url: \(address): it begins with http:// or https://",
                "c.yaml:5:5: gateways[1].name: is missing: expected the gateway's name, shown on every row",
                "c.yaml:5:5: gateways[1].instances: is missing: expected the instances of this gateway, "
                    + "which has no list of its own",
                "c.yaml:5:5: gateways[1].secret: is missing: expected \(secret)",
                "c.yaml:6:10: gateways[1].url: expected an address such as https://gateway.example.org, found a list",
            ]),
        BadFile(
            about: "a word others use for a key", text: "gateways: [{name: g, type: waha, url: \"http://a\"}]\n",
            said: [
                "c.yaml:1:12: gateways[0].kind: is missing: expected wawp, green-api, gowa, waha or evolution",
                "c.yaml:1:22: gateways[0].type: unknown key; did you mean kind?",
            ]),
        BadFile(
            about: "a name twice",
            text: gateway.replacing("]", with: ",\n  {name: g, kind: waha, url: \"http://b\"}]"),
            said: ["c.yaml:2:10: gateways[0].name: the gateway name “g” is taken already in line 1: names are unique"]
                .map { $0.replacing("[0]", with: "[1]") }),
        BadFile(
            about: "a slash in a name", text: gateway.replacing("name: g", with: "name: eu/1"),
            said: ["c.yaml:1:19: gateways[0].name: a gateway's name has no slash: instances are named gateway/id"]),
        BadFile(
            about: "a control character in a name", text: gateway.replacing("name: g", with: "name: \"a\\u0007\""),
            said: ["c.yaml:1:19: gateways[0].name: expected the gateway's name, found a control character in it"]),
        BadFile(
            about: "a hidden character in a name", text: gateway.replacing("name: g", with: "name: \"a\\u202eb\""),
            said: [
                "c.yaml:1:19: gateways[0].name: expected the gateway's name, "
                    + "found invisible characters or repeated blanks in it"
            ]),
        BadFile(
            about: "a user name without its secret",
            text: "gateways: [{name: g, kind: gowa, url: \"http://localhost\", username: admin}]\n",
            said: ["c.yaml:1:69: gateways[0].username: a user name needs its secret beside it: \(secret)"]),
        BadFile(
            about: "a user name where none is used", text: gateway.replacing("waha", with: "waha, username: admin"),
            said: ["c.yaml:1:44: gateways[0].username: only gowa signs in with a user name: take it out"]),
        BadFile(
            about: "a flag that is none", text: gateway.replacing("waha", with: "waha, insecure: yes"),
            said: ["c.yaml:1:44: gateways[0].insecure: expected true or false, found “yes”"]),
    ]

    private static let addresses = [
        ("https://admin:pw@host", "write user and password as username and secret, not inside the address"),
        ("https://", "the name of the machine is missing or has a character that no name has"),
        ("https://host?token=abc", "it has no ? and no #"),
        ("https://host:99999", "the port is a number from 1 to 65535"),
        ("https://ho st", "the name of the machine is missing or has a character that no name has"),
        ("https://host/a b", "the path has a blank or a character that needs %-encoding"),
        ("host:3000", "it begins with http:// or https://"),
    ].map { url, reason in
        BadFile(
            about: url, text: gateway.replacing("http://localhost", with: url),
            said: ["c.yaml:1:39: gateways[0].url: \(address): \(reason)"])
    }

    private static let instances = [
        BadFile(
            about: "an id twice",
            text: gateway.replacing("\"}", with: "\", instances: [{id: a}, {id: b},\n {id: a}]}"),
            said: [
                "c.yaml:2:7: gateways[0].instances[2].id: the id “a” stands already in line 1: "
                    + "ids are unique within a gateway"
            ]),
        BadFile(
            about: "no id, and a phone that is none",
            text: """
                gateways:
                  - name: g
                    kind: waha
                    url: http://localhost
                    instances:
                      - {label: A, phone: 0114-520}
                      - {id: b, phone: call Mona}
                      - {id: c, phone: "+20 11"}
                      - plain
                """,
            said: [
                "c.yaml:6:9: gateways[0].instances[0].id: is missing: expected the instance's id at its gateway",
                "c.yaml:6:27: gateways[0].instances[0].phone: \(number): "
                    + "begin with the country code, without a leading 0",
                "c.yaml:7:24: gateways[0].instances[1].phone: \(number): “c” is no part of a number",
                "c.yaml:8:24: gateways[0].instances[2].phone: \(number): 4 digits are too few, at least 7",
                "c.yaml:9:9: gateways[0].instances[3]: expected an instance, a map with id, found a single value",
            ]),
        BadFile(
            about: "no instances for a gateway without a list",
            text: "gateways: [{name: g, kind: green-api, url: \"http://localhost\", instances: []}]\n",
            said: [
                "c.yaml:1:75: gateways[0].instances: is empty: "
                    + "this gateway has no list of its own, name its instances here"
            ]),
        BadFile(
            about: "an instance without the secret its vendor asks for",
            text: "gateways: [{name: g, kind: green-api, url: \"http://localhost\", instances: [{id: 1}]}]\n",
            said: ["c.yaml:1:76: gateways[0].instances[0].secret: is missing: expected \(secret)"]),
    ]

    private static let secrets = [
        ("hunter2", "24", "", "expected \(secret), found a single value"),
        ("{env: A, file: b}", "24", "", "expected one of \(secret), found 2 keys"),
        ("{}", "24", "", "expected one of \(secret), found an empty map"),
        ("{evn: A}", "25", "", "unknown form of a secret: expected \(secret); did you mean env?"),
        ("{hunter2hunter2: }", "25", "", "unknown form of a secret: expected \(secret)"),
        (
            "{env: $TOKEN}", "30", ".env",
            "expected the name of an environment variable: letters, digits and _ only, without $"
        ),
        (
            "{command: pass show x}", "34", ".command",
            "expected a program and its arguments as a list, such as [pass, show, wawp]; no shell reads it, "
                + "found a single value"
        ),
        ("{value: }", "32", ".value", "expected the secret itself in quotes, found nothing"),
        ("{value: \"a\\nhunter2\"}", "32", ".value", "expected the secret itself in quotes, found more than one line"),
        ("{file: ~mona/x}", "31", ".file", "~ cannot be expanded here: write the whole path"),
    ].map { written, column, path, sentence in
        BadFile(
            about: "secret: \(written)",
            text:
                "gateways: [{\n name: g, kind: waha,    \n         url: http://a,\n secret:               \(written)}]\n",
            said: ["c.yaml:4:\(column): gateways[0].secret\(path): \(sentence)"])
    }

    private static let settings = [
        BadFile(
            about: "pacing under the floor, over a day, and no number",
            text: gateway + """
                defaults:
                  pacing:
                    idle-status: 1.5
                    link-status: 2
                    link-code: 90000
                    answer-limit: 1e3
                    concurrency: 0
                    idle: 3
                """,
            said: [
                "c.yaml:4:18: defaults.pacing.idle-status: no gateway is asked more often than every 2 seconds: "
                    + "expected seconds, from 2 to 86400",
                "c.yaml:6:16: defaults.pacing.link-code: expected seconds, from 2 to 86400, found “90000”",
                "c.yaml:7:19: defaults.pacing.answer-limit: expected seconds, from 2 to 86400, found “1e3”",
                "c.yaml:8:18: defaults.pacing.concurrency: expected how many requests may be under way at once, "
                    + "from 1 to 256, found “0”",
                "c.yaml:9:5: defaults.pacing.idle: unknown key; known here: idle-status, focused-status, "
                    + "link-status, link-code, link-pause, answer-limit, login-limit, throttle-steps, trouble-steps, "
                    + "concurrency",
            ]),
        BadFile(
            about: "pauses and limits that help nobody",
            text: gateway + """
                defaults:
                  pacing:
                    link-pause: 301
                    login-limit: 45
                    answer-limit: 1
                """,
            said: [
                "c.yaml:4:17: defaults.pacing.link-pause: expected seconds, from 30 to 300, found “301”",
                "c.yaml:5:18: defaults.pacing.login-limit: expected seconds, from 46 to 600, found “45”",
                "c.yaml:6:19: defaults.pacing.answer-limit: expected seconds, from 2 to 86400, found “1”",
            ]),
        BadFile(
            about: "steps that are none, shrink, come too soon, never, or too many",
            text: """
                gateways:
                  - {name: a, kind: waha, url: "http://a", pacing: {throttle-steps: 10, trouble-steps: []}}
                  - {name: b, kind: waha, url: "http://b", pacing: {throttle-steps: [10, 40, 20], trouble-steps: [1, 2]}}
                  - {name: c, kind: waha, url: "http://c", pacing: {throttle-steps: [5, 3601], trouble-steps: [2, x]}}
                  - {name: d, kind: waha, url: "http://d", pacing: {trouble-steps: [2, 3, 4, 5, 6, 7, 8, 9, 10]}}
                """,
            said: [
                "c.yaml:2:69: gateways[0].pacing.throttle-steps: expected a list of 1 to 8 waits in seconds, such as "
                    + "[10, 20, 40], found a single value",
                "c.yaml:2:88: gateways[0].pacing.trouble-steps: expected a list of 1 to 8 waits in seconds, such as "
                    + "[10, 20, 40], found 0",
                "c.yaml:3:78: gateways[1].pacing.throttle-steps[2]: expected a wait no shorter than the 40 seconds "
                    + "before it, found “20”",
                "c.yaml:3:99: gateways[1].pacing.trouble-steps[0]: nothing is asked again within 2 seconds: expected "
                    + "seconds, from 2 to 3600",
                "c.yaml:4:73: gateways[2].pacing.throttle-steps[1]: expected seconds, from 2 to 3600, found “3601”",
                "c.yaml:4:99: gateways[2].pacing.trouble-steps[1]: expected seconds, from 2 to 3600, found “x”",
                "c.yaml:5:68: gateways[3].pacing.trouble-steps: expected a list of 1 to 8 waits in seconds, such as "
                    + "[10, 20, 40], found 9",
            ]),
        BadFile(
            about: "pacing that its vendor has no use for",
            text: """
                gateways:
                  - {name: a, kind: gowa, url: "http://a", pacing: {link-code: 5, login-limit: 90}}
                  - {name: b, kind: waha, url: "http://b", pacing: {link-pause: 60, login-limit: 90}}
                """,
            said: [
                "c.yaml:2:64: gateways[0].pacing.link-code: has no effect on gowa, where each code is a login of its own, "
                    + "fetched when the one before has run out or somebody asks: leave it out",
                "c.yaml:3:65: gateways[1].pacing.link-pause: has no effect on waha, where a link window ends by itself: "
                    + "leave it out",
                "c.yaml:3:82: gateways[1].pacing.login-limit: has no effect on waha, where no request waits for a code to "
                    + "be made: leave it out, or write answer-limit",
            ]),
        BadFile(
            about: "a journal that keeps nothing, for ever, in a way nobody knows",
            text: gateway + """
                defaults:
                  journal:
                    numbers: maksed
                    keep-days: 0
                    keep-megabytes: all
                    days: 3
                """,
            said: [
                "c.yaml:4:14: defaults.journal.numbers: expected masked or whole, found “maksed”; did you mean masked?",
                "c.yaml:5:16: defaults.journal.keep-days: expected days, from 1 to 3650, found “0”",
                "c.yaml:6:21: defaults.journal.keep-megabytes: expected megabytes, from 1 to 10000, found “all”",
                "c.yaml:7:5: defaults.journal.days: unknown key; known here: numbers, keep-days, keep-megabytes",
            ]),
        BadFile(
            about: "a theme and keys that nobody knows",
            text: gateway + "defaults: {theme: drak, keys: {relnik: r, logout: \"\"}}\n",
            said: [
                "c.yaml:2:19: defaults.theme: expected auto, dark, light or mono, found “drak”; did you mean dark?",
                "c.yaml:2:32: defaults.keys.relnik: unknown key; did you mean relink?",
                "c.yaml:2:51: defaults.keys.logout: expected a key such as r, R, F5, Enter or Ctrl-r, or none; found “”",
            ]),
        BadFile(
            about: "notifications of every wrong kind",
            text: gateway + """
                defaults:
                  notifications:
                    bell: loud
                    desktop: osc77
                    hook: notify-team --quiet
                    hook-limit: 0
                    stable-for: soon
                    on: [droped, [x]]
                    titel: true
                """,
            said: [
                "c.yaml:4:11: defaults.notifications.bell: expected true or false, found “loud”",
                "c.yaml:5:14: defaults.notifications.desktop: expected auto, off, osc9, osc777 or osc99, "
                    + "found “osc77”; did you mean osc777?",
                "c.yaml:6:11: defaults.notifications.hook: expected a program and its arguments as a list, such as "
                    + "[notify-team, --quiet]; no shell reads it, found a single value",
                "c.yaml:7:17: defaults.notifications.hook-limit: expected seconds, from 1 to 300, found “0”",
                "c.yaml:8:17: defaults.notifications.stable-for: expected seconds, from 1 to 3600, found “soon”",
                "c.yaml:9:10: defaults.notifications.on[0]: expected gateway-down, outbreak, dropped, mismatch, "
                    + "gateway-back or recovered, found “droped”; did you mean dropped?",
                "c.yaml:9:18: defaults.notifications.on[1]: expected gateway-down, outbreak, dropped, mismatch, "
                    + "gateway-back or recovered, found a list",
                "c.yaml:10:5: defaults.notifications.titel: unknown key; did you mean title?",
            ]),
    ]

    private static let syntax = [
        BadFile(
            about: "a tab as indentation", text: "gateways:\n\t- name: a\n",
            said: ["c.yaml:2:1: a tab stands where the line is indented: YAML indents with blanks only"]),
        BadFile(
            about: "a colon inside plain text", text: "gateways:\n  - name: a: b\n",
            said: [
                "c.yaml:2:12: a colon cannot stand here: indent the line like its neighbours, or put the text in quotes"
            ]),
        BadFile(
            about: "an open list", text: "gateways: [\n",
            said: ["c.yaml:2:1: this is not YAML: did not find expected node content"]),
        BadFile(
            about: "an open quote", text: "gateways: \"a\n", said: ["c.yaml:2:1: a quote is opened and never closed"]),
        BadFile(
            about: "two documents", text: gateway + "---\n" + gateway,
            said: ["c.yaml:2:1: one document is expected: take out the line --- and what follows it"]),
        BadFile(
            about: "a control character", text: "gateways: \u{1}\n",
            said: ["c.yaml:1:11: the control character U+0001 cannot stand in YAML: take it out"]),
        BadFile(
            about: "a key twice, and the other mistakes of the file",
            text: """
                gateways:
                  - name: g
                    kind: waha
                    url: http://a
                    url: http://b
                    trsut: x
                """,
            said: [
                "c.yaml:4:5: the key “url” stands more than once in this map: keep one of them",
                "c.yaml:6:5: gateways[0].trsut: unknown key; did you mean trust?",
            ]),
        BadFile(
            about: "a key three times",
            text: gateway + "defaults: {theme: dark,\n theme: dark,\n theme: dark}\n",
            said: [
                "c.yaml:2:12: the key “theme” stands more than once in this map: keep one of them",
                "c.yaml:3:2: the key “theme” stands more than once in this map: keep one of them",
            ]),
        BadFile(
            about: "an alias", text: "gateways: &a [*a]\ndefaults: *a\n",
            said: ["c.yaml:1:15: aliases (*name) are not read in a configuration: write the values out"]),
        BadFile(
            about: "billions of nodes by aliases, as keys", text: bomb,
            said: ["c.yaml:2:10: aliases (*name) are not read in a configuration: write the values out"]),
        BadFile(
            about: "thousands of open brackets", text: String(repeating: "[", count: 200_000),
            said: ["c.yaml:1:1: lists and maps are nested more than a thousand deep"]),
    ]

    private static let bomb =
        (0..<40).map { level in
            level == 0 ? "a0: &a0 [x]" : "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1), *a\(level - 1)]"
        }.joined(separator: "\n") + "\n? *a39\n: 1\n"

    @Test("no sentence quotes what may be a secret")
    func noSecrets() {
        for file in Self.secrets {
            #expect(!file.said.joined().contains("hunter2"))
        }
    }

    @Test("a file that is no UTF-8 names the first wrong byte")
    func encoding() {
        let error = #expect(throws: ConfigurationProblems.self) {
            try ConfigurationReader().read(Array("gateways:\n  é".utf8) + [0xff, 0x41], path: "c.yaml")
        }
        #expect(error?.description == "c.yaml:2:4: this is not UTF-8 text: save the file as UTF-8")
    }

    @Test("a file over the limit is refused")
    func size() {
        let bytes = [UInt8](repeating: 0x20, count: ConfigurationReader.largestFile + 1)
        let error = #expect(throws: ConfigurationProblems.self) {
            try ConfigurationReader().read(bytes, path: "c.yaml")
        }
        #expect(error?.description == "c.yaml: is larger than 8 MiB")
    }
}
