import Foundation
import Geo
import JSON
import VietText

/// The findings of one import: counted and sampled in memory, written whole to `findings.geojson`.
///
/// The file is a GeoJSON FeatureCollection, so that QGIS opens it as a layer; a finding without a place has a null
/// geometry. It grows as the import goes on, so that a million findings need no memory.
final class FindingLog {
  /// How many findings of each kind are kept for showing.
  static let samplesPerCode = 20
  /// How many findings of each kind are written; of more, all are counted.
  static let writtenPerCode = 20_000

  /// How many findings of each kind there are.
  private(set) var counts: [Finding.Code: Int] = [:]
  /// How many findings of each severity there are.
  private(set) var severities: [Finding.Severity: Int] = [:]
  /// The first findings of each kind.
  private(set) var samples: [Finding.Code: [Finding]] = [:]

  private let file: URL
  private let handle: FileHandle
  private var writer = JSONWriter()
  private var failure: (any Error)?

  /// Opens the file in the report's folder, which exists.
  init(directory: URL) throws(Refusal) {
    file = directory.appending(path: "findings.geojson")
    guard FileManager.default.createFile(atPath: file.path, contents: nil, attributes: [.posixPermissions: 0o600]),
      let handle = try? FileHandle(forWritingTo: file)
    else {
      throw Refusal(
        "reportNotWritable", cause: .environment, vi: "không ghi được báo cáo vào \(file.path)",
        en: "the report cannot be written to \(file.path)")
    }
    self.handle = handle
    writer.beginObject()
    writer.key("type")
    writer.string("FeatureCollection")
    writer.key("features")
    writer.beginArray()
  }

  /// Whether any finding needs a person: a warning or an error.
  var needsPerson: Bool { severities[.warning, default: 0] + severities[.error, default: 0] > 0 }

  /// Takes a finding.
  func append(_ finding: Finding) {
    counts[finding.code, default: 0] += 1
    severities[finding.severity, default: 0] += 1
    if samples[finding.code, default: []].count < Self.samplesPerCode {
      var sample = finding
      if samples[finding.code, default: []].count >= FindingGallery.drawnPerCode { sample.sketch = nil }
      samples[finding.code, default: []].append(sample)
    }
    guard counts[finding.code, default: 0] <= Self.writtenPerCode else { return }
    write(finding)
    if writer.bytes.count > 1 << 18 { flush() }
  }

  /// Closes the file.
  ///
  /// - Throws: ``Refusal`` when something could not be written, such as on a full disk.
  func close() throws(Refusal) {
    writer.endArray()
    writer.endObject()
    flush()
    do { try handle.close() } catch { failure = failure ?? error }
    if failure != nil {
      throw Refusal(
        "reportNotWritable", cause: .environment, vi: "không ghi hết được báo cáo \(file.path): đĩa đầy?",
        en: "the report \(file.path) could not be written to its end: is the disk full?")
    }
  }

  private func flush() {
    guard failure == nil else { return }
    do { try handle.write(contentsOf: Data(writer.take())) } catch { failure = error }
  }

  private func write(_ finding: Finding) {
    writer.beginObject()
    writer.key("type")
    writer.string("Feature")
    writer.key("geometry")
    if let position = finding.position, position.isFinite {
      writer.beginObject()
      writer.key("type")
      writer.string("Point")
      writer.key("coordinates")
      writer.beginArray()
      writer.fixed(position.x, decimals: 9)
      writer.fixed(position.y, decimals: 9)
      writer.endArray()
      writer.endObject()
    } else {
      writer.null()
    }
    writer.key("properties")
    finding.writeMembers(into: &writer)
    writer.endObject()
  }
}

extension Finding {
  /// Writes the finding's members as one JSON object.
  func writeMembers(into writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("code")
    writer.string(code.rawValue)
    writer.key("severity")
    writer.string(severity.rawValue)
    writer.key("file")
    writer.string(file)
    if let row {
      writer.key("row")
      writer.integer(row)
    }
    if let key {
      writer.key("key")
      writer.string(key)
    }
    if let otherKey {
      writer.key("otherKey")
      writer.string(otherKey)
    }
    if let place {
      // As on Vietnamese papers: x is northing, y easting.
      writer.key("x")
      writer.fixed(place.coordinate.y, decimals: 3)
      writer.key("y")
      writer.fixed(place.coordinate.x, decimals: 3)
      writer.key("crs")
      writer.string(place.crs.description)
    }
    if let area {
      writer.key("area")
      writer.fixed(area, decimals: 4)
    }
    if let width {
      writer.key("width")
      writer.fixed(width, decimals: 4)
    }
    if let areaChange {
      writer.key("areaChange")
      writer.fixed(areaChange, decimals: 4)
    }
    writer.key("vi")
    writer.string(message.vietnamese)
    writer.key("en")
    writer.string(message.english)
    writer.key("todoVi")
    writer.string(code.advice.vietnamese)
    writer.key("todoEn")
    writer.string(code.advice.english)
    writer.endObject()
  }
}
