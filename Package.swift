// swift-tools-version: 6.2

import PackageDescription

// Every Swift target of ours is held to the same rules; see docs/architecture.md.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

let log = Target.Dependency.product(name: "Logging", package: "swift-log")
let collections = Target.Dependency.product(name: "Collections", package: "swift-collections")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let flyingFox = Target.Dependency.product(name: "FlyingFox", package: "FlyingFox")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let flyingSocks = Target.Dependency.product(name: "FlyingSocks", package: "FlyingFox")

let package = Package(
    name: "relink",
    products: [.executable(name: "relink", targets: ["relink"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
    ],
    targets: [
        // C doors: the only places that see these headers.
        .target(name: "CNcurses", linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
        .target(name: "CQRencode", linkerSettings: [.linkedLibrary("qrencode")]),
        .target(name: "CCurl", linkerSettings: [.linkedLibrary("curl")]),
        .target(
            name: "CPictures",
            linkerSettings: [.linkedLibrary("png16"), .linkedLibrary("jpeg"), .linkedLibrary("ZXing")]),
        .target(name: "CWidth"),
        .target(name: "CSpawn"),

        // What relink is about.
        module("Fleet"),
        module("Grid", ["CWidth"]),
        module("Gateways", ["Fleet", "CCurl"]),
        module("Processes", ["CSpawn"]),
        module("Configuration", ["Fleet", "Processes", yams]),
        module("Polling", ["Fleet", "Gateways", collections]),
        module("Linking", ["Fleet"]),
        module("Alerts", ["Fleet"]),
        module("Journal", ["Fleet", grdb]),
        module("History", ["Fleet"]),
        module("Board", ["Fleet", "History", "Linking", "Alerts", "QRCode", "Grid", "Resources"]),
        module("QRCode", ["Fleet", "Grid", "CQRencode", "CPictures"]),
        module("Terminal", ["Grid", "CNcurses"]),
        module("Simulator", ["Fleet", flyingFox, flyingSocks]),
        .target(
            name: "Resources", path: "Resources", exclude: ["relink.1"],
            resources: [.embedInCode("big-letters.txt"), .embedInCode("pairing-messages.txt")], swiftSettings: strict),
        .executableTarget(
            name: "relink",
            dependencies: [
                "Fleet", "Gateways", "Processes", "Configuration", "Polling", "Linking", "Alerts", "Journal", "History",
                "QRCode", "Grid", "Board", "Terminal", "Simulator", arguments, log,
            ],
            swiftSettings: strict),

        // Only `make bench` builds this.
        .executableTarget(
            name: "RelinkBench", dependencies: ["Fleet", "Grid", "Board", "QRCode", "Gateways", "Polling"],
            path: "bench/Sources/RelinkBench", swiftSettings: strict),

        // Only tests see these.
        .systemLibrary(name: "CVterm", path: "Tests/CVterm", pkgConfig: "vterm"),
        .systemLibrary(name: "CZBar", path: "Tests/CZBar", pkgConfig: "zbar"),
        .target(
            name: "PtyHarness", dependencies: ["CVterm", "CSpawn"], path: "Tests/PtyHarness", swiftSettings: strict),
        .target(name: "TestKit", dependencies: ["Fleet"], path: "Tests/TestKit", swiftSettings: strict),
        .target(name: "PhoneCamera", dependencies: ["CZBar"], path: "Tests/PhoneCamera", swiftSettings: strict),
        tests("ArchitectureTests", []),
        .executableTarget(
            name: "TerminalProbe", dependencies: ["Terminal", "Grid"], path: "Tests/TerminalProbe",
            swiftSettings: strict),
        tests("FleetTests", ["TestKit", "Fleet"]),
        tests("GridTests", ["Grid"]),
        tests("GatewaysTests", ["TestKit", "Gateways", "Fleet", "Simulator"]),
        tests("ConfigurationTests", ["Configuration", "Fleet"]),
        tests("PollingTests", ["TestKit", "Polling", "Gateways", "Fleet"]),
        tests("LinkingTests", ["Linking", "Fleet"]),
        .executableTarget(
            name: "JournalProbe", dependencies: ["Journal", "Fleet"], path: "Tests/JournalProbe",
            swiftSettings: strict),
        tests("JournalTests", ["TestKit", "Journal", "JournalProbe", "PtyHarness", "Fleet", grdb]),
        tests("HistoryTests", ["History", "Fleet"]),
        tests("QRCodeTests", ["QRCode", "Grid", "Fleet", "PhoneCamera"]),
        tests("AlertsTests", ["TestKit", "Alerts", "Fleet"]),
        tests("ProcessesTests", ["Processes"]),
        tests(
            "BoardTests", ["TestKit", "Board", "Linking", "Alerts", "QRCode", "Grid", "Fleet"], exclude: ["Screens"]),
        tests("TerminalTests", ["Terminal", "TerminalProbe", "Grid", "PtyHarness"]),
        tests("SimulatorTests", ["TestKit", "Simulator", "Fleet"]),
        tests("ConformanceTests", ["relink", "PtyHarness", "QRCode", "Simulator", "Fleet"]),
        tests(
            "RelinkTests",
            [
                "relink", "Board", "TestKit", "PtyHarness", "PhoneCamera", "Simulator", "QRCode", "Grid", "Fleet",
                "Configuration",
                "Gateways", "Polling", "Linking", "Journal", "Alerts", "Processes", arguments, grdb, log,
            ]),
    ],
    cxxLanguageStandard: .cxx17
)
