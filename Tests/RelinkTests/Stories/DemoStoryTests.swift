import Foundation
import PtyHarness
import Testing

@Suite("Story 11: the demo", .timeLimit(.minutes(15)))
struct DemoStoryTests {
    @Test("It speaks with nobody but this machine, and writes into no file outside of its temporary folder")
    func closed() async throws {
        let home = try TemporaryHome()
        let session = try await Session.start(
            ["demo", "--seed", "1"], columns: 120, rows: 44,
            environment: ["HOME": home.path, "TMPDIR": home.path, "XDG_RUNTIME_DIR": home.path])
        for (keys, shown) in [("", "● LINKED"), ("/state:scan\rr", "Linked devices"), ("\u{1b}W", "┌─"), ("?", "HELP")]
        {
            session.press(keys)
            let screen = try await session.waitFor(shown)
            #expect(screen.contains("DEMO"))
            let process = OpenFiles(of: session.pty.processID)
            #expect(!process.peers.isEmpty)
            #expect(process.peers.filter { !$0.isLoopback } == [])
            #expect(
                process.written.filter {
                    !$0.hasPrefix("/dev/") && !$0.hasPrefix("/memfd:") && !$0.hasPrefix(home.path)
                } == [])
        }
        session.press("\u{1b}")
        try await session.wait("the wall") { !$0.contains("HELP") }
        session.press("QQ")
        #expect(try await session.pty.waitForExit() == .status(0))
        #expect(home.texts().isEmpty)
    }
}

/// What a process has open, as the kernel tells it.
private struct OpenFiles {
    struct Peer: Hashable {
        var address: String

        /// In the kernel's hexadecimal: 127.0.0.0/8, ::1, and the same mapped; nobody yet is all zeros.
        var isLoopback: Bool {
            address.hasSuffix("7F") && address.count == 8 || address.allSatisfy { $0 == "0" }
                || address == "00000000000000000000000001000000"
                || address.hasPrefix("0000000000000000FFFF0000") && address.hasSuffix("7F")
        }
    }

    /// Addresses at the other end of its sockets.
    var peers: [Peer] = []
    /// Paths of files that it has open for writing.
    var written: [String] = []

    init(of process: Int32) {
        var sockets: Set<String> = []
        let folder = "/proc/\(process)/fd"
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
            guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\(name)") else {
                continue
            }
            if target.hasPrefix("socket:[") { sockets.insert(String(target.dropFirst(8).dropLast())) }
            let details = (try? String(contentsOfFile: "/proc/\(process)/fdinfo/\(name)", encoding: .utf8)) ?? ""
            let flags = details.firstMatch(of: /flags:\s+([0-7]+)/).flatMap { Int($0.1, radix: 8) } ?? 0
            if target.hasPrefix("/"), flags & 3 != 0 { written.append(target) }
        }
        for kind in ["tcp", "tcp6", "udp", "udp6"] {
            let table = FileHandle(forReadingAtPath: "/proc/\(process)/net/\(kind)")?.readDataToEndOfFile() ?? Data()
            for line in String(decoding: table, as: UTF8.self).split(separator: "\n").dropFirst() {
                let words = line.split(separator: " ", omittingEmptySubsequences: true)
                guard words.count > 9, sockets.contains(String(words[9])) else { continue }
                peers.append(Peer(address: String(words[2].prefix { $0 != ":" })))
            }
        }
    }
}
