extension ChildProcess.Trouble {
    /// To stand after the program's name.
    public var words: String {
        switch self {
        case .notFound: "was not found: write its whole path, or look at PATH"
        case .notStarted(let why): "could not be started: \(why)"
        }
    }
}
