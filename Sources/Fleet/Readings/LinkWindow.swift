/// What a link window of an instance waits for. While one is open its instance is asked more often.
public enum LinkWindow: String, CaseIterable, Hashable, Sendable {
    /// A QR is shown and kept fresh.
    case qr
    /// A pairing code is alive: no QR is fetched, because that would end the pairing code at some gateways.
    case pairing
    /// A passkey is asked for: no QR is fetched, because scanning again does not help and may throw the request away.
    case passkey
}
