import Fleet

/// One entry of `gateways`.
struct GatewayReader {
    let paths: PathReader
    /// The pacing that `defaults` ask for.
    let pacing: PacingOverrides

    private static let keys = [
        "name", "kind", "url", "username", "secret", "trust", "insecure", "pacing", "instances",
    ]
    private static let synonyms = [
        "type": "kind", "vendor": "kind", "provider": "kind", "host": "url", "endpoint": "url", "address": "url",
        "base_url": "url", "base-url": "url", "baseurl": "url", "token": "secret", "password": "secret",
        "api_key": "secret", "api-key": "secret", "apikey": "secret", "access_token": "secret", "user": "username",
        "login": "username", "ca": "trust", "cacert": "trust", "sessions": "instances", "devices": "instances",
    ]

    /// The gateway and the place of its name; `nil` when its name, kind or url could not be read.
    func read(_ field: Field, _ findings: inout Findings) -> (GatewayConfiguration, Place)? {
        guard
            let map = FieldMap(
                field, expected: "a gateway, a map with name, kind and url", keys: Self.keys,
                synonyms: Self.synonyms, &findings)
        else { return nil }
        let nameField = map.required("name", expected: "the gateway's name, shown on every row", &findings)
        let name = nameField.flatMap { self.name($0, &findings) }
        let kind = map.required("kind", expected: Self.kinds, &findings).flatMap { self.kind($0, &findings) }
        let url = map.required("url", expected: "an address such as https://gateway.example.org", &findings)
            .flatMap { AddressRule.read($0, &findings) }
        let username = map["username"]?.name(expected: "a user name", &findings)
        let secretField = map["secret"]
        let secret = secretField.flatMap { SecretReader(paths: paths).read($0, &findings) }
        let trust = map["trust"].flatMap { paths.read($0, expected: "the path of a CA file", &findings) }
        let insecure = map["insecure"]?.flag(&findings) ?? false
        var overrides = pacing
        if let field = map["pacing"] { PacingReader(kind: kind).read(field, over: &overrides, &findings) }

        var rows: [InstanceConfiguration] = []
        let instances = map["instances"]
        if let instances {
            rows = InstanceReader(paths: paths, gatewayHasSecret: secretField != nil, kind: kind)
                .readAll(instances, &findings)
        }
        guard let kind else { return nil }
        // A partner's token finds the instances.
        let discovers = kind == .greenAPI && secretField != nil
        if !kind.lists, !discovers, instances == nil {
            _ = map.required(
                "instances", expected: "the instances of this gateway, which has no list of its own", &findings)
        }
        checkCredentials(kind, username: map["username"], secret: secretField, rows: rows, map, &findings)
        guard let name, let nameField, let url else { return nil }
        let gateway = GatewayConfiguration(
            name: name, kind: kind, url: url, username: username, secret: secret, trust: trust, insecure: insecure,
            pacing: overrides.applied(to: .standard(for: kind)), instances: rows)
        return (gateway, nameField.place)
    }

    private static let kinds = Wording.choice(GatewayKind.allCases.map(\.rawValue))

    private func name(_ field: Field, _ findings: inout Findings) -> String? {
        guard let name = field.name(expected: "the gateway's name", &findings) else { return nil }
        guard !name.contains("/") else {
            findings.add("a gateway's name has no slash: instances are named gateway/id", at: field.place)
            return nil
        }
        return name
    }

    private func kind(_ field: Field, _ findings: inout Findings) -> GatewayKind? {
        guard let word = field.text(expected: Self.kinds, &findings) else { return nil }
        if let kind = GatewayKind(rawValue: word) { return kind }
        let nearest = NearestName.of(word, among: GatewayKind.allCases.map(\.rawValue))
        let hint = nearest.map { "; did you mean \($0)?" } ?? ""
        findings.add("expected \(Self.kinds), found \(Wording.quoted(word))\(hint)", at: field.place)
        return nil
    }

    /// What each vendor needs to let anybody in.
    private func checkCredentials(
        _ kind: GatewayKind, username: Field?, secret: Field?, rows: [InstanceConfiguration], _ map: FieldMap,
        _ findings: inout Findings
    ) {
        if let username, kind != .gowa {
            findings.add("only gowa signs in with a user name: take it out", at: username.place)
        }
        switch kind {
        case .gowa:
            if let username, secret == nil {
                findings.add("a user name needs its secret beside it: \(SecretReader.forms)", at: username.place)
            } else if let secret, username == nil {
                findings.add("gowa signs in with a user name too: write username beside the secret", at: secret.place)
            }
        case .wawp, .evolution:
            let eachHasOwn = !rows.isEmpty && rows.allSatisfy { $0.secret != nil }
            if !eachHasOwn { _ = map.required("secret", expected: SecretReader.forms, &findings) }
        case .greenAPI, .waha: break
        }
    }
}

extension GatewayKind {
    /// Whether the vendor can list its instances, so that the configuration need not.
    var lists: Bool {
        switch self {
        case .wawp, .greenAPI: false
        case .gowa, .waha, .evolution: true
        }
    }
}
