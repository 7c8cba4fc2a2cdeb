public import Fleet
import Glibc

extension Person {
    /// Who runs this process: the account's name, and the address that an SSH session comes from.
    public init(environment: [String: String]) {
        let named = environment["USER"] ?? environment["LOGNAME"]
        let user = Self.accountName() ?? named.flatMap { $0.isEmpty ? nil : $0 } ?? "uid \(getuid())"
        let session = environment["SSH_CONNECTION"] ?? environment["SSH_CLIENT"] ?? ""
        let origin = session.split(separator: " ").first.map { CleanText(String($0), limit: 64) }
        self.init(user: CleanText(user, limit: 64), origin: origin)
    }

    /// What the system calls the account, whatever the environment claims.
    private static func accountName() -> String? {
        var record = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 16 << 10)
        guard getpwuid_r(getuid(), &record, &buffer, buffer.count, &found) == 0, found != nil, let name = record.pw_name
        else { return nil }
        return String(cString: name)
    }
}
