import Fleet

/// The entries of one gateway's `instances`.
struct InstanceReader {
    let paths: PathReader
    let gatewayHasSecret: Bool
    /// `nil` when the gateway's kind could not be read.
    let kind: GatewayKind?

    private static let keys = ["id", "label", "phone", "holder", "owner", "note", "language", "secret"]
    private static let synonyms = [
        "name": "label", "title": "label", "number": "phone", "msisdn": "phone", "token": "secret",
        "instance": "id", "instance_id": "id", "session": "id", "device": "id", "comment": "note",
    ]

    func readAll(_ field: Field, _ findings: inout Findings) -> [InstanceConfiguration] {
        let expected = "a list of instances, each beginning with `- id:`"
        guard let items = field.items(expected: expected, &findings) else { return [] }
        if items.isEmpty, kind?.lists == false, !(kind == .greenAPI && gatewayHasSecret) {
            findings.add("is empty: this gateway has no list of its own, name its instances here", at: field.place)
        }
        var lines: [String: Int] = [:]
        lines.reserveCapacity(items.count)
        var rows: [InstanceConfiguration] = []
        rows.reserveCapacity(items.count)
        for item in items {
            guard let (row, place) = read(item, &findings) else { continue }
            if let line = lines[row.id] {
                findings.add(
                    "the id \(Wording.quoted(row.id)) stands already in line \(line): ids are unique within a gateway",
                    at: place)
            } else {
                lines[row.id] = place.mark?.line ?? 0
            }
            rows.append(row)
        }
        return rows
    }

    private func read(_ field: Field, _ findings: inout Findings) -> (InstanceConfiguration, Place)? {
        guard
            let map = FieldMap(
                field, expected: "an instance, a map with id", keys: Self.keys, synonyms: Self.synonyms, &findings)
        else { return nil }
        let idField = map.required("id", expected: "the instance's id at its gateway", &findings)
        let phone = map["phone"].flatMap { self.phone($0, &findings) }
        let secret = map["secret"].flatMap { SecretReader(paths: paths).read($0, &findings) }
        if kind == .greenAPI, !gatewayHasSecret {
            _ = map.required("secret", expected: SecretReader.forms, &findings)
        }
        let row = InstanceConfiguration(
            id: idField?.name(expected: "the instance's id", &findings) ?? "",
            label: label(map["label"], "a label", &findings), phone: phone,
            holder: label(map["holder"], "who has the phone", &findings),
            owner: label(map["owner"], "your own record's id", &findings),
            note: label(map["note"], "a note", &findings),
            language: map["language"].flatMap { language($0, &findings) }, secret: secret)
        guard let idField, !row.id.isEmpty else { return nil }
        return (row, idField.place)
    }

    private func label(_ field: Field?, _ expected: String, _ findings: inout Findings) -> CleanText? {
        guard let text = field?.text(expected: expected, &findings) else { return nil }
        let clean = CleanText(text)
        return clean.isEmpty ? nil : clean
    }

    private func language(_ field: Field, _ findings: inout Findings) -> HolderLanguage? {
        let words = HolderLanguage.allCases.map(\.rawValue)
        let expected = "the holder's language, \(Wording.choice(words))"
        guard let word = field.text(expected: expected, &findings) else { return nil }
        if let language = HolderLanguage(rawValue: word) { return language }
        findings.add("expected \(expected), found \(Wording.quoted(word))", at: field.place)
        return nil
    }

    private func phone(_ field: Field, _ findings: inout Findings) -> PhoneNumber? {
        let expected = "an international phone number such as \"+201145202826\""
        guard let text = field.text(expected: expected, &findings) else { return nil }
        do throws(PhoneNumber.Problem) {
            return try PhoneNumber(typed: text)
        } catch {
            findings.add("expected \(expected): \(error.sentence)", at: field.place)
            return nil
        }
    }
}
