public import Geo
import Cadastre
import JSON
import VietText

/// Reads the area of a question from what a client or a file brings: GeoJSON, or `{"ward": code}`.
public enum AreaContent {
  /// So much is read at once.
  private static let piece = 1 << 18
  /// A content up to this length may be the name of a ward.
  private static let longestName = 4096

  /// Reads a content.
  ///
  /// - Parameters:
  ///   - crs: the system of the positions, when it is told apart from them.
  ///   - width: the width of strips along lines, when it is told apart from them.
  ///   - count: the length of the content in bytes.
  ///   - read: gives at most so many bytes from an offset.
  /// - Returns: the area.
  /// - Throws: ``ServiceError`` of code `badContent`, `badGeometry`, `missingParameter`, `tooMuchWork` or
  ///   `contradiction`.
  public static func ground(
    crs: CRS? = nil, width: Double? = nil, count: Int, _ read: (Int, Int) throws -> [UInt8]
  ) throws(ServiceError) -> AreaQuestion.Ground {
    if count <= longestName, let code = try ward(bytes(read, 0, count)) {
      guard crs == nil, width == nil else {
        throw ServiceError(
          .contradiction,
          Phrase(vi: "Xã không cần crs hay width.", en: "A ward takes neither crs nor width."),
          parameter: crs == nil ? "width" : "crs")
      }
      return .ward(code)
    }
    var reader = GeoJSONFeatureReader(maximumFeatureLength: max(count, 1))
    var drawing = AreaDrawing()
    var tally = Tally()
    var offset = 0
    while offset < count {
      let chunk = try bytes(read, offset, min(piece, count - offset))
      guard !chunk.isEmpty else { break }
      offset += chunk.count
      reader.feed(chunk)
      try take(&reader, &drawing, &tally, width)
    }
    reader.finish()
    try take(&reader, &drawing, &tally, width)
    drawing.crs = try system(crs, reader)
    guard !drawing.polygons.isEmpty || !drawing.strips.isEmpty else { throw tally.nothing }
    try check(drawing, isTold: crs != nil || reader.crs != nil)
    return .drawn(drawing)
  }

  private static func bytes(
    _ read: (Int, Int) throws -> [UInt8], _ offset: Int, _ maximum: Int
  ) throws(ServiceError) -> [UInt8] {
    do {
      return try read(offset, maximum)
    } catch {
      throw ServiceError(
        .fault, Phrase(vi: "Không đọc lại được nội dung đã gửi.", en: "The content could not be read back."))
    }
  }

  /// The code in `{"ward": "21025"}`.
  private static func ward(_ bytes: [UInt8]) throws(ServiceError) -> String? {
    guard let object = (try? JSONParser.parse(bytes))?.object, object["type"] == nil, let ward = object["ward"]
    else { return nil }
    for member in object.members where member.name != "ward" {
      throw ServiceError(
        .badContent,
        Phrase(
          vi: "Bên cạnh ward không có thành phần “\(member.name.prefix(40))”.",
          en: "Beside ward there is no member “\(member.name.prefix(40))”."),
        parameter: String(member.name.prefix(40)), allowed: ["ward"], suggestion: #"{"ward":"21025"}"#)
    }
    guard let code = ward.string, !code.isEmpty else {
      throw ServiceError(
        .badContent,
        Phrase(vi: "ward là mã xã trong dấu nháy.", en: "ward is the ward's code in quotes."), parameter: "ward",
        suggestion: #"{"ward":"21025"}"#)
    }
    return try Parameters.word(code, "ward")
  }

  /// What was met so far, to tell why there is nothing.
  private struct Tally {
    var positions = 0
    var linePositions = 0
    var features = 0
    var other: String?

    var nothing: ServiceError {
      if let other {
        return ServiceError(
          .badGeometry,
          Phrase(
            vi: "Hình loại \(other) không có diện tích; hãy gửi vùng, hoặc đường kèm width.",
            en: "A geometry of type \(other) has no area; send polygons, or lines with a width."),
          parameter: "geometry", value: other,
          allowed: ["Polygon", "MultiPolygon", "LineString", "MultiLineString"])
      }
      return ServiceError(
        .badGeometry,
        features == 0
          ? Phrase(vi: "Không có đối tượng nào trong nội dung.", en: "There is no feature in the content.")
          : Phrase(vi: "Không đối tượng nào có hình.", en: "None of the features has a geometry."),
        allowed: ["Polygon", "MultiPolygon", "LineString", "MultiLineString"])
    }
  }

  private static func take(
    _ reader: inout GeoJSONFeatureReader, _ drawing: inout AreaDrawing, _ tally: inout Tally, _ width: Double?
  ) throws(ServiceError) {
    while let feature = try next(&reader) {
      tally.features += 1
      drawing.unclosedRings += feature.unclosedRings
      switch feature.geometry {
      case .none: break
      case .point:
        tally.other = "Point"
        drawing.skippedFeatures += 1
      case .other(let name):
        tally.other = name
        drawing.skippedFeatures += 1
        // Polygons in it would silently be missing from the sum.
        if name == "GeometryCollection" { throw tally.nothing }
      case .multiPolygon(let polygons, _):
        guard !polygons.isEmpty else { continue }
        tally.positions += polygons.coordinates.count
        drawing.polygons.append(polygons)
      case .lines(let lines):
        guard !lines.isEmpty else { continue }
        let width = try self.width(of: feature, width)
        for line in lines {
          tally.linePositions += line.count
          drawing.strips.append(AreaDrawing.Strip(line: line, width: width))
        }
      }
      guard tally.positions <= AreaDrawing.mostPositions else {
        throw tooMany(AreaDrawing.mostPositions, Phrase(vi: "các vùng", en: "polygons"))
      }
      guard tally.linePositions <= AreaDrawing.mostLinePositions else {
        throw tooMany(AreaDrawing.mostLinePositions, Phrase(vi: "các đường", en: "lines"))
      }
    }
  }

  private static func next(_ reader: inout GeoJSONFeatureReader) throws(ServiceError) -> GeoJSONFeature? {
    do throws(GeoError) {
      return try reader.next()
    } catch {
      let isText = if case .json = error.kind { true } else { error.kind == .notGeoJSON }
      let place = error.feature.map { Phrase(vi: "Đối tượng \($0 + 1): ", en: "Feature \($0 + 1): ") }
      throw ServiceError(
        isText ? .badContent : .badGeometry,
        Phrase(
          vi: "\(place?.vietnamese ?? "Nội dung: ")\(error.phrase.vietnamese).",
          en: "\(place?.english ?? "The content: ")\(error.phrase.english)."),
        value: "byte \(error.offset)",
        allowed: isText ? ["Polygon", "MultiPolygon", "LineString", "Feature", "FeatureCollection", "ward"] : [],
        suggestion: isText
          ? #"{"type":"Polygon","coordinates":[[[108.79,15.12],[108.8,15.12],[108.8,15.13],[108.79,15.12]]]}"# : nil)
    }
  }

  private static func width(of feature: GeoJSONFeature, _ width: Double?) throws(ServiceError) -> Double {
    guard let value = width ?? feature.properties["width"]?.double else {
      throw ServiceError(
        .missingParameter,
        Phrase(
          vi: "Đường cần bề rộng: thêm width=MÉT (hoặc thuộc tính width của đối tượng).",
          en: "A line needs its width: add width=METRES (or a property width of the feature)."),
        parameter: "width", allowed: ["0.01–\(Int(AreaDrawing.widestStrip))"], suggestion: "width=30")
    }
    guard value >= 0.01, value <= AreaDrawing.widestStrip else {
      throw ServiceError(
        .badParameter,
        Phrase(
          vi: "width là số mét từ 0,01 đến \(Int(AreaDrawing.widestStrip)).",
          en: "width is a number of metres from 0.01 to \(Int(AreaDrawing.widestStrip))."),
        parameter: "width", value: "\(value)", allowed: ["0.01–\(Int(AreaDrawing.widestStrip))"])
    }
    return value
  }

  private static func tooMany(_ limit: Int, _ what: Phrase) -> ServiceError {
    ServiceError(
      .tooMuchWork,
      Phrase(
        vi: "Một câu hỏi nhận tối đa \(limit) đỉnh của \(what.vietnamese); hãy chia nhỏ hoặc giản lược hình.",
        en: "One question takes at most \(limit) positions of \(what.english); split the area or simplify it."),
      parameter: "coordinates", allowed: ["≤ \(limit)"])
  }

  private static func system(_ crs: CRS?, _ reader: GeoJSONFeatureReader) throws(ServiceError) -> CRS {
    if let crs, let stated = reader.crs, stated != crs, stated != .wgs84 {
      throw ServiceError(
        .contradiction,
        Phrase(
          vi: "crs ghi \(crs) nhưng nội dung tự ghi \(stated); hãy bỏ một trong hai.",
          en: "crs says \(crs), but the content itself says \(stated); leave out one of them."),
        parameter: "crs", value: "\(crs)", suggestion: "\(stated)")
    }
    if let known = crs ?? reader.crs { return known }
    guard let name = reader.crsName else { return .wgs84 }
    throw ServiceError(
      .badCRS,
      Phrase(
        vi: "Không nhận ra hệ tọa độ “\(name.prefix(60))” mà nội dung ghi; hãy thêm crs=EPSG:….",
        en: "The content names a system “\(name.prefix(60))” that is not known; add crs=EPSG:…."),
      parameter: "crs", value: name, suggestion: "EPSG:5898")
  }

  /// Refuses degrees that are none, with what was probably meant.
  private static func check(_ drawing: AreaDrawing, isTold: Bool) throws(ServiceError) {
    let box = drawing.envelope
    guard drawing.crs == .wgs84, !box.isEmpty else { return }
    guard box.minX < -180 || box.maxX > 180 || box.minY < -90 || box.maxY > 90 else { return }
    if box.minX >= 7, box.maxX <= 24, box.minY >= 102, box.maxY <= 118 {
      throw ServiceError(
        .badGeometry,
        Phrase(
          vi: "Tọa độ đảo thứ tự: GeoJSON ghi kinh độ trước, vĩ độ sau.",
          en: "The coordinates stand in the wrong order: GeoJSON has the longitude first, then the latitude."),
        parameter: "coordinates", value: "\(box.minX), \(box.minY)", suggestion: "\(box.minY), \(box.minX)")
    }
    throw ServiceError(
      .badGeometry,
      Phrase(
        vi: "Tọa độ không phải là kinh độ và vĩ độ"
          + (isTold ? "." : "; nếu là tọa độ VN-2000 thì thêm crs=EPSG:…, ví dụ crs=EPSG:5898."),
        en: "The coordinates are no longitudes and latitudes"
          + (isTold ? "." : "; if they are of VN-2000, add crs=EPSG:…, for example crs=EPSG:5898.")),
      parameter: "crs", value: "\(box.minX), \(box.minY)", suggestion: isTold ? nil : "EPSG:5898")
  }
}
