internal import Foundation
internal import PtyHarness

/// A terminal type whose colour numbers are RGB values, made with `tic`: Debian has xterm-direct in a package apart.
enum TestTerminfo {
    private static let result = Result {
        let folder = URL(filePath: BuildProducts.folder).appending(path: "test-terminfo")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let source = folder.appending(path: "source")
        // Numbers below 8 are palette entries, as xterm-direct has it.
        let paint = #"\E[%?%p1%{8}%<%t#%p1%d%e@;2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d%;m"#
        func colour(_ short: String, _ long: String) -> String {
            paint.replacing("#", with: short).replacing("@", with: long)
        }
        try """
        relink-direct|a terminal with direct colours,
        \tRGB, colors#0x1000000, pairs#0x7FFF, op=\\E[39;49m,
        \tsetaf=\(colour("3", "38")), setab=\(colour("4", "48")), use=xterm-256color,

        """.write(to: source, atomically: true, encoding: .utf8)
        let tic = Process()
        tic.executableURL = URL(filePath: "/usr/bin/env")
        tic.arguments = ["tic", "-x", "-o", folder.path, source.path]
        try tic.run()
        tic.waitUntilExit()
        return folder.path
    }

    static func folder() throws -> String { try result.get() }
}
