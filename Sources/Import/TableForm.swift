import CSV
import Cadastre
import GEOS
import Geo
import VietText

/// How a table of text holds its geometries.
struct TableForm {
  private enum Geometry {
    case none
    /// Well-known text in one column.
    case wellKnownText(Int)
    /// One corner a row: the columns of easting or longitude, and of northing or latitude.
    case corners(east: Int, north: Int, ring: Int?)
  }

  private let geometry: Geometry
  /// The system that the text itself names, as `SRID=5898;…`.
  let crs: CRS?

  /// The columns that hold the geometry.
  var columns: [Int] {
    switch geometry {
    case .none: []
    case .wellKnownText(let column): [column]
    case .corners(let east, let north, let ring): [east, north] + (ring.map { [$0] } ?? [])
    }
  }

  /// A table of which nothing is known yet.
  static let none = TableForm()

  private init() {
    geometry = .none
    crs = nil
  }

  /// Whether each row is one corner.
  var isVertexList: Bool {
    if case .corners = geometry { true } else { false }
  }

  /// Finds the columns of the geometry by their names and the first rows.
  ///
  /// - Throws: ``Refusal`` when there are none.
  init(_ names: [String], _ rows: [CSVRow], file: String, findings: inout [Finding]) throws(Refusal) {
    let keys = names.map { ColumnSynonyms.normalised($0) }
    func column(_ wanted: [String]) -> Int? { wanted.lazy.compactMap { keys.firstIndex(of: $0) }.first }
    func note(_ vi: String, _ en: String) { findings.append(Finding(.columnMapped, file: file, vi: vi, en: en)) }
    let wkt = keys.indices.first { index in
      rows.prefix(50).contains { row in index < row.count && Self.isWellKnownText(row.text(index)) }
    }
    if let wkt {
      geometry = .wellKnownText(wkt)
      let stated = rows.lazy.compactMap { $0.count > wkt ? Self.srid($0.text(wkt)) : nil }.first
      crs = stated
      note("cột \(names[wkt]) → hình (WKT)", "column \(names[wkt]) → geometry (WKT)")
      return
    }
    crs = nil
    let ring = column(["RING", "VONG", "SOVONG", "PHAN", "PART"])
    let pairs: [(east: [String], north: [String])] = [
      (["E", "EAST", "EASTING", "DONG", "TOADODONG"], ["N", "NORTH", "NORTHING", "BAC", "TOADOBAC"]),
      (["LON", "LNG", "LONG", "LONGITUDE", "KINHDO"], ["LAT", "LATITUDE", "VIDO"]),
    ]
    for pair in pairs {
      guard let east = column(pair.east), let north = column(pair.north) else { continue }
      geometry = .corners(east: east, north: north, ring: ring)
      note(
        "cột \(names[east]), \(names[north]) → đỉnh thửa, mỗi dòng một đỉnh",
        "columns \(names[east]), \(names[north]) → corners, one a row")
      return
    }
    guard let x = column(["X", "TOADOX", "XM"]), let y = column(["Y", "TOADOY", "YM"]) else {
      throw Refusal(
        "geometryColumnMissing",
        vi: "\(file): không thấy cột hình. Cần một cột WKT (POLYGON …), hoặc mỗi dòng một đỉnh với cột X và Y. "
          + "Các cột: \(names.joined(separator: ", "))",
        en: "\(file): no column with the geometry. One with WKT (POLYGON …) is needed, or one corner a row with the "
          + "columns X and Y. Its columns: \(names.joined(separator: ", "))")
    }
    // On Vietnamese papers X is northing; programs mean easting. The values tell: northing is 0.9 to 2.6 million.
    let places = rows.prefix(200).compactMap { row -> (Double, Double)? in
      guard x < row.count, y < row.count, let first = Self.number(row.text(x)), let second = Self.number(row.text(y))
      else { return nil }
      return (first, second)
    }
    let isNorthing = places.count { $0.0 > 850_000 && $0.1 < 850_000 } * 2 > places.count
    geometry = .corners(east: isNorthing ? y : x, north: isNorthing ? x : y, ring: ring)
    note(
      isNorthing
        ? "cột \(names[x]) là bắc, \(names[y]) là đông, như trên giấy; mỗi dòng một đỉnh"
        : "cột \(names[x]) là đông, \(names[y]) là bắc; mỗi dòng một đỉnh",
      isNorthing
        ? "column \(names[x]) is northing, \(names[y]) easting, as on Vietnamese papers; one corner a row"
        : "column \(names[x]) is easting, \(names[y]) northing; one corner a row")
  }

  /// A position of a row, in the file's system; `nil` when it has none.
  func position(_ row: CSVRow, _ geos: GEOSContext) -> Coordinate? {
    switch geometry {
    case .none: return nil
    case .wellKnownText:
      guard case .polygons(let polygons) = shape(row, geos) else { return nil }
      return polygons.coordinates.first
    case .corners(let east, let north, _):
      guard east < row.count, north < row.count, let x = Self.number(row.text(east)),
        let y = Self.number(row.text(north))
      else { return nil }
      return Coordinate(x: x, y: y)
    }
  }

  /// The name of the ring that a corner belongs to; empty when the table tells none apart.
  func ring(_ row: CSVRow) -> String {
    guard case .corners(_, _, let ring?) = geometry, ring < row.count else { return "" }
    return row.text(ring)
  }

  /// The geometry of a row with well-known text.
  func shape(_ row: CSVRow, _ geos: GEOSContext) -> RawFeature.Shape {
    guard case .wellKnownText(let column) = geometry, column < row.count else { return .missing }
    var text = row.text(column)
    if let semicolon = text.firstIndex(of: ";"), text.lowercased().hasPrefix("srid=") {
      text = String(text[text.index(after: semicolon)...])
    }
    guard text.contains(where: { !$0.isWhitespace }) else { return .missing }
    do {
      let polygons = try geos.geometry(wellKnownText: text).polygons()
      return polygons.isEmpty ? .missing : .polygons(polygons)
    } catch {
      let kind = text.prefix { $0.isLetter }
      return kind.uppercased().hasSuffix("POLYGON")
        ? .unreadable(Phrase(vi: "WKT sai: \(error)", en: "broken WKT: \(error)"))
        : .unsupported(String(kind.prefix(30)))
    }
  }

  private static func isWellKnownText(_ text: String) -> Bool {
    let upper = text.prefix(40).uppercased().drop { $0 == " " }
    if upper.hasPrefix("SRID=") { return upper.contains("POLYGON") }
    return upper.hasPrefix("POLYGON") || upper.hasPrefix("MULTIPOLYGON")
  }

  private static func srid(_ text: String) -> CRS? {
    guard text.lowercased().hasPrefix("srid=") else { return nil }
    return CRS(text.dropFirst(5).prefix { $0.isNumber })
  }

  /// A number with a decimal point or comma, and spaces between thousands.
  private static func number(_ text: String) -> Double? {
    var plain = text.filter { !$0.isWhitespace }
    if !plain.contains("."), plain.count(where: { $0 == "," }) == 1 { plain = plain.replacing(",", with: ".") }
    guard let value = Double(plain), value.isFinite else { return nil }
    return value
  }
}
