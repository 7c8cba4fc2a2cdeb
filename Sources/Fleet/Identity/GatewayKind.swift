/// A vendor's gateway software. The raw value is the word in the configuration and in JSON.
public enum GatewayKind: String, CaseIterable, Hashable, Sendable, Codable {
    case wawp
    case greenAPI = "green-api"
    case gowa
    case waha
    case evolution
}
