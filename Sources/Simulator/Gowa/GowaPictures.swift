import Fleet

/// The files that login calls leave behind: one picture each, for half of its code's life.
struct GowaPictures: Sendable {
    struct Picture: Sendable {
        let instance: String
        let payload: String
        let sighting: CodeSighting
        let expires: Instant
    }

    private let seed: UInt64
    private var pictures: [String: Picture] = [:]
    private var count: UInt64 = 0

    init(seed: UInt64) { self.seed = seed }

    /// Returns the file's path below the base path.
    mutating func add(_ picture: Picture, at now: Instant) -> String {
        pictures = pictures.filter { now < $0.value.expires }
        count += 1
        var random = SplitMix64(seed, Purpose.secret, count)
        let parts = [8, 4, 4, 4, 12].map { random.text($0, of: "0123456789abcdef") }
        let path = "/statics/qrcode/scan-qr-\(parts.joined(separator: "-")).png"
        pictures[path] = picture
        return path
    }

    func picture(at path: String, _ now: Instant) -> Picture? {
        pictures[path].flatMap { now < $0.expires ? $0 : nil }
    }
}
