/// What random numbers are drawn for: each purpose has a stream of its own.
enum Purpose {
    static let gateway: UInt64 = 1
    static let instance: UInt64 = 2
    static let secret: UInt64 = 3
    static let payloadForm: UInt64 = 4
    static let deviceKeys: UInt64 = 5
    static let reference: UInt64 = 6
    static let reset: UInt64 = 7
    static let start: UInt64 = 8
    static let pairing: UInt64 = 9
    static let patience: UInt64 = 10
    static let cast: UInt64 = 11
    static let answer: UInt64 = 12
    static let weather: UInt64 = 13
}
