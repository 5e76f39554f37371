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
  /// In two columns that are named, in some notation.
  case degrees(latitude: String, longitude: String)
  /// In none that can be read.
  case fault(BatchFault)

  /// The place of a row of a table.
  init(_ table: BatchTable, _ block: CSVBlock, row: Int) {
    if let fault = table.fault(of: block, row: row) {
      self = .fault(fault)
      return
    }
    switch table.columns {
    case .text(let column): self.init(text: block.bytes, block.range(row: row, field: column))
    case .degrees(let second, let first):
      self.init(
        pair: block.bytes, block.range(row: row, field: first), block.range(row: row, field: second), areDegrees: true)
    case .grid(let first, let second):
      self.init(
        pair: block.bytes, block.range(row: row, field: first), block.range(row: row, field: second), areDegrees: false)
    }
  }

  private init(text bytes: [UInt8], _ range: Range<Int>) {
    if let reading = CoordinateNotation.plainReading(of: bytes.span.extracting(range)) {
      self = .plain(reading)
    } else if range.count > CoordinateNotation.longestText {
      self = .fault(BatchFault(Self.tooLong))
    } else if !bytes[range].contains(where: { $0 > 0x20 }) {
      self = .fault(.empty)
    } else {
      self = .text(String(decoding: bytes[range], as: UTF8.self))
    }
  }

  /// The place in two fields: latitude and longitude, or two numbers of a grid.
  private init(pair bytes: [UInt8], _ first: Range<Int>, _ second: Range<Int>, areDegrees: Bool) {
    let span = bytes.span
    if let reading = CoordinateNotation.plainReading(of: span.extracting(first), span.extracting(second)),
      !areDegrees || reading.isLatitudeFirst
    {
      self = .plain(reading)
    } else if first.count + second.count > CoordinateNotation.longestText - 20 {
      self = .fault(BatchFault(Self.tooLong))
    } else if !bytes[first].contains(where: { $0 > 0x20 }) || !bytes[second].contains(where: { $0 > 0x20 }) {
      self = .fault(.empty)
    } else {
      let texts = (String(decoding: bytes[first], as: UTF8.self), String(decoding: bytes[second], as: UTF8.self))
      self = areDegrees ? .degrees(latitude: texts.0, longitude: texts.1) : .text(texts.0 + "; " + texts.1)
    }
  }

  /// The readings of a place that is no plain pair.
  var text: Result<CoordinateText, BatchFault> {
    switch self {
    case .plain(let reading): .success(CoordinateText(text: "", readings: [reading]))
    case .fault(let fault): .failure(fault)
    case .text(let words):
      Result { () throws(CadastreError) in try CoordinateNotation.parse(words) }.mapError { Self.fault($0) }
    case .degrees(let latitude, let longitude): Self.read(latitude, longitude)
    }
  }

  /// Reads two columns by their names; when that cannot be, but the other way round lies in Viet Nam, they were swapped.
  private static func read(_ latitude: String, _ longitude: String) -> Result<CoordinateText, BatchFault> {
    do throws(CadastreError) {
      return .success(try CoordinateNotation.parse("lat=\(latitude); lon=\(longitude)"))
    } catch {
      if var text = try? CoordinateNotation.parse("\(latitude); \(longitude)"),
        text.readings.first.map({ $0.plausibility != .outside }) == true
      {
        text.readings.removeLast(text.readings.count - 1)
        return .success(text)
      }
      // A place in the text that was put together here would tell nobody anything.
      return .failure(fault(CadastreError(error.code)))
    }
  }

  private static func fault(_ error: CadastreError) -> BatchFault {
    BatchFault(ServiceError(.badCoordinate, error.phrase))
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
    let values = object.members.map(\.value)
    switch columns {
    case .text(let place) where values[place].object != nil: self.init(geometry: values[place])
    case .text(let place):
      let text = Array(Self.text(values[place]).utf8)
      self.init(text: text, text.indices)
    case .degrees(let second, let first): self.init(values[first], values[second], areDegrees: true)
    case .grid(let first, let second): self.init(values[first], values[second], areDegrees: false)
    }
  }

  private init(_ first: JSONValue, _ second: JSONValue, areDegrees: Bool) {
    let (one, other) = (Array(Self.text(first).utf8), Array(Self.text(second).utf8))
    let both = one + other
    self.init(pair: both, 0..<one.count, one.count..<both.count, areDegrees: areDegrees)
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
    let areDegrees = (numbers[0].double ?? 0).magnitude <= 180 && (numbers[1].double ?? 0).magnitude <= 180
    self.init(numbers[1], numbers[0], areDegrees: areDegrees)
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

extension CoordinateReading {
  /// Whether degrees stand in the order latitude, longitude.
  fileprivate var isLatitudeFirst: Bool {
    if case .geographic = position { return !eastFirst }
    return false
  }
}
