// swift-tools-version: 6.2
import PackageDescription

/// The settings that every Swift module of the house is built with.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

/// A library module of the house, and the floors below that it may use.
func room(_ name: String, uses below: [Target.Dependency] = [], resources: [Resource] = []) -> Target {
  .target(name: name, dependencies: below, resources: resources, swiftSettings: strict)
}

/// The tests of one or several modules.
func tests(_ name: String, uses: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: uses, swiftSettings: strict)
}

let package = Package(
  name: "diaba",
  products: [.executable(name: "diaba", targets: ["diaba"])],
  targets: [
    // C
    .systemLibrary(name: "CGEOS", pkgConfig: "geos", providers: [.apt(["libgeos-dev"])]),
    .systemLibrary(name: "CSpatiaLite", pkgConfig: "spatialite", providers: [.apt(["libspatialite-dev"])]),
    .systemLibrary(name: "CPROJ", pkgConfig: "proj", providers: [.apt(["libproj-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CMinizip", pkgConfig: "minizip", providers: [.apt(["libminizip-dev"])]),
    .target(name: "CLinux", linkerSettings: [.linkedLibrary("crypt")]),

    // pure: no I/O, no C
    room("Digest"),
    room("VietText"),
    room("JSON"),
    room("Geo", uses: ["JSON"]),
    room("Cadastre", uses: ["Geo", "JSON", "VietText"]),
    room("Sample", uses: ["Cadastre", "Geo", "VietText"]),
    room("Shapefile", uses: ["Geo"]),
    room("HTTP"),
    room("CSV", uses: ["JSON"]),

    // safe: the only floor that imports C
    room("Threads"),
    room("SpatiaLite", uses: ["CSpatiaLite", "Threads", "Geo"]),
    room("GEOS", uses: ["CGEOS", "Geo"]),
    room("Projection", uses: ["CPROJ", "Geo"]),
    room("Compression", uses: ["CZlib", "CMinizip"]),
    room("Programs", uses: ["CLinux", "VietText"]),
    room("HTTPServer", uses: ["CLinux", "HTTP", "Threads"]),
    room("Passwords", uses: ["CLinux"]),

    // service
    room("MapSheet", uses: ["Cadastre", "Geo", "VietText"]),
    room("Coverage", uses: ["GEOS", "Threads", "Geo"]),
    room("Register", uses: ["SpatiaLite", "GEOS", "Projection", "Threads", "Cadastre", "Geo", "JSON", "VietText"]),
    room("Office", uses: ["SpatiaLite", "Passwords", "Threads", "Cadastre", "Digest", "JSON", "VietText"]),
    room(
      "Import",
      uses: [
        "Register", "Office", "Compression", "Coverage", "CSV", "GEOS", "Projection", "SpatiaLite", "Threads",
        "Cadastre",
        "Digest",
        "Sample", "Shapefile", "Geo", "JSON", "VietText",
      ]),
    room(
      "Export",
      uses: ["Register", "CSV", "Projection", "SpatiaLite", "Cadastre", "Shapefile", "Geo", "JSON", "VietText"]),
    room(
      "Service",
      uses: [
        "MapSheet", "Programs", "Passwords",
        "Register", "Office", "Compression", "GEOS", "Projection", "HTTPServer", "Threads", "CSV", "Digest", "HTTP",
        "Cadastre", "Geo",
        "JSON",
        "VietText",
      ]),

    // tool
    .executableTarget(
      name: "diaba",
      dependencies: [
        "Service", "Import", "Export", "MapSheet", "CSV", "Register", "Office", "Passwords", "Sample", "Projection",
        "HTTPServer",
        "HTTP",
        "Cadastre", "Geo",
        "JSON",
        "VietText",
      ], swiftSettings: strict),

    tests("VietTextTests", uses: ["VietText"]),
    tests("JSONTests", uses: ["JSON"]),
    tests("CSVTests", uses: ["CSV"]),
    tests("DigestTests", uses: ["Digest"]),
    tests("GeoTests", uses: ["Geo", "JSON"]),
    tests("SampleTests", uses: ["Sample", "Cadastre", "Geo"]),
    tests("CadastreTests", uses: ["Cadastre", "Geo", "VietText"]),
    tests("ShapefileTests", uses: ["Shapefile", "Geo"]),
    tests("HTTPTests", uses: ["HTTP"]),
    tests("SpatiaLiteTests", uses: ["SpatiaLite", "Geo"]),
    tests("GEOSTests", uses: ["GEOS", "Geo"]),
    tests("ProjectionTests", uses: ["Projection", "Geo"]),
    tests("CompressionTests", uses: ["Compression"]),
    tests("ThreadsTests", uses: ["Threads"]),
    tests("ProgramsTests", uses: ["Programs", "VietText"]),
    tests("HTTPServerTests", uses: ["HTTPServer", "HTTP"]),
    tests(
      "RegisterTests",
      uses: ["Register", "SpatiaLite", "GEOS", "Projection", "Threads", "Cadastre", "Geo", "JSON", "VietText"]),
    tests("MapSheetTests", uses: ["MapSheet", "Cadastre", "Geo", "VietText"]),
    tests(
      "OfficeTests",
      uses: ["Office", "Passwords", "SpatiaLite", "Threads", "Cadastre", "Digest", "JSON", "VietText"]),
    tests("CoverageTests", uses: ["Coverage", "GEOS", "Geo"]),
    tests(
      "ImportTests",
      uses: ["Import", "Office", "Register", "Shapefile", "GEOS", "Projection", "Cadastre", "Geo", "JSON", "VietText"]),
    tests(
      "ServiceTests",
      uses: [
        "MapSheet", "Programs",
        "Service", "Register", "Office", "Passwords", "Digest", "SpatiaLite", "GEOS", "Projection", "HTTPServer",
        "HTTP",
        "Compression", "Threads", "CSV",
        "Cadastre",
        "Geo",
        "JSON", "VietText",
      ]),
    tests("HouseTests", uses: []),
    .testTarget(name: "EndToEndTests", dependencies: ["diaba"], swiftSettings: strict),
  ]
)
