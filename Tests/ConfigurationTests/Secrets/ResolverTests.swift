import Fleet
import Testing

@testable import Configuration

@Suite("Resolving secrets")
struct ResolverTests {
    private func resolve(
        _ source: SecretSource, environment: [String: String] = [:], limit: Duration = .seconds(10)
    ) async -> Result<String, SecretProblem> {
        let resolver = SecretResolver(environment: environment, commandLimit: limit)
        return await resolver.resolve(source, owner: "g").map { $0.reveal() }
    }

    private func failure(_ message: String) -> Result<String, SecretProblem> {
        .failure(SecretProblem(owner: "g", message: message))
    }

    @Test("a variable")
    func variable() async {
        #expect(await resolve(.environment("T"), environment: ["T": "hunter2"]) == .success("hunter2"))
        #expect(await resolve(.environment("T")) == failure("the environment variable T is not set"))
        #expect(
            await resolve(.environment("T"), environment: ["T": ""]) == failure("the environment variable T is empty"))
        #expect(
            await resolve(.environment("T"), environment: ["T": "a\nb"])
                == failure("the environment variable T holds more than one line"))
    }

    @Test("a file", arguments: [("hunter2\n", "hunter2"), ("hunter2\r\n", "hunter2"), (" a b ", " a b ")])
    func file(text: String, secret: String) async throws {
        let folder = try TemporaryFolder()
        #expect(await resolve(.file(try folder.write(text, to: "s"))) == .success(secret))
    }

    @Test("a file that holds no secret")
    func badFile() async throws {
        let folder = try TemporaryFolder()
        let empty = try folder.write("\n", to: "empty")
        #expect(await resolve(.file(empty)) == failure("the secret file \(empty) is empty"))
        let long = try folder.write("a\nb\n", to: "long")
        #expect(await resolve(.file(long)) == failure("the secret file \(long) holds more than one line"))
        let missing = folder.path + "/none"
        #expect(await resolve(.file(missing)) == failure("the secret file \(missing) does not exist"))
        let large = try folder.write(String(repeating: "x", count: 20_000), to: "large")
        #expect(await resolve(.file(large)) == failure("the secret file \(large) is larger than 16 KiB"))
    }

    @Test("a command: its first line, without a shell, with the environment handed in")
    func command() async {
        #expect(await resolve(.command(["/bin/echo", "$HOME;", "a  b"])) == .success("$HOME; a  b"))
        #expect(await resolve(.command(["/bin/sh", "-c", "echo one; echo two"])) == .success("one"))
        #expect(
            await resolve(.command(["sh", "-c", "echo $T"]), environment: ["T": "hunter2", "PATH": "/usr/bin:/bin"])
                == .success("hunter2"))
    }

    @Test("a command that prints more than a pipe holds still ends well")
    func chatty() async {
        let script =
            "echo hunter2; i=0; while [ $i -lt 3000 ]; do echo line-of-sixty-four-bytes-or-so-$i; i=$((i+1)); done"
        #expect(await resolve(.command(["/bin/sh", "-c", script])) == .success("hunter2"))
    }

    @Test("a command that fails is told by its name and exit status, never by its words")
    func failing() async {
        #expect(
            await resolve(.command(["/bin/sh", "-c", "echo hunter2; echo hunter2 >&2; exit 3"]))
                == failure("the command /bin/sh failed with exit status 3: run it by hand to see why"))
        #expect(
            await resolve(.command(["/bin/sh", "-c", "kill -TERM $$"]))
                == failure("the command /bin/sh was ended by signal 15"))
        #expect(await resolve(.command(["/bin/true"])) == failure("the command /bin/true printed nothing"))
        #expect(
            await resolve(.command(["relink-no-such-program"]))
                == failure(
                    "the command relink-no-such-program was not found: write its whole path, or look at PATH"))
    }

    @Test("a command that does not end is given up, and its helpers with it")
    func endless() async throws {
        let folder = try TemporaryFolder()
        let pipe = folder.path + "/alive"
        // The helper holds the lock for as long as it lives.
        let script = "flock '\(pipe)' sleep 1000 & wait"
        #expect(
            await resolve(
                .command(["/bin/sh", "-c", script]), environment: ["PATH": "/usr/bin:/bin"], limit: .seconds(1))
                == failure("the command /bin/sh did not end within 1 s: run it by hand"))
        #expect(await resolve(.command(["/usr/bin/flock", pipe, "echo", "free"])) == .success("free"))
    }

    @Test("one gateway: a source that several share is asked once, and each failure is told")
    func gateway() async throws {
        let folder = try TemporaryFolder()
        let open = try folder.write("tok", to: "open", mode: 0o644)
        let counter = folder.path + "/count"
        let shared = SecretSource.command(["/bin/sh", "-c", "echo x >> '\(counter)'; echo shared"])
        let gateway = GatewayConfiguration(
            name: "green", kind: .greenAPI, url: "https://a", secret: .file(open),
            instances: [
                InstanceConfiguration(id: "1", secret: shared), InstanceConfiguration(id: "2", secret: shared),
                InstanceConfiguration(id: "3", secret: .environment("NONE")), InstanceConfiguration(id: "4"),
            ])
        let resolution = await SecretResolver(environment: [:]).resolve(gateway)
        #expect(
            resolution.secrets
                == GatewaySecrets(gateway: Secret("tok"), instances: ["1": Secret("shared"), "2": Secret("shared")]))
        #expect(
            resolution.problems.map(\.description) == ["green/3: the environment variable NONE is not set"])
        #expect(
            resolution.warnings == ["green: the secret file \(open) can be read by others: run  chmod 600 \(open)"])
        #expect(try SystemFiles().read(counter, limit: 100).bytes == Array("x\n".utf8))
    }
}
