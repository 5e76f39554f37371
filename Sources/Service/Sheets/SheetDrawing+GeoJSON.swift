import Cadastre
public import Geo
import JSON
import VietText

extension SheetDrawing {
  /// Reads drawings from GeoJSON: polygons and lines, each feature with its `label` or `name` for the legend.
  ///
  /// - Parameters:
  ///   - content: a geometry, a Feature or a FeatureCollection; longitude first unless it names another system.
  ///   - crs: the system of the positions, when it is told apart from them.
  /// - Returns: one drawing for each feature that has a geometry.
  /// - Throws: ``ServiceError`` of code `badContent`, `badGeometry`, `badCRS` or `tooMuchWork`.
  public static func drawings(_ content: [UInt8], crs: CRS? = nil) throws(ServiceError) -> [SheetDrawing] {
    var reader = GeoJSONFeatureReader(maximumFeatureLength: max(content.count, 1))
    reader.feed(content)
    reader.finish()
    var drawings: [SheetDrawing] = []
    var positions = 0
    while let feature = try next(&reader) {
      var drawing = SheetDrawing()
      drawing.label = feature.properties["label"]?.string ?? feature.properties["name"]?.string ?? ""
      switch feature.geometry {
      case .none: continue
      case .multiPolygon(let polygons, _): drawing.polygons = polygons
      case .lines(let lines): drawing.lines = lines
      case .point: throw refused("Point")
      case .other(let name): throw refused(name)
      }
      positions += drawing.polygons.coordinates.count + drawing.lines.reduce(0) { $0 + $1.count }
      guard positions <= mostPositions else {
        throw ServiceError(
          .tooMuchWork,
          Phrase(
            vi: "Phần vẽ thêm có tối đa \(mostPositions) đỉnh; hãy giản lược hình.",
            en: "An overlay takes at most \(mostPositions) positions; simplify it."),
          parameter: "overlay", allowed: ["≤ \(mostPositions)"])
      }
      drawings.append(drawing)
    }
    let system = try system(of: reader, crs)
    for place in drawings.indices { drawings[place].crs = system }
    return drawings
  }

  private static func next(_ reader: inout GeoJSONFeatureReader) throws(ServiceError) -> GeoJSONFeature? {
    do throws(GeoError) {
      return try reader.next()
    } catch {
      throw ServiceError(
        .badContent,
        Phrase(
          vi: "Phần vẽ thêm (overlay) phải là GeoJSON: \(error.phrase.vietnamese).",
          en: "The overlay must be GeoJSON: \(error.phrase.english)."),
        parameter: "overlay", value: "byte \(error.offset)",
        allowed: ["Polygon", "MultiPolygon", "LineString", "MultiLineString", "Feature", "FeatureCollection"])
    }
  }

  private static func refused(_ kind: String) -> ServiceError {
    ServiceError(
      .badGeometry,
      Phrase(
        vi: "Phần vẽ thêm (overlay) chỉ nhận vùng và đường, không nhận \(kind).",
        en: "An overlay takes polygons and lines only, no \(kind)."),
      parameter: "overlay", value: kind, allowed: ["Polygon", "MultiPolygon", "LineString", "MultiLineString"])
  }

  private static func system(of reader: GeoJSONFeatureReader, _ crs: CRS?) throws(ServiceError) -> CRS {
    if let known = crs ?? reader.crs { return known }
    guard let name = reader.crsName else { return .wgs84 }
    throw ServiceError(
      .badCRS,
      Phrase(
        vi: "Không nhận ra hệ tọa độ “\(name.prefix(60))” của phần vẽ thêm (overlay).",
        en: "The overlay names a system “\(name.prefix(60))” that is not known."),
      parameter: "overlay", value: name, suggestion: "EPSG:4326")
  }
}
