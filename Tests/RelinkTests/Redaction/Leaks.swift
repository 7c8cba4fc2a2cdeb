import Fleet
import Foundation
import PtyHarness
import Simulator
import Testing

/// What must be nowhere, in every spelling that somebody might leave it in.
struct Leaks {
    /// Found anywhere, they open something.
    private(set) var secrets: Set<String> = []
    /// Whole, they belong to somebody; on the screen of who types one, and in JSON, they are the product.
    private(set) var numbers: Set<String> = []

    init(_ fleet: ServedFleet) {
        for gateway in fleet.gateways {
            add(gateway.secret.reveal())
            if let name = gateway.username { add("\(name):\(gateway.secret.reveal())") }
            for case .value(let secret)? in gateway.instances.map(\.secret) { add(secret.reveal()) }
            numbers.formUnion(gateway.instances.compactMap(\.phone?.digits))
        }
    }

    mutating func add(_ secret: String) {
        guard !secret.isEmpty else { return }
        secrets.formUnion(Self.spellings(of: secret))
    }

    mutating func add(_ payload: CodePayload) { add(payload.reveal()) }

    mutating func add(_ code: PairingCode) {
        add(code.plain)
        add(code.grouped)
    }

    /// As it is, as a URL spells it, and in base 64 wherever in a longer text it may have stood.
    private static func spellings(of text: String) -> [String] {
        let escaped = text.utf8.map { String(format: "%%%02X", $0) }.joined()
        let encoded = text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? text
        let base64 = (0..<3).map { offset in
            // The first and the last four characters depend on the neighbours too.
            let shifted = Data(Array(repeating: 0x20, count: offset) + Array(text.utf8)).base64EncodedString()
            return String(shifted.dropFirst(offset == 0 ? 0 : 4).dropLast(4))
        }
        // What has become too short to tell is left out.
        return [text, escaped, encoded] + base64.filter { $0.count >= 8 }
    }

    /// Fails for each secret that stands somewhere in the text.
    func check(
        _ text: String, in place: String, numbersToo: Bool = true, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let text = text.lowercased()
        let found = (numbersToo ? secrets.union(numbers) : secrets).filter { text.contains($0.lowercased()) }
        // Not the secret itself: a test's log is a log as well.
        let told = found.map { "\($0.prefix(3))… of \($0.count) characters" }
        let isClean = found.isEmpty
        #expect(isClean, "\(place) holds \(told)", sourceLocation: sourceLocation)
    }

    /// Everything that an application in a terminal leaves: bytes, screen, title, argument list and files.
    func check(
        _ session: Session, _ fleet: ServedFleet, numbersToo: Bool = true,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        check(session.written, in: "what was written", numbersToo: numbersToo, sourceLocation: sourceLocation)
        check(session.pty.screen.title, in: "the title", sourceLocation: sourceLocation)
        for (name, text) in fleet.home.texts() where !name.hasSuffix(".yaml") {
            check(text, in: name, sourceLocation: sourceLocation)
        }
    }

    /// Everything that a command says and leaves.
    func check(
        _ ended: RelinkProcess.Ended, of words: [String], numbersToo: Bool = true,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let name = "relink \(words.joined(separator: " "))"
        check(ended.output, in: "the output of \(name)", numbersToo: numbersToo, sourceLocation: sourceLocation)
        check(ended.error, in: "the errors of \(name)", sourceLocation: sourceLocation)
    }
}
