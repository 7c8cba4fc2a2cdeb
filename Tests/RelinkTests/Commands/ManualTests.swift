import ArgumentParser
import Foundation
import Testing

@testable import relink

@Suite("The manual page")
struct ManualTests {
    private struct Help: Decodable {
        var command: Command

        struct Command: Decodable {
            var commandName: String
            var subcommands: [Command]?
            var arguments: [Argument]?
        }

        struct Argument: Decodable {
            var names: [Name]?

            struct Name: Decodable {
                var kind, name: String
            }
        }
    }

    private static let page: String = {
        let root = URL(fileURLWithPath: #filePath).pathComponents.dropLast(4).joined(separator: "/").dropFirst()
        return (try? String(contentsOfFile: "\(root)/Resources/relink.1", encoding: .utf8)) ?? ""
    }()

    /// The options of each command, by its words.
    private static func commands() throws -> [String: Set<String>] {
        let help = try JSONDecoder().decode(Help.self, from: Data(Relink._dumpHelp().utf8))
        var found: [String: Set<String>] = [:]
        func visit(_ command: Help.Command, after words: String) {
            guard command.commandName != "help" else { return }
            let words = words.isEmpty ? command.commandName : "\(words) \(command.commandName)"
            let names = (command.arguments ?? []).flatMap { $0.names ?? [] }.filter { $0.kind == "long" }.map(\.name)
            found[words] = Set(names)
            for subcommand in command.subcommands ?? [] { visit(subcommand, after: words) }
        }
        visit(help.command, after: "")
        return found
    }

    /// The options that the page tells below each heading.
    private static func sections(_ macro: String) -> [String: Set<String>] {
        var sections: [String: Set<String>] = [:]
        var heading: String?
        for line in page.split(separator: "\n") {
            if line.hasPrefix(".S") {
                heading = line.hasPrefix(macro) ? String(line.dropFirst(macro.count)) : nil
                if let heading { sections[heading] = [] }
            } else if let heading, line.hasPrefix(".It"), let option = line.firstMatch(of: /Fl Fl ([a-z-]+)/)?.1 {
                sections[heading]?.insert(String(option))
            }
        }
        return sections
    }

    @Test("tells every command with its options, and none that there is not")
    func complete() throws {
        let everywhere = try #require(Self.sections(".Sh ")["OPTIONS"])
        let told = Self.sections(".Ss ")
        let commands = try Self.commands()
        #expect(commands.count > 12)
        #expect(Set(told.keys) == Set(commands.keys))
        for (words, options) in commands {
            #expect(told[words] == options.subtracting(everywhere), "\(words)")
        }
        #expect(commands["relink"]?.isSuperset(of: everywhere) == true)
    }

    @Test("names every exit status")
    func statuses() {
        for status in ShellStatus.allCases { #expect(Self.page.contains("\n.It \(status.rawValue)\n")) }
    }
}
