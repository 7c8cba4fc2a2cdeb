import Grid
import Testing

@Suite("Themes")
struct ThemeTests {
    @Test("A code is black on white from entries that no theme re-colours", arguments: Theme.all)
    func code(theme: Theme) {
        let dark = theme.look(.codeDarkOnLight)
        #expect(dark.ink == 16 && dark.paper == 231)
        let light = theme.look(.codeLightOnDark)
        #expect(light.ink == 231 && light.paper == 16)
        #expect(dark.attributes.isEmpty && light.attributes.isEmpty)
    }

    @Test("Not even a theme that tries gets at the code's colours")
    func codeCannotBeThemed() {
        let theme = Theme(name: "mine", looks: [.codeDarkOnLight: Theme.Look(ink: 1, paper: 2)])
        #expect(theme.look(.codeDarkOnLight).ink == 16)
    }

    @Test("Fine, act and broken look different in every theme, with or without colours", arguments: Theme.all)
    func distinct(theme: Theme) {
        let looks = [Role.good, .attention, .broken].map { theme.look($0) }
        #expect(Set(looks.map(\.mono)).count == 3)
        guard theme != .mono else { return }
        #expect(Set(looks.map(\.ink)).count == 3)
        #expect(Set(looks.map(\.ink16)).count == 3)
    }

    @Test("The mono theme has no colour but those of the code")
    func mono() {
        for role in Role.allCases where role != .codeDarkOnLight && role != .codeLightOnDark {
            let look = Theme.mono.look(role)
            #expect(look.ink == nil && look.paper == nil && look.ink16 == nil && look.paper16 == nil)
        }
    }

    @Test("Themes are found by their names")
    func named() {
        #expect(Theme.all.allSatisfy { Theme.named($0.name) == $0 })
        #expect(Theme.named("none such") == nil)
    }

    @Test("Keys are named as help names them")
    func keys() {
        #expect(Key.character(" ").label == "Space")
        #expect(Key.control("r").label == "Ctrl-r")
        #expect(Key.function(5).label == "F5")
    }
}
