import Fleet
import Testing

@testable import Board

/// Words of a filter, in ASCII and beyond.
@Suite struct NeedleTests {
    @Test(
        "A word is found whatever its capitals, unless it has some itself",
        arguments: [
            ("cafe", "Cafe Nile", true), ("CAFE", "Cafe Nile", false), ("Cafe", "Cafe Nile", true),
            ("é", "CAFÉ", true), ("É", "CAFÉ", true), ("É", "café", false), ("cafe", "Café", false),
            ("é", "Cafe", false),
            ("nile", "a long name that ends in Nile", true), ("nile!", "nile", false), ("!cafe", "Cafe Nile", false),
            ("cafe nile", "Nile Cafe", true), ("cafe !nile", "Nile Cafe", false),
        ])
    func words(filter: String, label: String, passes: Bool) {
        let row = InstanceRow(
            key: InstanceKey(gateway: "g", id: "0"), kind: .wawp,
            configured: InstanceConfiguration(id: "0", label: CleanText(label)))
        #expect(Filter(filter).passes(row) == passes)
    }
}
