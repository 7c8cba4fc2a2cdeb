import Testing

@testable import Configuration

@Suite("Where the files are")
struct LocationTests {
    @Test(
        "the configuration",
        arguments: [
            ("a.yaml", ["HOME": "/h", "RELINK_CONFIG": "/r.yaml"], "a.yaml"),
            ("~/a.yaml", ["HOME": "/h"], "/h/a.yaml"),
            (nil, ["HOME": "/h", "RELINK_CONFIG": "~/r.yaml", "XDG_CONFIG_HOME": "/x"], "/h/r.yaml"),
            (nil, ["HOME": "/h", "RELINK_CONFIG": "", "XDG_CONFIG_HOME": "/x/"], "/x/relink/config.yaml"),
            (nil, ["HOME": "/h/", "XDG_CONFIG_HOME": "relative"], "/h/.config/relink/config.yaml"),
            (nil, ["HOME": "/h"], "/h/.config/relink/config.yaml"),
        ] as [(String?, [String: String], String)])
    func configuration(named: String?, environment: [String: String], expected: String) throws {
        #expect(try ConfigurationLocation(environment: environment).configurationFile(named: named) == expected)
    }

    @Test("the state folder")
    func state() throws {
        #expect(try ConfigurationLocation(environment: ["HOME": "/h"]).stateFolder() == "/h/.local/state/relink")
        let elsewhere = ConfigurationLocation(environment: ["HOME": "/h", "XDG_STATE_HOME": "/s"])
        #expect(try elsewhere.stateFolder() == "/s/relink")
    }

    @Test("without a home folder the sentence says what to do")
    func homeless() {
        let location = ConfigurationLocation(environment: [:])
        let error = #expect(throws: ConfigurationProblems.self) { try location.configurationFile() }
        #expect(
            error?.description
                == "~/.config/relink: HOME is not set to a folder: set it, or name the file with --config")
    }
}
