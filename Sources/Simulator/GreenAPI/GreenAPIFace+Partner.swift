import Fleet
import FoundationEssentials

/// What a partner's token opens: the list of all instances with the token of each.
extension GreenAPIFace {
    /// Refusals are 200 too.
    func partner(_ request: FaceRequest, of fleet: inout SimulatedFleet, at moment: Moment) -> FaceAnswer {
        let segments = request.segments
        guard segments[1] == "getInstances", request.method == "GET" else {
            return FaceAnswer(200, ["code": 404, "description": "Not found"])
        }
        guard segments[2] == secret.reveal() else {
            return FaceAnswer(200, ["code": 401, "description": "Unauthorized"])
        }
        var rows = fleet.ids.compactMap { id in fleet.with(id) { row(of: $0) } }
        // What was deleted stays in the list, and so do the vendor's other messengers.
        rows.append(Self.row("7105999998", name: "", type: "whatsapp", token: "", isDeleted: true))
        rows.append(Self.row("7105999999", name: "Other messenger", type: "telegram", token: "", isDeleted: false))
        return FaceAnswer(200, .array(rows))
    }

    private func row(of instance: SimulatedInstance) -> JSONText {
        Self.row(
            instance.id, name: instance.phone.pushName, type: "whatsapp", token: Self.token(of: instance),
            isDeleted: false)
    }

    private static func row(_ id: String, name: String, type: String, token: String, isDeleted: Bool) -> JSONText {
        [
            "idInstance": .integer(Int64(id) ?? 0), "name": .text(name), "typeInstance": .text(type),
            "typeAccount": "", "partnerUserUiid": "", "timeCreated": "2026-03-01T09:00:00.000Z",
            "timeDeleted": .text(isDeleted ? "2026-09-01T09:00:00.000Z" : ""), "apiTokenInstance": .text(token),
            "deleted": .flag(isDeleted), "tariff": "BUSINESS", "isFree": false, "isPartner": true,
            "expirationDate": "2027-03-01T09:00:00.000Z", "isExpired": false,
        ]
    }
}
