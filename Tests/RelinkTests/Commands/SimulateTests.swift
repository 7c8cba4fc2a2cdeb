import ArgumentParser
import Configuration
import Foundation
import Testing

@testable import relink

@Suite("relink simulate")
struct SimulateTests {
    private let path = NSTemporaryDirectory() + "relink-\(UUID().uuidString).yaml"

    private func check() throws {
        let command = try #require(try Relink.parseAsRoot(["simulate", "--config-out", path]) as? SimulateCommand)
        try command.checkTarget(SystemFiles())
    }

    @Test("a configuration that a person wrote is not replaced")
    func keeps() throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        try "gateways: []\n".write(toFile: path, atomically: false, encoding: .utf8)
        let failure = #expect(throws: CommandFailure.self) { try check() }
        #expect(failure?.message == "\(path) was not written by relink simulate: name another file")
    }

    @Test("one that it wrote itself is, and stays for its owner only")
    func replaces() throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        try check()
        try "\(SimulateCommand.heading)\n".write(toFile: path, atomically: false, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        try check()
        try PrivateFile.write(Array("new".utf8), to: path, replacing: true)
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "new")
    }
}
