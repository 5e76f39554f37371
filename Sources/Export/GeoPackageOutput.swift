import Cadastre
import Foundation
import Geo
import SpatiaLite

/// A GeoPackage being written.
final class GeoPackageOutput: LayerOutput {
  private let writer: GeoPackageWriter

  init(
    _ place: OutputPlace, _ columns: [LayerColumn], layer: String, system: GeoPackageWriter.System,
    wgs84: GeoPackageWriter.System, changedAt: String
  ) throws {
    writer = try GeoPackageWriter(
      path: place.file().path, layer: layer,
      columns: columns.map { column in
        let kind: GeoPackageWriter.Column.Kind =
          switch column.kind {
          case .text: .text
          case .day: .date
          case .area: .real
          case .id: .integer
          }
        return GeoPackageWriter.Column(column.name, kind)
      }, system: system, wgs84: wgs84, changedAt: changedAt)
  }

  func append(_ shape: LayerShape, _ values: [LayerValue]) throws {
    let polygons = try shape.polygons
    let wkb: [UInt8] = if case .held(let bytes) = shape { bytes } else { WKB.encode(polygons) }
    try writer.append(wkb: wkb, envelope: polygons.envelope) { row in
      for value in values {
        switch value {
        case .text(let text): row.append(text)
        case .day(let day): row.append(day?.description)
        case .area(let area): row.append(area)
        case .id(let id): row.append(id)
        }
      }
    }
  }

  func finish() throws { try writer.finish() }
}
