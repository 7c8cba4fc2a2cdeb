import CCurl
import FoundationEssentials

/// Certificates of authorities that one gateway needs beside the system's own. There is no way to trust less
/// than that: verification cannot be switched off.
public final class ExtraTrust: Sendable, Hashable {
    /// The file's certificates followed by the system's, as PEM; an address that stays, because libcurl
    /// keeps it. It lives as long as this object.
    nonisolated(unsafe) let pem: UnsafeBufferPointer<UInt8>  // Unsafe: a pointer; its bytes never change.

    /// Reads a PEM file.
    public init(file path: String) throws(HTTPFailure) {
        guard let extra = Self.read(path) else {
            throw HTTPFailure(.tls, "The trust file \(path) cannot be read.")
        }
        guard extra.contains(Self.marker) else {
            throw HTTPFailure(.tls, "The trust file \(path) holds no certificate in PEM form.")
        }
        // libcurl trusts either its file or these bytes, so that the system's have to be among them.
        let all = extra + [UInt8(ascii: "\n")] + (Self.systemFiles.lazy.compactMap(Self.read).first ?? [])
        let bytes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: all.count)
        _ = bytes.initialize(fromContentsOf: all)
        pem = UnsafeBufferPointer(bytes)
    }

    deinit { pem.deallocate() }

    private static let marker = Array("-----BEGIN CERTIFICATE-----".utf8)

    /// Where libcurl was told to look, then where the distributions keep their bundle.
    private static var systemFiles: [String] {
        let built = relink_system_ca_file().map { [String(cString: $0)] } ?? []
        return built + [
            "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem",
            "/etc/ssl/ca-bundle.pem",
        ]
    }

    private static func read(_ path: String) -> [UInt8]? {
        (try? Data(contentsOf: URL(filePath: path))).map { Array($0) }
    }

    public static func == (left: ExtraTrust, right: ExtraTrust) -> Bool { left.pem.elementsEqual(right.pem) }

    public func hash(into hasher: inout Hasher) { hasher.combine(pem.count) }
}
