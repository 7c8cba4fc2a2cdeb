import Fleet

/// Fetches the picture of a code, at once, because its file is soon gone.
///
/// The link in the answer names whatever host the gateway believes to be; the picture is asked for at the configured
/// place and nowhere else.
struct GOWAPictures: Sendable {
    private let conversation: GOWAConversation
    /// The configured place without its path.
    private let root: HTTPOrigin
    /// The configured path, such as `/wa`; empty at the root.
    private let base: String

    init(_ conversation: GOWAConversation) {
        self.conversation = conversation
        let origin = conversation.door.origin
        base = GOWAPictureLink.path(origin.text) ?? ""
        // What was read once with a path can be read without it.
        root = (try? HTTPOrigin(String(origin.text.dropLast(base.count)))) ?? origin
    }

    func fetch(_ link: String, of id: String) async throws(GatewayFailure) -> CodePicture {
        let name = conversation.door.name
        var last: Answer?
        for path in GOWAPictureLink.candidates(link, base: base) {
            var answer = try await conversation.file(path, at: root, withCredentials: false)
            if answer.status == 401, conversation.hasCredentials {
                answer = try await conversation.file(path, at: root, withCredentials: true)
            }
            if answer.isSuccess {
                guard PictureSignature.matches(answer.body) else {
                    throw failure(
                        .unexpected, answer, id, "\(name) gave a code for \(id) that is no PNG or JPEG picture")
                }
                return CodePicture(answer.body)
            }
            // A file that is gone is not answered by the one who serves files, but by whoever comes after: he asks
            // for credentials, for a device, or knows no such route.
            guard [400, 401, 404].contains(answer.status) else {
                throw failure(
                    GatewayFailure.Kind(status: answer.status, retryAfter: nil), answer, id,
                    "\(name) did not give the picture of the code for \(id)")
            }
            last = answer
        }
        guard let last else {
            throw GatewayFailure(.unexpected, CleanText("\(name) gave a link for \(id) that leads to no picture."))
        }
        throw failure(.unexpected, last, id, "The picture of the code for \(id) was gone at \(name); ask again")
    }

    /// Never in the vendor's words, which may speak of credentials that nobody refused.
    private func failure(
        _ kind: GatewayFailure.Kind, _ answer: Answer, _ id: String, _ lead: String
    ) -> GatewayFailure {
        var vendor = VendorMessage(answer)
        vendor.text = nil
        return conversation.door.failure(kind, answer, about: id, saying: vendor, lead: lead)
    }
}
