import Fleet
import Synchronization

/// Leaves out of a list what cannot be addressed safely, and remembers how much that was.
///
/// An id goes into paths, terminals, files and the environment of hooks. With a control character in it, it would be
/// two lines or a terminal's command there; with a format character, two ids would look alike.
final class ListedIDs: Sendable {
    private let leftOut = Mutex(0)

    /// In UTF-8. Vendors' own ids are a tenth of it.
    private static let mostBytes = 200

    /// Those rows of one whole list whose ids are sound.
    func sound<Row>(_ rows: [Row], id: (Row) -> String) -> [Row] {
        let kept = rows.filter { Self.isSound(id($0)) }
        leftOut.withLock { $0 = rows.count - kept.count }
        return kept
    }

    static func isSound(_ id: String) -> Bool {
        (1...mostBytes).contains(id.utf8.count) && id.unicodeScalars.allSatisfy(isSound)
    }

    private static func isSound(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar.value >= 0x20 && scalar.value != 0x7f }
        return switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: false
        default: true
        }
    }

    /// What is to be known of the last list.
    func notices(of gateway: String) -> [CleanText] {
        let count = leftOut.withLock(\.self)
        guard count > 0 else { return [] }
        return [
            CleanText(
                "\(gateway) lists \(count) instance\(count == 1 ? "" : "s") whose id is too long or has invisible "
                    + "characters in it, left out here: rename or delete it there.")
        ]
    }
}
