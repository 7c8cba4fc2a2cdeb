/// What WhatsApp wants a passkey to sign before it links: the options of a WebAuthn request, as JSON.
///
/// Who answers it owns a session, so it is a secret. It says nothing to anybody but a browser that stands at
/// WhatsApp's own page, which signs it with the passkey and returns a `PasskeyAssertion`.
public struct PasskeyChallenge: Hashable, Sendable, Redacted {
    private let json: String
    /// What the signed answer repeats: base64url without padding.
    let nonce: String
    /// How long a browser leaves its dialog open, as the request says.
    public let timeLimit: Duration?

    /// - Parameters:
    ///   - json: one line of printable ASCII, so that neither a clipboard nor a console can take it for anything else.
    ///   - nonce: its member `challenge`.
    public init(json: String, nonce: String, timeLimit: Duration? = nil) {
        self.json = json
        self.nonce = Base64URL.plain(nonce)
        self.timeLimit = timeLimit
    }

    /// As a browser's extension takes it.
    public func reveal() -> String { json }

    public var byteCount: Int { json.utf8.count }

    /// One line for the console of a browser at `https://web.whatsapp.com`: it waits for a click in the page, which
    /// browsers want before they show a passkey's dialog, then prints the answer and puts it on the clipboard.
    ///
    /// Made of what browsers have (WebAuthn level 3: `parseRequestOptionsFromJSON`, `toJSON`), and of nothing else.
    public func consoleLine() -> String {
        "addEventListener('click',async()=>{const a=JSON.stringify(await navigator.credentials.get({publicKey:"
            + "PublicKeyCredential.parseRequestOptionsFromJSON(\(json))}));console.log(a);"
            + "await navigator.clipboard.writeText(a)},{once:true})"
    }
}

/// The short text that WhatsApp shows on the phone too, to be compared: `1234`, or `K7HX-2RWQ`.
public struct PasskeyCode: Hashable, Sendable, Redacted {
    private let text: CleanText

    /// Cleaned and cut: it comes from outside and is shown in large letters.
    public init(_ text: String) { self.text = CleanText(text, limit: 24) }

    public func reveal() -> String { text.text }

    public var isEmpty: Bool { text.isEmpty }
}

/// One answer to the question what a passkey is asked for.
public enum PasskeyReading: Hashable, Sendable {
    /// Nothing, or nothing any more.
    case nothing
    /// To sign this.
    case response(PasskeyChallenge)
    /// To say that the phone shows the same code. `confirmsItself` when the gateway does that without anybody.
    case confirmation(PasskeyCode, confirmsItself: Bool)
}
