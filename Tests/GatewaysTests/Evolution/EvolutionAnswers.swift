import Fleet
import Synchronization

@testable import Gateways

/// Answers as Evolution writes them.
enum EvolutionAnswer {
    static let name = #"store 7/a"#
    static let jid = "\(KeyedFixture.phone)@s.whatsapp.net"
    /// A refusal that was thrown inside of version 2, and one of version 1.
    static let thrown = Reply.json(#"{"error":true,"message":"[object Object]"}"#)
    static let nothing = Reply.json("")
    static let starting = Reply.json(#"{"count":0}"#)
    static let notConnected = form(400, "Bad Request", #"["The \"store 7/a\" instance is not connected"]"#)
    static let loggedOut = done("Instance logged out")
    static let deleted = done("Instance deleted")

    /// - Parameter word: `nil` for an instance that is on record and not in memory.
    static func state(_ word: String?) -> Reply {
        .json(#"{"instance":{"instanceName":"\#(name)"\#(word.map { #","state":"\#($0)""# } ?? "")}}"#)
    }

    static func done(_ message: String) -> Reply {
        .json(#"{"status":"SUCCESS","error":false,"response":{"message":"\#(message)"}}"#)
    }

    /// - Parameter message: JSON, whatever its shape.
    static func form(_ status: Int, _ error: String, _ message: String) -> Reply {
        .json(#"{"status":\#(status),"error":"\#(error)","response":{"message":\#(message)}}"#, status)
    }

    static func greeting(_ version: String) -> Reply {
        .json(#"{"status":200,"message":"Welcome to the Evolution API, it is working!","version":"\#(version)"}"#)
    }

    static func code(_ payload: String, pairing: String? = nil, count: Int = 1) -> Reply {
        .json(
            """
            {"pairingCode":\(pairing.map { "\"\($0)\"" } ?? "null"),"code":"\(payload)",
             "base64":"data:image/png;base64,\(pictureBase64)","count":\(count)}
            """)
    }

    /// A row of version 2, with everything in it that must not be kept.
    static func row(
        _ word: String, owner: String? = nil, code: Int? = nil, writtenAt: String = "2026-11-20T10:00:00.000Z",
        name: String = Self.name
    ) -> String {
        func quoted(_ text: String?) -> String { text.map { "\"\($0)\"" } ?? "null" }
        let why = #"{\"error\":{\"data\":{\"reason\":\"token-of-object\"}}}"#
        return """
            {"id":"0b1e","name":"\(name)","connectionStatus":"\(word)","ownerJid":\(quoted(owner)),
             "profileName":\(quoted(owner == nil ? nil : "Clinic")),"profilePicUrl":null,
             "integration":"WHATSAPP-BAILEYS","number":null,"businessId":null,"token":"token-of-instance",
             "clientName":"evolution_exchange","disconnectionReasonCode":\(code.map(String.init) ?? "null"),
             "disconnectionObject":\(quoted(code == nil ? nil : why)),
             "disconnectionAt":\(quoted(code == nil ? nil : "2026-11-20T10:00:00.000Z")),
             "createdAt":"2026-03-01T09:00:00.000Z","updatedAt":"\(writtenAt)",
             "Chatwoot":{"token":"token-of-chatwoot"},"Proxy":{"host":"h","password":"token-of-proxy"},
             "Setting":{"rejectCall":false},"_count":{"Message":12}}
            """
    }

    /// A row of version 1, whose owner stands only beside `open`.
    static func nested(_ word: String, owner: String? = nil, name: String = Self.name) -> String {
        let account =
            owner.map { #""owner":"\#($0)","profileName":"not loaded","profilePictureUrl":null,"profileStatus":"","# }
            ?? ""
        return """
            {"instance":{"instanceName":"\(name)","instanceId":"0b1e",\(account)"status":"\(word)",
             "serverUrl":"http://localhost:8080","apikey":"token-of-instance"}}
            """
    }

    static func rows(_ rows: String...) -> Reply { .json("[\(rows.joined(separator: ","))]") }
}

extension KeyedFixture {
    /// Each route, such as `GET connect`, gives its answers one after the other, and the last again and again. A route
    /// without answers is not there.
    static func evolution(_ routes: [String: [Reply]]) throws -> KeyedFixture {
        let left = Mutex(routes)
        return try KeyedFixture(.evolution) { request in
            let parts = request.path.split(separator: "/")
            let route = "\(request.method) \(parts.count > 1 ? String(parts[1]) : "/")"
            return left.withLock { left in
                guard let replies = left[route], let reply = replies.first else {
                    return EvolutionAnswer.form(
                        404, "Not Found", #"["Cannot \#(request.method) \#(request.path)"]"#)
                }
                if replies.count > 1 { left[route]?.removeFirst() }
                return reply
            }
        }
    }

    /// What was asked for, without what is in front of the route's own name.
    var routes: [String] { asked.map { $0.replacing("/instance/", with: "").replacing("/ID", with: "") } }
}
