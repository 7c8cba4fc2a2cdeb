/// Something a gateway said, with who said it and when: every fact carries its source and its age.
public struct Fact<Value: Sendable>: Sendable {
    public var value: Value
    public var source: FactSource
    public var observedAt: Instant

    public init(_ value: Value, from source: FactSource, at observedAt: Instant) {
        self.value = value
        self.source = source
        self.observedAt = observedAt
    }
}

extension Fact: Equatable where Value: Equatable {}
extension Fact: Hashable where Value: Hashable {}

/// Where a fact came from. The raw value is the word in JSON.
public enum FactSource: String, Hashable, Sendable, Codable {
    case list
    case status
    case qr
    case push
    case action
}
