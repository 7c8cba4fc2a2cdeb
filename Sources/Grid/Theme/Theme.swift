/// What each role looks like. Colours are entries of the 256-colour palette with a fallback among the 16.
public struct Theme: Hashable, Sendable {
    public struct Look: Hashable, Sendable {
        /// Palette entry (0 to 255), or `nil` for the terminal's own colour.
        public var ink: Int?
        public var paper: Int?
        /// The same on a terminal of 16 or 8 colours (0 to 15, or `nil`).
        public var ink16: Int?
        public var paper16: Int?
        /// Laid over by the theme, beside what the screen asks for.
        public var attributes: Style.Attributes
        /// What stands for the role when there are no colours at all.
        public var mono: Style.Attributes

        public init(
            ink: Int? = nil, paper: Int? = nil, ink16: Int? = nil, paper16: Int? = nil,
            attributes: Style.Attributes = [], mono: Style.Attributes = []
        ) {
            self.ink = ink
            self.paper = paper
            self.ink16 = ink16
            self.paper16 = paper16
            self.attributes = attributes
            self.mono = mono
        }
    }

    public var name: String
    private var looks: [Role: Look]

    public init(name: String, looks: [Role: Look]) {
        self.name = name
        self.looks = looks
    }

    public func look(_ role: Role) -> Look {
        switch role {
        // Rule of the code: 16 on 231 in every theme; a terminal's 16 colours are re-themed, these two are not.
        // Without colours most terminals are light on dark, so that the light paper is the reversed one.
        case .codeDarkOnLight: Look(ink: 16, paper: 231, ink16: 0, paper16: 7, mono: .reverse)
        case .codeLightOnDark: Look(ink: 231, paper: 16, ink16: 7, paper16: 0)
        default: looks[role] ?? Look()
        }
    }
}
