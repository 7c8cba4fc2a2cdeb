extension Theme {
    /// Three hues carry meaning (blue fine, yellow act, vermilion broken); everything else is neutral, so that no
    /// red stands against a green. Their distances hold for the three kinds of colour blindness.
    public static let dark = Theme(
        name: "dark",
        looks: [
            .muted: Look(ink: 246, ink16: 7, mono: []),
            .heading: Look(ink: 255, ink16: 15, mono: .bold),
            .good: Look(ink: 75, ink16: 14),
            .attention: Look(ink: 220, ink16: 11, mono: [.bold, .underline]),
            .broken: Look(ink: 202, ink16: 9, mono: [.bold, .reverse]),
            .idle: Look(ink: 245, ink16: 8, mono: .dim),
            .badge: Look(ink: 16, paper: 220, ink16: 0, paper16: 11, mono: .reverse),
            .frame: Look(ink: 240, ink16: 8),
        ])

    public static let light = Theme(
        name: "light",
        looks: [
            .muted: Look(ink: 241, ink16: 8),
            .heading: Look(ink: 16, ink16: 0, mono: .bold),
            .good: Look(ink: 25, ink16: 4),
            .attention: Look(ink: 130, ink16: 5, mono: [.bold, .underline]),
            .broken: Look(ink: 88, ink16: 1, mono: [.bold, .reverse]),
            .idle: Look(ink: 243, ink16: 8, mono: .dim),
            .badge: Look(ink: 231, paper: 25, ink16: 15, paper16: 4, mono: .reverse),
            .frame: Look(ink: 247, ink16: 7),
        ])

    /// No colours but those of the code: shapes, words and attributes carry everything.
    public static let mono = Theme(
        name: "mono",
        looks: Dictionary(
            uniqueKeysWithValues: Role.allCases.map { role in
                let attributes = dark.look(role).mono
                return (role, Look(attributes: attributes, mono: attributes))
            }))

    public static let all = [dark, light, mono]

    public static func named(_ name: String) -> Theme? { all.first { $0.name == name } }
}
