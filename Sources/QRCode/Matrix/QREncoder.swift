import CQRencode
public import Fleet

/// Why a payload cannot be a QR code.
public enum QREncodingProblem: Error, Hashable, Sendable, CustomStringConvertible {
    case empty
    case tooLong(bytes: Int)
    /// The encoder itself gave up: memory is short.
    case failed

    public var description: String {
        switch self {
        case .empty: "The gateway sent an empty code; wait for the next one."
        case .tooLong(let bytes):
            "The gateway sent a code of \(bytes) bytes, and a QR code holds \(QREncoder.longest); use a pairing code."
        case .failed: "The code could not be drawn for want of memory; close other programs or use a pairing code."
        }
    }
}

/// Payload to modules.
public enum QREncoder {
    /// Bytes that a code of version 40 holds at level L (ISO/IEC 18004, table 7).
    public static let longest = 2953

    /// The payload as bytes at level L in the smallest version.
    ///
    /// Level M costs a version, so two rows of a window that is short of them, and was measured to win nothing on a
    /// clean screen.
    public static func encode(_ payload: CodePayload) throws(QREncodingProblem) -> QRMatrix {
        let bytes = Array(payload.reveal().utf8)
        guard !bytes.isEmpty else { throw .empty }
        guard bytes.count <= longest else { throw .tooLong(bytes: bytes.count) }
        var modules = [UInt8](repeating: 0, count: 177 * 177)
        let width = Int(relink_qr_encode(bytes, bytes.count, &modules, modules.count))
        guard let matrix = QRMatrix(width: width, modules: modules.prefix(width * width).map { $0 != 0 }) else {
            throw .failed
        }
        return matrix
    }
}
