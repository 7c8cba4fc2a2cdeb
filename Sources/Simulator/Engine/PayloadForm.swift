import FoundationEssentials

/// What a QR code says, in the two forms met in the field. Both are opaque to whoever shows them.
enum PayloadForm: Hashable, Sendable, CaseIterable {
    /// Four comma parts: a reference beginning `2@`, and the device's three keys.
    case keys
    /// Since May 2026: a link whose fragment holds the same parts and the kind of device.
    case link

    static func drawn(for seed: UInt64) -> PayloadForm {
        var random = SplitMix64(seed, Purpose.payloadForm)
        return random.below(2) == 0 ? .keys : .link
    }

    /// The payload of one code: 237 bytes as `keys`, 277 as `link`.
    ///
    /// The device's keys stay the same for a whole link window; the reference changes with every code.
    func payload(seed: UInt64, window: UInt64, index: Int) -> String {
        var keys = SplitMix64(seed, Purpose.deviceKeys, window)
        var reference = SplitMix64(seed, Purpose.reference, window, UInt64(index))
        var parts = ["2@" + Self.base64(reference.bytes(74))]
        for _ in 0..<3 { parts.append(Self.base64(keys.bytes(32))) }
        switch self {
        case .keys: return parts.joined(separator: ",")
        case .link: return "https://wa.me/settings/linked_devices#" + parts.joined(separator: ",") + ",1"
        }
    }

    private static func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }
}
