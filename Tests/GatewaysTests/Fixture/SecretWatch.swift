import Fleet
import Testing

@testable import Gateways

/// What must not be found in any text that people, logs or crash reports may see.
struct SecretWatch {
    var secrets: [String]

    /// What the call threw, checked for what holds for every failure.
    func failure<Value>(
        sourceLocation: SourceLocation = #_sourceLocation, _ call: () async throws(GatewayFailure) -> Value
    ) async throws -> GatewayFailure {
        do throws(GatewayFailure) {
            let value = try await call()
            Issue.record("it answered: \(value)", sourceLocation: sourceLocation)
        } catch {
            check("\(error)", sourceLocation: sourceLocation)
            check("\(error.kind)", sourceLocation: sourceLocation)
            var dumped = ""
            dump(error, to: &dumped)
            check(dumped, sourceLocation: sourceLocation)
            #expect(!error.message.isEmpty && error.message.text.count <= 200, sourceLocation: sourceLocation)
            return error
        }
        throw CancellationError()
    }

    func check(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
        let text = text.lowercased()
        for secret in secrets {
            #expect(!text.contains(secret.lowercased()), "\(text)", sourceLocation: sourceLocation)
        }
    }
}

/// A picture by its first bytes, which is as far as a client looks.
enum Picture {
    static let png: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3, 0xff]
    static let jpeg: [UInt8] = [0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]
}
