import CSV
import Cadastre
import Geo
import JSON

/// GeoJSON being written, as one document or one feature a line.
final class GeoJSONOutput: LayerOutput {
  private let file: OutputFile
  private let columns: [LayerColumn]
  private let isLines: Bool
  private var writer = JSONWriter()
  private var count = 0

  init(_ place: OutputPlace, _ columns: [LayerColumn], name: String, isLines: Bool) throws {
    file = try OutputFile(place.file())
    self.columns = columns
    self.isLines = isLines
    guard !isLines else { return }
    var head = JSONWriter()
    head.string(name)
    try file.append(Array("{\"type\":\"FeatureCollection\",\"name\":\(head.text),\"features\":[\n".utf8))
  }

  func append(_ shape: LayerShape, _ values: [LayerValue]) throws {
    if count > 0, !isLines { try file.append(Array(",\n".utf8)) }
    count += 1
    writer = JSONWriter(reusing: writer.take())
    writer.beginObject()
    writer.key("type")
    writer.raw("\"Feature\"")
    for value in values {
      guard case .id(let id) = value else { continue }
      writer.key("id")
      writer.integer(Int(id))
    }
    writer.key("properties")
    writer.beginObject()
    for (column, value) in zip(columns, values) {
      switch value {
      case .text(let text):
        writer.key(column.name)
        writer.string(text)
      case .day(let day):
        writer.key(column.name)
        writer.string(day?.description)
      case .area(let area):
        writer.key(column.name)
        if let area { writer.number(area) } else { writer.null() }
      case .id: break
      }
    }
    writer.endObject()
    writer.key("geometry")
    if shape.isHeld {
      writer.exact(try shape.polygons)
    } else {
      GeoJSON.write(try shape.polygons, into: &writer, decimals: 9)
    }
    writer.endObject()
    if isLines { writer.bytes.append(0x0A) }
    try file.append(writer.bytes)
  }

  func finish() throws {
    if !isLines { try file.append(Array("\n]}\n".utf8)) }
    try file.finish()
  }
}

/// A table being written, geometry as well-known text.
final class CSVOutput: LayerOutput {
  private let file: OutputFile
  private var writer: CSVWriter
  private var number = JSONWriter()

  init(_ place: OutputPlace, _ columns: [LayerColumn], delimiter: CSVDelimiter) throws {
    file = try OutputFile(place.file())
    writer = CSVWriter(delimiter: delimiter, mark: true)
    for column in columns { writer.text(column.name) }
    writer.text("wkt")
    writer.endRow()
  }

  func append(_ shape: LayerShape, _ values: [LayerValue]) throws {
    for value in values {
      switch value {
      case .text(let text): writer.text(text)
      case .day(let day): writer.text(day?.description)
      case .area(let area): kept(area)
      case .id(let id): writer.integer(Int(id))
      }
    }
    let text = WellKnownText.bytes(of: try shape.polygons, reusing: &number)
    writer.kept(text.span)
    writer.endRow()
    if writer.bytes.count > 1 << 17 { try file.append(writer.take()) }
  }

  func finish() throws {
    try file.append(writer.take())
    try file.finish()
  }

  /// A number with all its digits.
  private func kept(_ value: Double?) {
    guard let value else { return writer.empty() }
    number = JSONWriter(reusing: number.take())
    number.number(value)
    let digits = number.bytes
    writer.kept(digits.span)
  }
}

/// Well-known text (OGC 06-103r4 §7) of polygons.
enum WellKnownText {
  /// Polygons as a MULTIPOLYGON, each number the shortest that reads back as the same.
  static func bytes(of polygons: MultiPolygon, reusing number: inout JSONWriter) -> [UInt8] {
    var bytes = Array("MULTIPOLYGON (".utf8)
    for polygon in 0..<polygons.polygonCount {
      bytes.append(contentsOf: polygon == 0 ? [0x28] : [0x2C, 0x20, 0x28])
      for (place, ring) in polygons.rings(ofPolygon: polygon).enumerated() {
        bytes.append(contentsOf: place == 0 ? [0x28] : [0x2C, 0x20, 0x28])
        for (index, position) in polygons.ring(ring).enumerated() {
          if index > 0 { bytes.append(contentsOf: [0x2C, 0x20]) }
          for value in [position.x, position.y] {
            number = JSONWriter(reusing: number.take())
            number.number(value)
            bytes.append(contentsOf: number.bytes)
            bytes.append(0x20)
          }
          bytes.removeLast()
        }
        bytes.append(0x29)
      }
      bytes.append(0x29)
    }
    bytes.append(0x29)
    return bytes
  }
}

extension JSONWriter {
  /// Writes polygons with every digit that they have, shells counter-clockwise as RFC 7946 wants them.
  mutating func exact(_ polygons: MultiPolygon) {
    let isSingle = polygons.polygonCount == 1
    beginObject()
    key("type")
    raw(isSingle ? "\"Polygon\"" : "\"MultiPolygon\"")
    key("coordinates")
    if !isSingle { beginArray() }
    for polygon in 0..<polygons.polygonCount {
      beginArray()
      for (place, ring) in polygons.rings(ofPolygon: polygon).enumerated() {
        let area = polygons.signedArea(ofRing: ring)
        let positions = polygons.ring(ring)
        beginArray()
        if place == 0 ? area < 0 : area > 0 {
          for position in positions.reversed() { exact(position) }
        } else {
          for position in positions { exact(position) }
        }
        endArray()
      }
      endArray()
    }
    if !isSingle { endArray() }
    endObject()
  }

  private mutating func exact(_ position: Coordinate) {
    beginArray()
    number(position.x)
    number(position.y)
    endArray()
  }
}
