import CSV
import Cadastre
import Geo
import JSON
import VietText

/// How a row says where it lies.
enum BatchPlace {
  /// In two plain numbers, which have one reading.
  case plain(CoordinateReading)
  /// In some notation.
  case text(String)
  /// In none that can be read.
  case fault(BatchFault)

  /// The place of a row of a table.
  init(_ table: BatchTable, _ block: CSVBlock, row: Int) {
    if let fault = table.fault(of: block, row: row) {
      self = .fault(fault)
      return
    }
    switch table.columns {
    case .text(let column):
      let field = block.bytes.span.extracting(block.range(row: row, field: column))
      if let reading = CoordinateNotation.plainReading(of: field) {
        self = .plain(reading)
      } else {
        self.init(text: block.bytes[block.range(row: row, field: column)])
      }
    case .degrees(let second, let first), .grid(let first, let second):
      let (one, other) = (block.range(row: row, field: first), block.range(row: row, field: second))
      let span = block.bytes.span
      if let reading = CoordinateNotation.plainReading(of: span.extracting(one), span.extracting(other)) {
        self = .plain(reading)
      } else {
        self.init(texts: block.bytes[one], block.bytes[other])
      }
    }
  }

  private init(text bytes: ArraySlice<UInt8>) {
    guard bytes.count <= CoordinateNotation.longestText else {
      self = .fault(BatchFault(Self.tooLong))
      return
    }
    guard bytes.contains(where: { $0 > 0x20 }) else {
      self = .fault(.empty)
      return
    }
    self = .text(String(decoding: bytes, as: UTF8.self))
  }

  private init(texts first: ArraySlice<UInt8>, _ second: ArraySlice<UInt8>) {
    guard first.contains(where: { $0 > 0x20 }), second.contains(where: { $0 > 0x20 }) else {
      self = .fault(.empty)
      return
    }
    self.init(text: (first + [0x3B, 0x20] + second)[...])
  }

  private static let tooLong = ServiceError(
    .badCoordinate,
    Phrase(
      vi: "Tọa độ dài quá \(CoordinateNotation.longestText) byte.",
      en: "The coordinate is longer than \(CoordinateNotation.longestText) bytes."))

  /// The place of a JSON object: a GeoJSON point, or members named as the columns of a table are.
  init(_ object: JSONObject) {
    if object["type"]?.string == "Feature" {
      self.init(geometry: object["geometry"] ?? .null)
      return
    }
    if object["type"]?.string == "Point" {
      self.init(geometry: .object(object))
      return
    }
    let names = object.members.map(\.name)
    guard let columns = PositionColumns(names: names) else {
      self = .fault(
        BatchFault(
          "noPlace", vi: "Không có tọa độ: cần lon và lat, x và y, hoặc at.",
          en: "There is no coordinate: lon and lat, x and y, or at are needed."))
      return
    }
    func bytes(_ place: Int) -> ArraySlice<UInt8> { Self.text(object.members[place].value).utf8.map { $0 }[...] }
    switch columns {
    case .text(let place):
      if object.members[place].value.object != nil {
        self.init(geometry: object.members[place].value)
      } else {
        self.init(plain: bytes(place))
      }
    case .degrees(let second, let first), .grid(let first, let second):
      self.init(plain: bytes(first), bytes(second))
    }
  }

  private init(plain bytes: ArraySlice<UInt8>) {
    if let reading = CoordinateNotation.plainReading(of: Array(bytes).span) {
      self = .plain(reading)
    } else {
      self.init(text: bytes)
    }
  }

  private init(plain first: ArraySlice<UInt8>, _ second: ArraySlice<UInt8>) {
    if let reading = CoordinateNotation.plainReading(of: Array(first).span, Array(second).span) {
      self = .plain(reading)
    } else {
      self.init(texts: first, second)
    }
  }

  private init(geometry: JSONValue) {
    guard geometry["type"]?.string == "Point" else {
      let kind = geometry["type"]?.string ?? "null"
      self = .fault(
        BatchFault(
          "notAPoint", vi: "Chỉ tra cứu được điểm (Point), không phải \(kind.prefix(40)).",
          en: "Only a Point can be looked up, not \(kind.prefix(40))."))
      return
    }
    guard let numbers = geometry["coordinates"]?.array, numbers.count >= 2, numbers[0].double?.isFinite == true,
      numbers[1].double?.isFinite == true
    else {
      self = .fault(
        BatchFault(
          "badPoint", vi: "coordinates của Point phải là hai số.", en: "The coordinates of a Point are two numbers."))
      return
    }
    // RFC 7946: longitude first; a grid's easting likewise.
    self.init(plain: Self.text(numbers[1]).utf8.map { $0 }[...], Self.text(numbers[0]).utf8.map { $0 }[...])
  }

  /// A value as it would stand in a table.
  private static func text(_ value: JSONValue) -> String {
    switch value {
    case .string(let text): text
    case .integer(let number): "\(number)"
    case .number(let number): "\(number)"
    case .numeral(let text): text
    case .array(let values): values.map(text).joined(separator: " ")
    case .bool, .null, .object: ""
    }
  }
}
