import Fleet
import Foundation
import Testing

@testable import Journal

@Suite("Privacy of the journal")
struct PrivacyTests {
    /// Lines that carry a number wherever a line can carry a text.
    private static let lines: [JournalEntry] = [
        JournalEntry(
            at: start, key: store, name: CleanText("Shop \(number)"),
            event: .state(from: .working, to: .loggedOut, reason: CleanText("+\(number) logged out"), source: .list)),
        happened(.act(.logout, failure: CleanText("no session for \(number)@s.whatsapp.net"))),
        happened(.attempt(LinkAttempt(.pairing, number: phone()))),
        happened(.outcome(LinkOutcome(.mismatch, number: phone(), reason: CleanText("linked to \(number)")))),
        happened(.note(CleanText("called +20 11 4520 2826"))),
        JournalEntry(
            at: start, gateway: "g", event: .gateway(reachable: false, reason: CleanText("quota of \(number)"))),
    ]

    @Test("no whole number is in any byte of its files")
    func rawBytes() async throws {
        let desk = try Desk()
        let journal = desk.open()
        journal.record(Self.lines)
        _ = await journal.claim(
            PairingAttempt(at: start, key: store, number: NumberFingerprint(of: phone(), key: journal.fingerprintKey()))
        ) { _ in true }
        await journal.flush()
        let bytes = try desk.folder.bytes()
        #expect(bytes.range(of: Data("logged out".utf8)) != nil)
        for text in [number, "11 4520 2826", "1145202826", "114520"] {
            #expect(bytes.range(of: Data(text.utf8)) == nil, "\(text)")
        }
    }

    @Test("with whole numbers, they come back whole")
    func whole() async throws {
        let desk = try Desk()
        let journal = desk.open(JournalPolicy(numbers: .whole))
        journal.record(Self.lines)
        #expect(await journal.entries(JournalFilter(kinds: [.attempt])).first?.event == Self.lines[2].event)
        #expect(try desk.folder.bytes().range(of: Data(number.utf8)) != nil)
    }

    @Test("a masked number comes back as it was masked")
    func masked() async throws {
        let desk = try Desk()
        let journal = desk.open()
        journal.record(Self.lines)
        let read = await journal.entries(JournalFilter(kinds: [.attempt]))
        #expect(read.first?.event == .attempt(LinkAttempt(.pairing, number: .masked("+20 ··· 2826"))))
    }

    @Test(
        "runs of digits in sentences",
        arguments: [
            ("201145202826 logged out", "+20 ··· 2826 logged out"),
            ("+20 11 4520-2826, twice", "+20 ··· 2826, twice"),
            ("down since 2026-11-21 03:12:08", "down since 2026-11-21 03:12:08"),
            ("error 405 after 1234 s", "error 405 after 1234 s"),
            ("instance 7105000001 of 7105000001", "instance 7105000001 of 7105000001"),
            ("0114520282", "··· 82"), ("١٢٣٤٥٦٧٨٩٠١", "+1 ··· 8901"), ("+", "+"), ("", ""),
            ("a+49", "a+49"), ("1234567890123456789", "··· 89"),
        ])
    func sentences(text: String, expected: String) {
        #expect(NumberMask.mask(CleanText(text), keeping: "7105000001").text == expected)
    }

    @Test("only its owner may look into the folder and its files, whatever they were before")
    func modes() async throws {
        let desk = try Desk()
        try FileManager.default.createDirectory(
            atPath: desk.folder.path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
        let old = [FileAttributeKey.posixPermissions: 0o644]
        #expect(FileManager.default.createFile(atPath: desk.folder.journal, contents: nil, attributes: old))
        let journal = desk.open()
        journal.record(Self.lines)
        _ = journal.fingerprintKey()
        await journal.flush()
        #expect(try desk.folder.mode("") == 0o700)
        let names = try desk.folder.names()
        #expect(
            names == ["journal.lock", "journal.sqlite", "journal.sqlite-shm", "journal.sqlite-wal", "ledger.key"])
        for name in names { #expect(try desk.folder.mode(name) == 0o600, "\(name)") }
    }

    @Test(
        "who is at the keyboard",
        arguments: [
            ([:], nil), (["SSH_CONNECTION": "192.0.2.7 51000 10.0.0.1 22"], "192.0.2.7"),
            (["SSH_CLIENT": "2001:db8::1 51000 22"], "2001:db8::1"), (["SSH_CONNECTION": ""], nil),
            (["SSH_CONNECTION": "\u{1b}[31m 1"], "[31m"),
        ] as [([String: String], String?)])
    func person(environment: [String: String], origin: String?) {
        let person = Person(environment: environment)
        #expect(person.user.text == NSUserName())
        #expect(person.origin?.text == origin)
    }
}
