internal import Foundation
internal import Processes
internal import Testing

@Suite("Other programs", .timeLimit(.minutes(15)))
struct ChildProcessTests {
    private static let environment = ["PATH": "/usr/bin:/bin"]

    private func shell(
        _ script: String, limit: Duration = .seconds(60), patience: Duration = .zero, isDetached: Bool = false
    ) -> ChildProcess {
        ChildProcess(
            ["/bin/sh", "-c", script], environment: Self.environment, limit: limit, patience: patience,
            isDetached: isDetached)
    }

    private func line(_ child: ChildProcess) throws -> String {
        String(decoding: try child.firstLine(longest: 1000).line, as: UTF8.self)
    }

    @Test("it ends as it ends")
    func endings() throws {
        #expect(try shell("exit 0").run() == .exit(0))
        #expect(try shell("exit 3").run() == .exit(3))
        #expect(try shell("kill -TERM $$").run() == .signal(15))
    }

    @Test("no shell reads its words")
    func words() throws {
        let child = ChildProcess(["echo", "$HOME;", "a  b"], environment: Self.environment, limit: .seconds(60))
        #expect(try line(child) == "$HOME; a  b")
    }

    @Test("what is not there, or no program, is told")
    func missing() throws {
        let file = try TemporaryFile()
        #expect(throws: ChildProcess.Trouble.notFound) {
            try ChildProcess(["relink-no-such-program"], environment: Self.environment, limit: .seconds(1)).run()
        }
        #expect(throws: ChildProcess.Trouble.notFound) {
            try ChildProcess([file.path], environment: Self.environment, limit: .seconds(1)).run()
        }
        #expect(throws: ChildProcess.Trouble.notStarted("Permission denied")) {
            try ChildProcess(["/"], environment: Self.environment, limit: .seconds(1)).run()
        }
    }

    @Test("the environment is what was handed in, and nothing else")
    func environment() throws {
        setenv("RELINK_TEST_OF_OURS", "1", 1)
        let folder = try TemporaryFile()
        let child = ChildProcess(
            ["/bin/sh", "-c", "/usr/bin/env > '\(folder.path)'"], environment: ["A": "b\nc"], limit: .seconds(60))
        #expect(try child.run() == .exit(0))
        let text = try String(contentsOfFile: folder.path, encoding: .utf8)
        #expect(text.contains("A=b\nc"))
        #expect(!text.contains("RELINK_TEST_OF_OURS"))
    }

    @Test("it gets no file of ours, an empty standard input, and its own signals", arguments: [false, true])
    func inheritance(isDetached: Bool) throws {
        // Open for children, as a careless library leaves its files.
        let low = Foundation.open("/etc/hostname", O_RDONLY)
        defer { close(low) }
        // Far above the descriptors that the shell needs for itself.
        let open = fcntl(low, F_DUPFD, 200)
        defer { close(open) }
        #expect(open >= 200)
        let child = shell(
            "echo $(ls /proc/$$/fd | tr '\\n' ' ') $(wc -c) $(grep -E '^Sig(Blk|Ign)' /proc/$$/status | tr -d '\\n')",
            isDetached: isDetached)
        let told = try line(child)
        #expect(told.hasPrefix("0 1 2 "))
        #expect(!told.contains(" \(open) "))
        #expect(
            told.contains("SigBlk:\t0000000000000000SigIgn:\t0000000000000000") || told.contains("0000000000000000"))
    }

    @Test("detached, it has a session of its own; else a process group")
    func session() throws {
        let script = "read pid name state parent group session rest < /proc/$$/stat; echo $pid $group $session"
        let detached = try line(shell(script, isDetached: true)).split(separator: " ")
        #expect(Set(detached).count == 1)
        let attached = try line(shell(script)).split(separator: " ")
        #expect(attached[0] == attached[1])
        #expect(attached[2] == "\(getsid(0))")
    }

    @Test("one that does not end is asked to, and may clean up")
    func asked() throws {
        let file = try TemporaryFile()
        let script = "trap 'echo cleaned >> \"\(file.path)\"; exit 0' TERM; echo began > \"\(file.path)\""
        // On a busy machine a short limit can be over before the shell listens: then a longer one tells more.
        var limit = Duration.milliseconds(300)
        var said = ""
        while said.isEmpty, limit < .seconds(300) {
            let child = shell("\(script); while :; do sleep 0.05; done", limit: limit, patience: .seconds(60))
            #expect(try child.run() == .late)
            said = try String(contentsOfFile: file.path, encoding: .utf8)
            limit *= 4
        }
        #expect(said == "began\ncleaned\n")
    }

    @Test("one that will not end is killed, and its helpers with it")
    func killed() throws {
        let file = try TemporaryFile()
        // Helpers hold the lock for as long as they live.
        let child = shell(
            "trap '' TERM; flock '\(file.path)' sleep 1000 & while :; do sleep 0.05; done", limit: .milliseconds(300),
            patience: .milliseconds(300))
        #expect(try child.run() == .late)
        let lock = ChildProcess(
            ["flock", file.path, "true"], environment: Self.environment, limit: .seconds(60))
        #expect(try lock.run() == .exit(0))
    }

    @Test("what it prints beyond the first line is read away")
    func chatty() throws {
        let child = shell("echo one; i=0; while [ $i -lt 3000 ]; do echo line-of-many-bytes-or-so-$i; i=$((i+1)); done")
        let (bytes, ending) = try child.firstLine(longest: 1000)
        #expect(String(decoding: bytes, as: UTF8.self) == "one" && ending == .exit(0))
        #expect(try shell("head -c 100000 /dev/zero | tr '\\0' x").firstLine(longest: 1000).line.count == 1001)
        #expect(try shell("yes | head -c 1000000; exit 4").run() == .exit(4))
    }
}

/// A file that goes with the test.
private final class TemporaryFile {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("relink-\(UUID().uuidString)").path
        try "".write(toFile: path, atomically: false, encoding: .utf8)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
