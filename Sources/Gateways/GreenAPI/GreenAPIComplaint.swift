/// What GREEN-API's refusals are about. They come as texts, with statuses that say less.
enum GreenAPIComplaint {
    /// `Instance account is expired…`
    case expired
    /// `instance in starting process try later`
    case starting
    /// `instance account not authorized`
    case notLinked
    /// `instance account already authorized`
    case alreadyLinked
    case unclear

    init(_ vendor: VendorMessage) {
        let words = vendor.text?.lowercased() ?? ""
        self =
            if words.contains("expired") {
                .expired
            } else if words.contains("starting process") || words.contains("initializ") || words.contains("initialis") {
                .starting
            } else if words.contains("not authorized") || words.contains("notauthorized") {
                .notLinked
            } else if words.contains("already authorized") {
                .alreadyLinked
            } else {
                .unclear
            }
    }
}
