import Fleet
import QRCode

/// Payloads shaped like real ones: `2@`, a reference and three keys in base64, cut or filled to a length.
enum Payloads {
    static func linking(bytes: Int, seed: UInt64 = 1) -> CodePayload {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
        var text = "2@"
        while text.utf8.count < bytes {
            let place = text.utf8.count
            if place == 102 || place == 147 || place == 192 {
                text.append(",")
                continue
            }
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            text.append(alphabet[Int(state >> 58)])
        }
        return CodePayload(text)
    }

    static func matrix(bytes: Int, seed: UInt64 = 1) throws -> QRMatrix {
        try QREncoder.encode(linking(bytes: bytes, seed: seed))
    }
}
