import ArgumentParser
import Fleet
import Testing

@testable import relink

@Suite("Parsing the command line")
struct ParsingTests {
    @Test(
        "global options are taken before and after the command",
        arguments: [
            ["--config", "c.yaml", "--read-only", "--no-color", "--ascii", "--log-level", "debug", "status", "--json"],
            ["status", "--json", "--config", "c.yaml", "--read-only", "--no-color", "--ascii", "--log-level", "debug"],
            ["--config", "c.yaml", "status", "--read-only", "--no-color", "--json", "--ascii", "--log-level=debug"],
        ])
    func global(words: [String]) throws {
        let command = try #require(try Relink.parseAsRoot(words) as? StatusCommand)
        #expect(command.options.configurationFile == "c.yaml")
        #expect(command.options.readOnly && command.options.noColour && command.options.ascii && command.json)
        #expect(command.options.logLevel == .debug)
    }

    @Test("without a command it is the application")
    func application() throws {
        let command = try #require(try Relink.parseAsRoot(["--read-only"]) as? Relink)
        #expect(command.options.readOnly)
    }

    @Test("simulate takes kinds, a place to listen and a scenario")
    func simulate() throws {
        let words = [
            "simulate", "--config-out", "c.yaml", "--kind", "wawp", "--kind", "green-api", "--instances", "50",
            "--scenario", "night", "--seed", "7", "--listen", "127.0.0.1:4000",
        ]
        let command = try #require(try Relink.parseAsRoot(words) as? SimulateCommand)
        #expect(command.kind == [.wawp, .greenAPI])
        #expect(command.simulation.instances == 50)
        #expect(command.simulation.seed == 7)
        #expect(command.listen?.host == "127.0.0.1")
        #expect(command.listen?.port == 4000)
    }

    @Test(
        "mistakes are usage errors",
        arguments: [
            ["nonsense"], ["status", "--jsno"], ["qr"], ["qr", "a", "--raw", "--json"], ["qr", "a", "--force"],
            ["qr", "a", "--style", "tiny"], ["pair", "a"], ["wait"], ["wait", "a", "--for", "nowhere"],
            ["wait", "a", "--timeout", "-1"], ["logout"], ["simulate"],
            ["simulate", "--config-out", "c", "--kind", "x"],
            ["simulate", "--config-out", "c", "--listen", "here"], ["demo", "--instances", "0"],
            ["--log-level", "loud"],
        ])
    func usage(words: [String]) {
        let error = #expect(throws: (any Error).self) { try Relink.parseAsRoot(words) }
        #expect(error.map { Relink.exitCode(for: $0).rawValue } == ShellStatus.usage.rawValue)
    }

    @Test(
        "where to listen",
        arguments: [("[::1]:80", "::1", 80), ("localhost:0", "localhost", 0)] as [(String, String, UInt16)])
    func listen(text: String, host: String, port: UInt16) {
        let place = ListenPlace(argument: text)
        #expect(place?.host == host)
        #expect(place?.port == port)
    }
}
