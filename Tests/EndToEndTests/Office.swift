import Foundation
import Testing

/// A land office for one test: a folder with files to import and a register, and the program beside them.
final class Office: Sendable {
  let path: String
  let program: Program

  /// Makes an office with a register of the sample commune, or without any.
  init(withRegister: Bool = true) throws {
    path = try Office.folder()
    program = Program(temporary: path + "/tmp")
    for name in ["/tmp", "/land", "/files"] {
      try FileManager.default.createDirectory(atPath: path + name, withIntermediateDirectories: true)
    }
    if withRegister { try FileManager.default.copyItem(atPath: Office.commune.get() + "/xa.sqlite", toPath: register) }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The register.
  var register: String { path + "/land/xa.sqlite" }

  /// A place for a file to import.
  func file(_ name: String) -> String { "\(path)/files/\(name)" }

  /// Writes a file to import.
  @discardableResult
  func write(_ name: String, _ content: String) throws -> String {
    try Data(content.utf8).write(to: URL(filePath: file(name)))
    return file(name)
  }

  /// The sample parcels as a shapefile of the office's own, to be damaged.
  @discardableResult
  func shapefile(_ stem: String = "thua", layer: String = "parcels", without: [String] = []) throws -> String {
    for part in ["shp", "shx", "dbf", "prj", "cpg"] where !without.contains(part) {
      try FileManager.default.copyItem(
        atPath: Office.commune.get() + "/\(layer).\(part)", toPath: file("\(stem).\(part)"))
    }
    return file("\(stem).shp")
  }

  /// Changes the bytes of a file to import.
  func change(_ name: String, _ body: (inout Data) -> Void) throws {
    var bytes = try Data(contentsOf: URL(filePath: file(name)))
    body(&bytes)
    try bytes.write(to: URL(filePath: file(name)))
  }

  /// Imports parcels.
  func importing(_ path: String, _ options: [String] = [], layer: String = "parcels", lang: String = "en") throws
    -> Program.Result
  {
    try program(["import", layer, path, "--register", register] + options, lang: lang)
  }

  /// What stands in the register's folder.
  var beside: [String] { names(path + "/land") }
  /// What stands in the folder for temporary files.
  var leftInTemporary: [String] { names(program.temporary) }

  private func names(_ folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }

  /// Expects that an import is refused as promised: one sentence in each language that names what it should, the exit
  /// status, the register bit for bit as it was, and nothing left behind.
  func expectRefusal(
    of path: String, _ options: [String] = [], layer: String = "parcels", status: Int32 = 3, naming words: [String],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let before = try? Data(contentsOf: URL(filePath: register))
    let places = beside
    for lang in ["vi", "en"] {
      let result = try importing(path, options, layer: layer, lang: lang)
      #expect(result.status == status, "\(lang): \(result.message)", sourceLocation: sourceLocation)
      // Answers to choose from stand indented below the sentence.
      #expect(
        result.lines.count { !$0.hasPrefix("  ") } == 1, "\(lang): \(result.message)", sourceLocation: sourceLocation)
      #expect(result.output.isEmpty, "\(lang): \(result.output)", sourceLocation: sourceLocation)
      for word in words { #expect(result.message.contains(word), "\(result.message)", sourceLocation: sourceLocation) }
      // The English of the rooms below must not shine through.
      if lang == "vi" {
        #expect(!result.message.contains(" the "), "\(result.message)", sourceLocation: sourceLocation)
      }
      #expect((try? Data(contentsOf: URL(filePath: register))) == before, sourceLocation: sourceLocation)
      #expect(beside == places, sourceLocation: sourceLocation)
      #expect(leftInTemporary.isEmpty, sourceLocation: sourceLocation)
    }
  }

  /// The newest revision, by another program than ours.
  func revision() throws -> Int {
    Int(try shell("sqlite3 '\(register)' 'SELECT coalesce(max(id), 0) FROM revisions'")) ?? -1
  }

  /// How many parcels the register has now, by another program than ours.
  func parcelCount(_ condition: String = "1") throws -> Int {
    Int(try shell("sqlite3 '\(register)' \"SELECT count(*) FROM parcels WHERE \(condition)\"")) ?? -1
  }

  private static func folder() throws -> String {
    let path = FileManager.default.temporaryDirectory.appending(path: "diaba-office-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }

  /// The sample commune and a register of it, made once for all tests.
  static let commune: Swift.Result<String, any Error> = Swift.Result {
    let path = try folder()
    // It serves all tests, so it goes with the process.
    atexit {
      if case .success(let path) = Office.commune { try? FileManager.default.removeItem(atPath: path) }
    }
    try FileManager.default.createDirectory(atPath: path + "/tmp", withIntermediateDirectories: true)
    let program = Program(temporary: path + "/tmp")
    _ = try program(["sample", path, "--parcels", "120"])
    for layer in ["wards", "parcels"] {
      let result = try program(["import", layer, "\(path)/\(layer).shp", "--register", path + "/xa.sqlite"])
      guard result.status == 0 else { throw ShellFailure(command: result.message, status: result.status) }
    }
    return path
  }
}

/// A GeoJSON collection of parcels in the sample's ward, from (number, rings) pairs.
func collection(_ parcels: [(number: String, rings: String)]) -> String {
  let features = parcels.map { parcel in
    """
    {"type":"Feature","properties":{"ward":"90001","sheet":"77","number":"\(parcel.number)"},
     "geometry":{"type":"Polygon","coordinates":\(parcel.rings)}}
    """
  }
  return "{\"type\":\"FeatureCollection\",\"features\":[\(features.joined(separator: ","))]}"
}

/// A square of about 100 m, the n-th in a row.
func square(_ n: Int) -> String {
  let x = 108.79 + Double(n) * 0.002
  return "[[[\(x),15.12],[\(x + 0.001),15.12],[\(x + 0.001),15.121],[\(x),15.121],[\(x),15.12]]]"
}
