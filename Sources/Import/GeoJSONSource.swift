import Cadastre
import Compression
import VietText
import Foundation
import Geo
import JSON
import Projection

/// The features of a GeoJSON file, plain or compressed, one document or one feature a line.
final class GeoJSONSource: FeatureSource {
  let name: String
  /// The names of the properties of the first features, in the order of their appearance.
  private(set) var fieldNames: [String] = []
  /// What the file says of its coordinate reference system: WGS 84, unless an old `crs` member says otherwise.
  private var declared: DeclaredCRS = .crs(.wgs84, how: "RFC 7946")
  /// A position of the first feature that has one.
  private(set) var middle: Coordinate?

  private let handle: FileHandle
  private let size: Int
  private var bytesRead = 0
  private var decoder: GzipDecoder?
  private var reader = GeoJSONFeatureReader()
  private var peeked: [RawOrFeature] = []
  private var plan: ColumnPlan?
  private var findings: [Finding] = []
  private var droppedOrdinates = 0
  private var isFinished = false

  private enum RawOrFeature {
    case feature(GeoJSONFeature)
    case fault(GeoError, properties: JSONObject)
  }

  /// How many features are looked at for the names of their properties.
  private static let sampleSize = 100

  /// Opens a file and looks at its first features.
  ///
  /// - Throws: ``Refusal`` when it cannot be read, or is no GeoJSON.
  init(_ url: URL, compressed: Bool) throws(Refusal) {
    name = url.lastPathComponent
    let unreadable = Refusal(
      "fileUnreadable", vi: "không đọc được tập tin \(url.path); hãy xem quyền của nó",
      en: "the file \(url.path) cannot be read; look at its permissions")
    guard let handle = try? FileHandle(forReadingFrom: url), let end = try? handle.seekToEnd() else { throw unreadable }
    self.handle = handle
    size = Int(end)
    do {
      try handle.seek(toOffset: 0)
      if compressed { decoder = try GzipDecoder() }
    } catch {
      throw unreadable
    }
    try peek()
    if let crs = reader.crs {
      declared = .crs(crs, how: "crs")
    } else if let stated = reader.crsName {
      declared = .unknown(stated)
    }
  }

  deinit { try? handle.close() }

  /// Looks at the first features: which properties they have, and whether there are polygons at all.
  private func peek() throws(Refusal) {
    var seen: Set<String> = []
    var kinds: Set<String> = []
    var fault: GeoError?
    while peeked.count < Self.sampleSize, let element = try read() {
      peeked.append(element)
      let properties: JSONObject
      switch element {
      case .feature(let feature):
        properties = feature.properties
        if middle == nil { middle = feature.geometry.multiPolygon?.coordinates.first }
        switch feature.geometry {
        case .point: kinds.insert("Point")
        case .lines: kinds.insert("LineString")
        case .other(let kind): kinds.insert(kind)
        case .none, .multiPolygon: break
        }
      case .fault(let error, let known):
        properties = known
        fault = fault ?? error
      }
      for member in properties.members where seen.insert(member.name).inserted { fieldNames.append(member.name) }
    }
    guard !peeked.isEmpty else {
      throw Refusal(
        "noFeatures", vi: "\(name) là GeoJSON nhưng không có đối tượng nào: hãy xuất lại lớp dữ liệu",
        en: "\(name) is GeoJSON but has no feature in it: export the layer again")
    }
    guard middle == nil else { return }
    if let fault { throw broken(fault) }
    if !kinds.isEmpty { throw Refusal.notPolygons(name, kind: kinds.sorted().joined(separator: ", ")) }
    throw Refusal(
      "noFeatures", vi: "\(name): các đối tượng đầu tiên đều không có hình: hãy xuất lại lớp dữ liệu",
      en: "\(name): none of its first features has a geometry: export the layer again")
  }

  private func broken(_ error: GeoError) -> Refusal {
    let place = error.feature.map { ("đối tượng \($0 + 1): ", "feature \($0 + 1): ") } ?? ("", "")
    return Refusal(
      "geoJSONBroken",
      vi: "\(name) hỏng hoặc không phải GeoJSON, không nhập dòng nào: \(place.0)\(error.phrase.vietnamese). "
        + "Hãy xuất lại tập tin",
      en: "\(name) is broken or no GeoJSON, nothing was imported: \(place.1)\(error.phrase.english). "
        + "Export the file again")
  }

  var rowCount: Int? { nil }

  var fractionRead: Double { size == 0 ? 1 : Double(bytesRead) / Double(size) }

  /// Says which properties the rows shall carry.
  func use(_ plan: ColumnPlan) {
    self.plan = plan
  }

  func declaredCRS(_ projector: Projector, _ findings: inout [Finding]) -> DeclaredCRS { declared }

  func sample(limit: Int) throws(Refusal) -> [RawFeature] {
    guard let plan else { return [] }
    defer { droppedOrdinates = 0 }
    return peeked.prefix(limit).map { row($0, plan) }
  }

  func takeFindings() -> [Finding] {
    defer { findings = [] }
    return findings
  }

  func next(limit: Int) throws(Refusal) -> [RawFeature] {
    guard let plan else { return [] }
    var rows: [RawFeature] = []
    while rows.count < limit {
      if !peeked.isEmpty {
        rows += peeked.map { row($0, plan) }
        peeked = []
        continue
      }
      guard let element = try read() else {
        tellTotals()
        break
      }
      rows.append(row(element, plan))
    }
    return rows
  }

  private func read() throws(Refusal) -> RawOrFeature? {
    while true {
      do {
        if let feature = try reader.next() { return .feature(feature) }
      } catch {
        guard error.isFatal else { return .fault(error, properties: reader.refusedProperties) }
        throw broken(error)
      }
      if isFinished { return nil }
      try feed()
    }
  }

  private func feed() throws(Refusal) {
    do {
      guard let data = try handle.read(upToCount: 1 << 18), !data.isEmpty else {
        isFinished = true
        try decoder?.finish()
        reader.finish()
        return
      }
      bytesRead += data.count
      if decoder != nil {
        var plain: [UInt8] = []
        try decoder?.decode(Array(data), into: &plain)
        reader.feed(plain)
      } else {
        reader.feed(Array(data))
      }
    } catch let error as CompressionError {
      let phrase = error.phrase(entry: name)
      throw Refusal(
        "gzipBroken",
        vi: "không giải nén được \(name), không nhập dòng nào: \(phrase.vietnamese). Hãy chép lại tập tin",
        en: "\(name) cannot be unpacked, nothing was imported: \(phrase.english). Copy the file again")
    } catch {
      throw Refusal(
        "fileUnreadable", cause: .environment, vi: "lỗi đĩa khi đọc \(name): \(error.localizedDescription)",
        en: "the disk failed when \(name) was read: \(error.localizedDescription)")
    }
  }

  private func row(_ element: RawOrFeature, _ plan: ColumnPlan) -> RawFeature {
    switch element {
    case .fault(let error, let properties):
      return RawFeature(
        row: (error.feature ?? 0) + 1, shape: .unreadable(error.phrase), values: values(properties, plan))
    case .feature(let feature):
      droppedOrdinates += feature.droppedOrdinates
      let shape: RawFeature.Shape =
        switch feature.geometry {
        case .none: .missing
        case .multiPolygon where feature.unclosedRings > 0: .unclosed(rings: feature.unclosedRings)
        case .multiPolygon(let polygons, _): .polygons(polygons)
        case .point: .unsupported("Point")
        case .lines: .unsupported("LineString")
        case .other(let kind): .unsupported(kind)
        }
      return RawFeature(row: feature.index + 1, shape: shape, values: values(feature.properties, plan))
    }
  }

  private func values(_ properties: JSONObject, _ plan: ColumnPlan) -> [String?] {
    plan.origins.map { origin in
      switch origin {
      case .column(_, let name): properties[name]?.plainText
      case .constant, .absent: origin.constant
      }
    }
  }

  private func tellTotals() {
    guard droppedOrdinates > 0 else { return }
    findings.append(
      Finding(
        .dimensionsDropped, file: name, vi: "bỏ độ cao của \(droppedOrdinates) đỉnh",
        en: "the heights of \(droppedOrdinates) positions were left out"))
    droppedOrdinates = 0
  }
}

extension ColumnPlan.Origin {
  /// The value that all rows have, if it is that.
  var constant: String? {
    if case .constant(let value) = self { value } else { nil }
  }
}

extension JSONValue {
  /// A scalar as text; `nil` for null, arrays and objects.
  var plainText: String? {
    switch self {
    case .string(let text): text.isEmpty ? nil : text
    case .null, .array, .object: nil
    default:
      if let integer { String(integer) } else if let double { String(double) } else { bool.map { "\($0)" } }
    }
  }
}
