internal import Foundation

/// Finds what was built beside the tests.
public enum BuildProducts {
    /// The folder of the running test bundle, where SwiftPM puts every executable of the package too.
    public static let folder: String = {
        let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return URL(fileURLWithPath: own).deletingLastPathComponent().path
    }()

    public static func executable(_ name: String) -> String { "\(folder)/\(name)" }
}
