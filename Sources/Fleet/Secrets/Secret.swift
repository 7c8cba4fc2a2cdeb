/// A token or password. It never describes itself: only `reveal()` hands it out, at the door that needs it.
public struct Secret: Hashable, Sendable, Redacted {
    private let value: String

    public init(_ value: String) { self.value = value }

    /// The secret itself. Every call is a place to check that it goes to its gateway and nowhere else.
    public func reveal() -> String { value }

    public var isEmpty: Bool { value.isEmpty }
}

/// What a QR code says. Who scans it owns a session, so it is a secret, and it is opaque: never parsed, never opened.
public struct CodePayload: Hashable, Sendable, Redacted {
    private let value: String

    public init(_ value: String) { self.value = value }

    public func reveal() -> String { value }

    /// Bytes, as they are encoded into the QR.
    public var byteCount: Int { value.utf8.count }
}

/// The eight characters typed on the phone instead of scanning. A secret while it lives.
public struct PairingCode: Hashable, Sendable, Redacted {
    private let value: String

    /// Dashes and blanks are dropped: engines disagree on writing them.
    public init(_ text: String) {
        value = text.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }.uppercased()
    }

    /// The plain characters, as they are copied.
    public var plain: String { value }

    /// `XXXX-XXXX`, as it is shown; other lengths are split in the middle.
    public var grouped: String {
        guard value.count > 4 else { return value }
        let half = value.index(value.startIndex, offsetBy: value.count == 8 ? 4 : (value.count + 1) / 2)
        return "\(value[..<half])-\(value[half...])"
    }

    public var isEmpty: Bool { value.isEmpty }
}

/// Says nothing of what it holds, in prints, dumps, mirrors and crash texts alike.
public protocol Redacted: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {}

extension Redacted {
    public var description: String { "‹redacted›" }
    public var debugDescription: String { "‹redacted›" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
