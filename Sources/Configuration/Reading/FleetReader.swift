import Fleet

/// The root of the file: `gateways` and `defaults`.
struct FleetReader {
    let paths: PathReader
    let vocabulary: KeyVocabulary

    func read(_ root: Field, _ findings: inout Findings) -> FleetConfiguration? {
        guard
            let map = FieldMap(
                root, expected: "a map with the key gateways", keys: ["gateways", "defaults"], &findings)
        else { return nil }
        var defaults = Defaults()
        if let field = map["defaults"] {
            defaults = DefaultsReader(vocabulary: vocabulary).read(field, &findings)
        }
        let expected = "a list of gateways, each beginning with `- name:`"
        guard let field = map.required("gateways", expected: expected, &findings),
            let items = field.items(expected: expected, &findings)
        else { return nil }
        if items.isEmpty { findings.add("is empty: expected at least one gateway", at: field.place) }

        let reader = GatewayReader(paths: paths, pacing: defaults.pacing)
        var lines: [String: Int] = [:]
        var gateways: [GatewayConfiguration] = []
        for item in items {
            guard let (gateway, place) = reader.read(item, &findings) else { continue }
            if let line = lines[gateway.name] {
                findings.add(
                    "the gateway name \(Wording.quoted(gateway.name)) is taken already in line \(line): names are unique",
                    at: place)
            }
            lines[gateway.name] = lines[gateway.name] ?? place.mark?.line
            gateways.append(gateway)
        }
        return FleetConfiguration(gateways: gateways, defaults: defaults)
    }
}
