import Foundation

/// The `openssl` program as a server with a certificate of its own making.
final class TLSServer {
    static let program = "/usr/bin/openssl"
    static var isPossible: Bool { FileManager.default.isExecutableFile(atPath: program) }

    let port: Int
    /// The PEM file of its certificate, which is its own authority.
    let certificate: String
    private let folder: URL
    private let process = Process()

    /// Ready when it returns.
    init(name: String) async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "relink-tls-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        certificate = folder.appending(path: "cert.pem").path
        let key = folder.appending(path: "key.pem").path
        let making = Process()
        making.executableURL = URL(filePath: Self.program)
        making.arguments = [
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj",
            "/CN=relink test", "-addext", "subjectAltName=IP:\(name)", "-keyout", key, "-out", certificate,
        ]
        making.standardError = FileHandle.nullDevice
        try making.run()
        making.waitUntilExit()

        let output = Pipe()
        process.executableURL = URL(filePath: Self.program)
        process.arguments = ["s_server", "-accept", "127.0.0.1:0", "-cert", certificate, "-key", key, "-www"]
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        process.standardInput = Pipe()
        try process.run()
        // It says `ACCEPT 127.0.0.1:PORT` when it listens.
        var said = ""
        while !said.hasSuffix("\n") || !said.contains("ACCEPT") {
            let more = output.fileHandleForReading.availableData
            guard !more.isEmpty else { throw POSIXError(.ECONNREFUSED) }
            said += String(decoding: more, as: UTF8.self)
        }
        let line = said.split(separator: "\n").last { $0.contains("ACCEPT") } ?? ""
        guard let port = line.split(separator: ":").last.flatMap({ Int($0) }) else { throw POSIXError(.EADDRINUSE) }
        self.port = port
    }

    deinit {
        // A signal that the child, too, blocks when the thread that started it does would not end it.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        try? FileManager.default.removeItem(at: folder)
    }
}
