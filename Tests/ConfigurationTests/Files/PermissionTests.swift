import Testing

@testable import Configuration

@Suite("Who may read the configuration")
struct PermissionTests {
    private func text(secret: String) -> String {
        "gateways: [{name: g, kind: waha, url: \"http://localhost\", secret: \(secret)}]\n"
    }

    @Test("a file with a secret in it is refused when others may read it", arguments: [0o644, 0o640, 0o604])
    func refused(mode: Int) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(text(secret: "{value: hunter2}"), to: "my config.yaml", mode: mode)
        let error = #expect(throws: ConfigurationProblems.self) {
            try ConfigurationReader().load(path, from: SystemFiles())
        }
        #expect(
            error?.description
                == "\(path): holds a secret as {value: ...} and can be read by others: run  chmod 600 '\(path)'")
    }

    @Test("the chmod that is named mends it")
    func mended() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(text(secret: "{value: hunter2}"), to: "config.yaml", mode: 0o600)
        #expect(try ConfigurationReader().load(path, from: SystemFiles()).gateways.count == 1)
    }

    @Test("a file that only says where secrets are may be read by everybody")
    func open() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(text(secret: "{env: WAHA_KEY}"), to: "config.yaml", mode: 0o644)
        #expect(try ConfigurationReader().load(path, from: SystemFiles()).gateways.count == 1)
    }

    @Test("a file that is not there or is a folder is told in one sentence")
    func unreadable() throws {
        let folder = try TemporaryFolder()
        let missing = folder.path + "/none.yaml"
        let first = #expect(throws: ConfigurationProblems.self) {
            try ConfigurationReader().load(missing, from: SystemFiles())
        }
        #expect(first?.description == "\(missing): does not exist: write one, or look around with  relink demo")
        let second = #expect(throws: ConfigurationProblems.self) {
            try ConfigurationReader().load(folder.path, from: SystemFiles())
        }
        #expect(second?.description == "\(folder.path): is a folder, not a file")
    }
}
