import Foundation
import Testing

/// The house as the design draws it: which modules a file of each room may import.
private let allowed: [String: Set<String>] = [
  // pure: no I/O, no C
  "JSON": [],
  "Digest": [],
  "VietText": [],
  "Geo": ["JSON"],
  "Cadastre": ["Geo", "JSON", "VietText"],
  "Sample": ["Cadastre", "Geo", "VietText"],
  "Shapefile": ["Geo"],
  "HTTP": ["JSON"],
  "CSV": ["JSON"],
  // safe: the only rooms with C
  "SpatiaLite": ["CSpatiaLite", "Geo", "Threads", "Glibc"],
  "GEOS": ["CGEOS", "Geo", "Glibc"],
  "Projection": ["CPROJ", "Geo", "Glibc"],
  "Compression": ["CZlib", "CMinizip", "Glibc"],
  "Threads": ["Glibc"],
  "Programs": ["CLinux", "VietText", "Glibc"],
  "Passwords": ["CLinux"],
  "HTTPServer": ["CLinux", "HTTP", "Threads", "Foundation", "Glibc", "Synchronization"],
  // service
  "Register": [
    "SpatiaLite", "GEOS", "Projection", "Threads", "Cadastre", "Geo", "JSON", "VietText", "Foundation",
    "Glibc",
  ],
  "MapSheet": ["Cadastre", "Geo", "VietText"],
  "Office": [
    "SpatiaLite", "Passwords", "Threads", "Cadastre", "Digest", "JSON", "VietText", "Foundation", "Glibc",
  ],
  "Coverage": ["GEOS", "Threads", "Geo"],
  "Import": [
    "Coverage", "CSV", "Office",
    "Register", "Compression", "SpatiaLite", "GEOS", "Projection", "Threads", "Cadastre", "Digest", "Sample",
    "Shapefile", "Geo",
    "JSON",
    "VietText",
    "Foundation", "Glibc",
  ],
  "Export": [
    "Register", "CSV", "SpatiaLite", "Projection", "Cadastre", "Shapefile", "Geo", "JSON", "VietText", "Foundation",
    "Glibc",
  ],
  "Service": [
    "MapSheet", "Programs", "Passwords",
    "Office", "Register", "Compression", "GEOS", "Projection", "HTTPServer", "HTTP", "Threads", "CSV", "Cadastre",
    "Digest", "Geo",
    "JSON",
    "VietText",
    "Foundation", "Glibc", "Synchronization",
  ],
  // tool
  "diaba": [
    "Service", "Import", "Export", "MapSheet", "CSV", "Register", "Office", "Passwords", "Sample", "Projection",
    "HTTPServer", "HTTP", "Cadastre",
    "Geo", "JSON",
    "VietText",
    "Foundation", "Glibc",
  ],
]

private let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

private func swiftFiles(of room: String) -> [URL] {
  let folder = root.appending(path: "Sources/\(room)")
  let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
  return (files?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "swift" }
}

private func imports(in file: URL) throws -> [String] {
  try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap { line in
    let words = line.split(separator: " ")
    guard let at = words.firstIndex(of: "import"), at <= 2, words.count > at + 1,
      words[..<at].allSatisfy({
        ["public", "internal", "private", "fileprivate", "package", "@preconcurrency"].contains($0)
      })
    else { return nil }
    let kinds: Set<Substring> = ["struct", "class", "enum", "func", "protocol", "typealias", "let", "var"]
    let module = kinds.contains(words[at + 1]) && words.count > at + 2 ? words[at + 2] : words[at + 1]
    return String(module.prefix { $0 != "." })
  }
}

@Test(arguments: allowed.keys.sorted())
func `a room imports only what its floor allows`(room: String) throws {
  for file in swiftFiles(of: room) {
    for module in try imports(in: file) {
      #expect(allowed[room, default: []].contains(module), "\(file.lastPathComponent) imports \(module)")
    }
  }
}

@Test func `every Swift room of the source tree stands in the picture`() throws {
  let folders = try FileManager.default.contentsOfDirectory(atPath: root.appending(path: "Sources").path)
  let rooms = folders.filter { !swiftFiles(of: $0).isEmpty }
  #expect(Set(rooms) == Set(allowed.keys))
}

@Test(arguments: ["SELECT ", "INSERT INTO ", "CREATE TABLE ", "PRAGMA ", "DELETE FROM "])
func `SQL is written in Register, in Office and in SpatiaLite's own plumbing only`(words: String) throws {
  for room in allowed.keys where !["Register", "Office", "SpatiaLite"].contains(room) {
    for file in swiftFiles(of: room) {
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(!text.contains("\"" + words) && !text.contains("\n    " + words), "\(room)/\(file.lastPathComponent)")
    }
  }
}

@Test func `no module bears the name of a type inside it`() throws {
  for room in allowed.keys {
    for file in swiftFiles(of: room) {
      let text = try String(contentsOf: file, encoding: .utf8)
      for kind in ["struct", "class", "enum", "protocol", "actor"] {
        #expect(text.firstRange(of: try Regex("\\b\(kind) \(room)\\b")) == nil, "\(file.lastPathComponent)")
      }
    }
  }
}
