internal import Geo
internal import JSON

/// Geometries in JSON: GeoJSON (RFC 7946), `[[x, y], …]`, `{"lat": …, "lon": …}`, rows of `{"x": …, "y": …}`.
struct JSONGeometry {
  /// Fed in small pieces, so that asking for a line costs no more than a piece.
  private var parser: JSONParser
  private let bytes: [UInt8]
  private var fed = 0
  private var isFinished = false
  private let mostPositions: Int
  private var shape = GeometryShape(kind: .bare)
  private var features = 0
  private var geometries = 0

  /// Reads a text that is JSON as a whole.
  ///
  /// - Throws: ``CadastreError`` of code `json` for broken text or none with positions, `geometryKind`, or
  ///   `tooManyCorners`.
  static func read(_ text: String, mostPositions: Int) throws(CadastreError) -> GeometryShape {
    var reader = JSONGeometry(text, mostPositions)
    do {
      try reader.value()
      guard try reader.next() == nil else { throw CadastreError(.json) }
    } catch let error as CadastreError {
      throw error
    } catch {
      throw CadastreError(.json, line: (error as? JSONError)?.place.line)
    }
    guard reader.geometries <= 1 else { throw CadastreError(.severalRings) }
    guard reader.shape.kind != .other else { throw CadastreError(.geometryKind) }
    guard !reader.shape.positions.isEmpty else { throw CadastreError(.json) }
    return reader.shape
  }

  private init(_ text: String, _ mostPositions: Int) {
    var options = JSONParser.Options(maximumDepth: 24, maximumStringLength: 4096)
    options.duplicateNames = .kept
    parser = JSONParser(options: options)
    bytes = Array(text.utf8)
    self.mostPositions = mostPositions
  }

  private mutating func next() throws(JSONError) -> JSONParser.Event? {
    while true {
      if let event = try parser.next() { return event }
      guard !isFinished else { return nil }
      if fed < bytes.count {
        let end = min(fed + 1024, bytes.count)
        parser.feed(Array(bytes[fed..<end]))
        fed = end
      } else {
        parser.finish()
        isFinished = true
      }
    }
  }

  private mutating func skipToDepth(_ outer: Int) throws(JSONError) {
    while parser.depth > outer, try next() != nil {}
  }

  private mutating func value() throws {
    switch try next() {
    case .beginObject:
      try object()
      if shape.kind == .bare, shape.positions.count == 1 { shape.kind = .point }
    case .beginArray:
      shape.order = .unknown
      geometries += 1
      try array()
    default: throw CadastreError(.json)
    }
  }

  /// Reads the members of an object whose brace has been read: a Feature, a collection, a geometry, or a point by names.
  private mutating func object() throws {
    var named: [Axis: Named] = [:]
    var label: String?
    while let event = try next(), event == .name {
      let name = parser.text
      switch name.lowercased() {
      case "type":
        guard try next() == .string else { throw CadastreError(.json) }
        try take(type: parser.text)
      case "coordinates":
        guard try next() == .beginArray else { throw CadastreError(.json) }
        geometries += 1
        try array()
      case "geometry", "geometries", "features": try nested()
      case "crs": try crs()
      case "label", "name", "number", "stt", "id": label = try text()
      default:
        guard let axis = Axis(name) else {
          let outer = parser.depth
          _ = try next()
          try skipToDepth(outer)
          continue
        }
        named[axis] = try number()
      }
    }
    try takeNamed(named, label)
  }

  private enum Axis {
    case latitude, longitude, x, y

    init?(_ name: String) {
      switch name.lowercased() {
      case "lat", "latitude": self = .latitude
      case "lon", "lng", "long", "longitude": self = .longitude
      case "x": self = .x
      case "y": self = .y
      default: return nil
      }
    }
  }

  private typealias Named = (number: PlainNumber, line: Int)

  private mutating func takeNamed(_ named: [Axis: Named], _ label: String?) throws {
    guard !named.isEmpty else { return }
    guard let north = named[.latitude] ?? named[.x], let east = named[.longitude] ?? named[.y], named.count == 2 else {
      throw CadastreError(.json)
    }
    shape.order = .northFirst
    try add(north.number, east.number, line: north.line)
    shape.positions[shape.positions.count - 1].label = label
    if geometries == 0 { geometries = 1 }
    shape.rings = max(shape.rings, 1)
  }

  private mutating func take(type: String) throws {
    switch type {
    case "Feature", "FeatureCollection": shape.isGeoJSON = true
    case "Point": shape.kind = .point
    case "LineString": shape.kind = .line
    case "Polygon", "MultiPolygon": shape.kind = .polygon
    case "MultiPoint", "MultiLineString", "GeometryCollection": throw CadastreError(.geometryKind)
    default: return
    }
    shape.isGeoJSON = true
  }

  /// Reads an object, or an array of objects, or null.
  private mutating func nested() throws {
    switch try next() {
    case .beginObject: try object()
    case .beginArray:
      while let event = try next(), event != .endArray {
        guard event == .beginObject else { throw CadastreError(.json) }
        try object()
      }
    case .null: return
    default: throw CadastreError(.json)
    }
  }

  /// Reads an array whose bracket has been read: a position, or arrays of them; each that holds positions is a ring.
  private mutating func array() throws {
    let outer = parser.depth
    var numbers: [PlainNumber] = []
    /// Whether the array that is open at a depth holds positions.
    var isRing = false
    var line = 0
    while let event = try next() {
      switch event {
      case .number:
        guard let number = PlainNumber(parser.numeral) else { throw CadastreError(.numberTooLong) }
        if numbers.isEmpty { line = parser.tokenPosition.line }
        guard numbers.count < 4 else { throw CadastreError(.tooManyNumbers, line: line) }
        numbers.append(number)
      case .beginArray:
        guard numbers.isEmpty else { throw CadastreError(.json) }
      case .beginObject:
        guard numbers.isEmpty, !shape.isGeoJSON else { throw CadastreError(.json) }
        try object()
      case .endArray:
        if !numbers.isEmpty {
          guard numbers.count >= 2 else { throw CadastreError(.oneNumber, line: line) }
          if numbers.count > 2 { shape.hasHeights = true }
          try add(numbers[0], numbers[1], line: line)
          numbers = []
          if parser.depth < outer {
            // The numbers stood in the outermost array.
            if shape.kind == .bare { shape.kind = .point }
            return
          }
          isRing = true
        } else {
          if isRing { shape.rings += 1 }
          isRing = false
        }
        if parser.depth < outer { return }
      default: throw CadastreError(.json)
      }
    }
  }

  private mutating func add(_ first: PlainNumber, _ second: PlainNumber, line: Int) throws {
    guard shape.positions.count < mostPositions else { throw CadastreError(.tooManyCorners) }
    shape.positions.append(
      .init(
        first: first.value, second: second.value, decimals: max(first.decimals, second.decimals), line: line))
  }

  private mutating func number() throws -> Named {
    let event = try next()
    // Many programs quote their numbers.
    guard event == .number || event == .string,
      let number = PlainNumber(event == .number ? parser.numeral : parser.text)
    else { throw CadastreError(.json) }
    return (number, parser.tokenPosition.line)
  }

  private mutating func text() throws -> String? {
    let outer = parser.depth
    let event = try next()
    guard parser.depth == outer else {
      try skipToDepth(outer)
      return nil
    }
    switch event {
    case .string: return String(parser.text.prefix(16))
    case .number: return String(parser.numeral.prefix(16))
    default: return nil
    }
  }

  /// Reads `{"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::5898"}}`, which RFC 7946 has abolished but
  /// many programs write.
  private mutating func crs() throws {
    let outer = parser.depth
    while let event = try next() {
      if event == .string {
        let parts = parser.text.uppercased().split(separator: ":")
        if parts.last == "CRS84" {
          shape.crs = .wgs84
        } else if parts.count > 1, parts.contains("EPSG"), let last = parts.last {
          shape.crs = CRS(last)
        }
      }
      if parser.depth <= outer { return }
    }
  }
}
