/// What GOWA's refusals are about. Most of them are a 500 with a sentence.
enum GOWAComplaint {
    case deviceUnknown
    case notLinked
    case reconnecting
    /// WhatsApp gave no code in time.
    case noCode
    case booting
    case notMade
    case unclear

    init(_ vendor: VendorMessage) {
        let words = vendor.text?.lowercased() ?? ""
        func says(_ parts: String...) -> Bool { parts.contains(where: words.contains) }
        self =
            switch vendor.code {
            case "DEVICE_NOT_FOUND", "NOT_FOUND": .deviceUnknown
            case "SESSION_SAVED_ERROR": .reconnecting
            case "GATEWAY_TIMEOUT": .noCode
            case "DEVICE_MANAGER_UNAVAILABLE": .booting
            case "INTERNAL_SERVER_ERROR":
                if says("not implemented") {
                    .notMade
                } else if says("not logged in", "session deleted") {
                    .notLinked
                } else if says("deadline exceeded", "waiting for qr", "without receiving image") {
                    .noCode
                } else if says("manager not initialized") {
                    .booting
                } else if says("device"), says("not found") {
                    .deviceUnknown
                } else {
                    .unclear
                }
            default: .unclear
            }
    }

    /// No route of that name: a text or a page, or since version 8 the question for a device, which is what the
    /// gateway answers where it knows no route. Whatever it was, it was not done.
    static func isAboutRoute(_ answer: Answer) -> Bool {
        let code = VendorMessage(answer).code
        switch answer.status {
        case 400: return code == "DEVICE_ID_REQUIRED"
        case 404, 405: return code == nil
        default: return false
        }
    }

    static func isNotMade(_ answer: Answer) -> Bool {
        answer.status == 500 && GOWAComplaint(VendorMessage(answer)) == .notMade
    }
}
