import Fleet
import Foundation
import Logging
import Testing

@testable import relink

@Suite("The log holds no whole phone number")
struct LogRedactionTests {
    private func lines(_ write: (LogFile) -> Void) throws -> [String] {
        let home = try TemporaryHome()
        let log = LogFile(folder: home.path, level: .info)
        write(log)
        let text = try #require(home.texts()["relink.log"])
        // Time and level come first.
        return text.split(separator: "\n").map { $0.split(separator: " ", maxSplits: 2).last.map(String.init) ?? "" }
    }

    @Test("Numbers in names, notices and words of gateways are masked, whoever writes the line")
    func numbers() throws {
        let told = try lines { log in
            log.logger.notice("told: Clinic +20 114 520 2826 dropped: FAILED")
            log.logger.info("waha-1/shop: status failed: waha-1: no session for 201145202826 (HTTP 404)")
            log.logger.warning("20\u{200b}1145\u{7}202826 and 2011\u{200b}45202826")
        }
        #expect(
            told == [
                "told: Clinic +20 ··· 2826 dropped: FAILED",
                "waha-1/shop: status failed: waha-1: no session for +20 ··· 2826 (HTTP 404)",
                "+20 ··· 2826 and +20 ··· 2826",
            ])
    }

    @Test("The ids of instances stay readable, be they digits alone")
    func ids() throws {
        let told = try lines { log in
            log.know(["7105126705", "shop", "E12345678F"])
            log.logger.notice("green/7105126705: restart done")
            log.logger.notice("green/7105126705: status failed: green does not know 7105126705: it is 7105126706's")
            log.logger.notice("told: E12345678F dropped: FAILED")
        }
        #expect(
            told == [
                "green/7105126705: restart done",
                "green/7105126705: status failed: green does not know 7105126705: it is +7 ··· 6706's",
                "told: E12345678F dropped: FAILED",
            ])
    }

    @Test("A cut leaves no half of a number")
    func cut() throws {
        for count in 480...500 {
            let told = try lines { $0.logger.notice("\(String(repeating: "x", count: count)) 201145202826") }
            #expect(told.allSatisfy { !$0.contains("2011") })
        }
    }
}
