import Foundation
import Testing

/// The import table of docs/architecture.md is not a wish: what it does not allow, nobody imports.
@Suite struct ImportTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Modules that come with the toolchain.
    private static let standard: Set<String> = [
        "Swift", "Foundation", "FoundationEssentials", "Glibc", "Dispatch", "Synchronization", "Darwin", "Musl",
    ]

    @Test("nobody imports what the architecture page does not allow")
    func importsAreAllowed() throws {
        let allowed = try Self.table()
        #expect(allowed.count >= 12)
        var checked = 0
        for (target, modules) in allowed {
            let folder = Self.root.appending(path: target == "Resources" ? target : "Sources/\(target)")
            for file in try Self.swiftFiles(in: folder) {
                for module in try Self.imports(of: file) {
                    checked += 1
                    #expect(
                        modules.contains(module) || Self.standard.contains(module),
                        "\(target)/\(file.lastPathComponent) imports \(module)")
                }
            }
        }
        #expect(checked > 200)
    }

    @Test("every folder of Sources stands in the table")
    func tableIsComplete() throws {
        let page = try String(contentsOf: Self.root.appending(path: "docs/architecture.md"), encoding: .utf8)
        let folders = try FileManager.default.contentsOfDirectory(atPath: Self.root.appending(path: "Sources").path)
        for folder in folders {
            #expect(page.contains("`\(folder)`"), "\(folder) is missing from docs/architecture.md")
        }
    }

    /// Swift targets of the table, with what each may import.
    private static func table() throws -> [String: Set<String>] {
        let page = try String(contentsOf: root.appending(path: "docs/architecture.md"), encoding: .utf8)
        var table: [String: Set<String>] = [:]
        let rows = page.components(separatedBy: "## Who may import whom")[1].split(separator: "\n")
        for row in rows where row.hasPrefix("| `") {
            let cells = row.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
            for target in names(in: cells[1]) where !target.hasPrefix("C") || target == "Configuration" {
                table[target] = Set(names(in: cells[3]))
            }
        }
        return table
    }

    private static func names(in cell: String) -> [String] {
        cell.split(separator: "`").map { $0.trimmingCharacters(in: .whitespaces) }.filter {
            !$0.isEmpty && $0.allSatisfy { $0.isLetter || $0.isNumber }
        }
    }

    private static func swiftFiles(in folder: URL) throws -> [URL] {
        let all = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        return all.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }
    }

    private static func imports(of file: URL) throws -> [String] {
        try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            guard let place = words.firstIndex(of: "import"), place <= 2, words.count > place + 1 else { return nil }
            guard
                words[..<place].allSatisfy({
                    $0.hasPrefix("@") || ["public", "internal", "package", "private"].contains($0)
                })
            else { return nil }
            // `import struct Module.Name` names a kind first.
            let named = words.count > place + 2 ? words[place + 2] : words[place + 1]
            return String(named.split(separator: ".")[0])
        }
    }
}
