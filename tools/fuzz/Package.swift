// swift-tools-version: 6.2
import PackageDescription

let form: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

/// A room of the house, built from its sources so that libFuzzer sees which branches are taken.
func room(_ name: String, uses below: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: below, path: "Rooms/\(name)", swiftSettings: form)
}

/// A system library of the house.
func library(_ name: String, _ pkgConfig: String) -> Target {
  .systemLibrary(name: name, path: "Rooms/\(name)", pkgConfig: pkgConfig)
}

/// A program in which libFuzzer drives one reader of foreign bytes.
func fuzzer(_ name: String, reads rooms: Target.Dependency...) -> Target {
  .executableTarget(
    name: name, dependencies: ["Harness"] + rooms, path: "Targets/\(name)",
    swiftSettings: form + [.unsafeFlags(["-parse-as-library"])])
}

let package = Package(
  name: "fuzz",
  targets: [
    library("CZlib", "zlib"), library("CMinizip", "minizip"), library("CSpatiaLite", "spatialite"),
    library("CPROJ", "proj"),
    room("VietText"), room("JSON"), room("Geo", uses: ["JSON"]), room("Cadastre", uses: ["Geo", "VietText"]),
    room("Shapefile", uses: ["Geo"]), room("HTTP"), room("Threads"), room("CSV", uses: ["JSON"]),
    room("Compression", uses: ["CZlib", "CMinizip"]), room("SpatiaLite", uses: ["CSpatiaLite", "Threads", "Geo"]),
    room("Projection", uses: ["CPROJ", "Geo"]),
    .target(name: "Harness", path: "Targets/Harness", swiftSettings: form),

    fuzzer("HTTPRequest", reads: "HTTP"),
    fuzzer("HTTPFields", reads: "HTTP"),
    fuzzer("Shapes", reads: "Shapefile", "Geo"),
    fuzzer("Table", reads: "Shapefile", "VietText"),
    fuzzer("Features", reads: "Geo", "JSON"),
    fuzzer("JSONText", reads: "JSON"),
    fuzzer("Tables", reads: "CSV"),
    fuzzer("WellKnownBinary", reads: "Geo"),
    fuzzer("Notation", reads: "Cadastre"),
    fuzzer("LandText", reads: "Cadastre", "Geo", "VietText"),
    fuzzer("Encodings", reads: "VietText"),
    fuzzer("GzipStream", reads: "Compression"),
    fuzzer("Zip", reads: "Compression"),
    fuzzer("Blob", reads: "SpatiaLite", "Geo"),
    fuzzer("ProjectionText", reads: "Projection", "Geo"),
  ]
)
