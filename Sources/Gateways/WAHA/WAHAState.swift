import Fleet

/// WAHA's words for the state of a session.
enum WAHAState {
    /// `nil` for a word that is none of them.
    static func state(of word: String) -> LinkState? {
        // The spelling that is nearly always met needs no copy.
        known[word] ?? known[normalised(word)]
    }

    /// `scan qr code` and `Scan-QR-Code` are the word that is documented as `SCAN_QR_CODE`.
    static func normalised(_ word: String) -> String {
        word.uppercased().split { $0 == "_" || $0 == "-" || $0.isWhitespace }.joined(separator: "_")
    }

    /// The last of WAHA's words in a sentence: some refusals tell the state only there.
    static func lastWord(in sentence: String) -> String? {
        sentence.split { !$0.isLetter && $0 != "_" }.map(String.init).last { known[$0] != nil }
    }

    /// What a person should know about a state beside its name.
    static func reason(for word: String) -> CleanText? {
        switch normalised(word) {
        case "FAILED": "Unlinked by the phone, QR codes used up, or engine trouble: WAHA does not tell which"
        case "PASSKEY_REQUIRED": "The phone asks for a passkey, which only a browser at web.whatsapp.com can give"
        case "PASSKEY_CONFIRMATION_REQUIRED": "The phone shows a short code to compare and confirm"
        default: nil
        }
    }

    /// Of the two steps of a passkey, the second.
    static func asksToCompare(_ word: String) -> Bool { normalised(word) == "PASSKEY_CONFIRMATION_REQUIRED" }

    private static let known: [String: LinkState] = [
        "STOPPED": .stopped,
        "STARTING": .starting,
        "SCAN_QR_CODE": .awaitingLink,
        "WORKING": .working,
        "FAILED": .failed,
        // Since 2026.7, with the GOWS engine.
        "PASSKEY_REQUIRED": .awaitingPasskey,
        "PASSKEY_CONFIRMATION_REQUIRED": .awaitingPasskey,
    ]
}
