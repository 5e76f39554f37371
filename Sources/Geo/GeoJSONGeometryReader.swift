internal import JSON

/// Reads one GeoJSON geometry from a parser; a fault of the geometry is kept in ``problem``, a fault of the text thrown.
struct GeoJSONGeometryReader {
  private(set) var geometry = GeoJSONGeometry.none
  private(set) var droppedOrdinates = 0
  private(set) var unclosedRings = 0
  /// The first fault and its place; the text is read on to the end of the geometry.
  private(set) var problem: (kind: GeoError.Kind, place: JSONPlace)?
  private var flat = MultiPolygon()
  private var point: Coordinate?
  private var lines: [[Coordinate]] = []

  private enum Kind: String {
    case point = "Point"
    case polygon = "Polygon"
    case multiPolygon = "MultiPolygon"
    case multiPoint = "MultiPoint"
    case lineString = "LineString"
    case multiLineString = "MultiLineString"
    case collection = "GeometryCollection"
  }

  /// Whether a name is that of a geometry type of RFC 7946.
  static func isKnown(_ name: String) -> Bool { Kind(rawValue: name) != nil }

  /// Reads the members of a geometry whose opening brace has been read, its closing brace included.
  mutating func read(_ parser: inout JSONParser) throws(JSONError) {
    let begin = parser.position
    let outer = parser.depth - 1
    var kind: Kind?
    // Coordinates that stand before the type are passed over first and read afterwards.
    var waiting: JSONParser?
    var (hasType, hasCoordinates) = (false, false)
    while let event = try parser.next(), event == .name {
      if parser.textEquals("type") {
        if hasType { note(.duplicateMember, parser) }
        hasType = true
        kind = try readKind(&parser)
        if let kind, var waiting {
          try readCoordinates(of: kind, &waiting)
        }
      } else if parser.textEquals("coordinates") {
        if hasCoordinates { note(.duplicateMember, parser) }
        hasCoordinates = true
        if let kind, problem == nil {
          try readCoordinates(of: kind, &parser)
        } else {
          if !hasType { waiting = parser }
          try parser.skipValue()
        }
      } else {
        try parser.skipValue()
      }
    }
    try parser.skipToDepth(outer)
    if !hasType { note(.unknownGeometryType, at: begin) }
    if let kind, kind != .collection, !hasCoordinates { note(.missingCoordinates, at: begin) }
    finish(kind)
  }

  private mutating func finish(_ kind: Kind?) {
    switch kind {
    case .polygon: geometry = .multiPolygon(flat, isMulti: false)
    case .multiPolygon: geometry = .multiPolygon(flat, isMulti: true)
    case .point: geometry = point.map { .point($0) } ?? .none
    case .lineString, .multiLineString: geometry = .lines(lines)
    case .some(let other): geometry = .other(other.rawValue)
    case .none: geometry = .none
    }
  }

  private mutating func note(_ kind: GeoError.Kind, at place: JSONPlace) {
    if problem == nil { problem = (kind, place) }
  }

  private mutating func note(_ kind: GeoError.Kind, _ parser: JSONParser) {
    if problem == nil { problem = (kind, parser.position) }
  }

  private mutating func readKind(_ parser: inout JSONParser) throws(JSONError) -> Kind? {
    let outer = parser.depth
    let event = try parser.next()
    guard event == .string else {
      note(.wrongMemberType, parser)
      try parser.skipToDepth(outer)
      return nil
    }
    if let kind = Kind(rawValue: parser.text) { return kind }
    note(.unknownGeometryType, at: parser.tokenPosition)
    return nil
  }

  private mutating func readCoordinates(of kind: Kind, _ parser: inout JSONParser) throws(JSONError) {
    let outer = parser.depth
    switch kind {
    case .point:
      if try beginArray(&parser, otherwise: .wrongNesting) { point = try readPosition(&parser, isOptional: true) }
    case .polygon:
      if try beginArray(&parser, otherwise: .wrongNesting) { try readPolygon(&parser) }
    case .multiPolygon:
      if try beginArray(&parser, otherwise: .wrongNesting) {
        while problem == nil, let event = try parser.next(), event != .endArray {
          guard event == .beginArray else {
            note(.wrongNesting, parser)
            break
          }
          try readPolygon(&parser)
        }
      }
    case .lineString:
      if try beginArray(&parser, otherwise: .wrongNesting) { try readLine(&parser) }
    case .multiLineString:
      if try beginArray(&parser, otherwise: .wrongNesting) {
        while problem == nil, let event = try parser.next(), event != .endArray {
          guard event == .beginArray else {
            note(.wrongNesting, parser)
            break
          }
          try readLine(&parser)
        }
      }
    case .multiPoint, .collection:
      try parser.skipValue()
    }
    // After a fault the rest is read for the sake of its syntax.
    try parser.skipToDepth(outer)
  }

  private mutating func beginArray(
    _ parser: inout JSONParser, otherwise kind: GeoError.Kind
  ) throws(JSONError) -> Bool {
    if try parser.next() == .beginArray { return true }
    note(kind, parser)
    return false
  }

  /// Reads the rings of a polygon whose opening bracket has been read.
  private mutating func readPolygon(_ parser: inout JSONParser) throws(JSONError) {
    let firstRing = flat.ringEnds.count
    while let event = try parser.next(), event != .endArray {
      guard event == .beginArray else { return note(.wrongNesting, parser) }
      try readRing(&parser)
      if problem != nil { return }
    }
    // An empty array is an empty geometry (RFC 7946 §3.1), not a polygon without rings.
    if flat.ringEnds.count > firstRing { flat.polygonEnds.append(flat.ringEnds.count) }
  }

  /// Reads the positions of a line whose opening bracket has been read.
  private mutating func readLine(_ parser: inout JSONParser) throws(JSONError) {
    var line: [Coordinate] = []
    guard try readPositions(&parser, into: &line) else { return }
    // An empty array is an empty geometry (RFC 7946 §3.1).
    guard !line.isEmpty else { return }
    guard line.count > 1 else { return note(.lineTooShort, parser) }
    lines.append(line)
  }

  /// Reads positions up to the closing bracket of their array; false after a fault.
  private mutating func readPositions(
    _ parser: inout JSONParser, into positions: inout [Coordinate]
  ) throws(JSONError) -> Bool {
    while true {
      while let (x, y) = parser.nextPair() { positions.append(Coordinate(x: x, y: y)) }
      guard let event = try parser.next(), event != .endArray else { return true }
      guard event == .beginArray else {
        note(event == .number ? .wrongNesting : .nonNumericPosition, parser)
        return false
      }
      guard let position = try readPosition(&parser) else { return false }
      positions.append(position)
    }
  }

  private mutating func readRing(_ parser: inout JSONParser) throws(JSONError) {
    let begin = flat.coordinates.count
    var coordinates: [Coordinate] = []
    swap(&coordinates, &flat.coordinates)
    let isRead = try readPositions(&parser, into: &coordinates)
    swap(&coordinates, &flat.coordinates)
    guard isRead else { return }
    if begin < flat.coordinates.count {
      let first = flat.coordinates[begin]
      if first != flat.coordinates[flat.coordinates.count - 1] {
        unclosedRings += 1
        flat.coordinates.append(first)
      }
    }
    if flat.coordinates.count - begin < 4 { note(.ringTooShort, parser) }
    flat.ringEnds.append(flat.coordinates.count)
  }

  /// Reads a position whose opening bracket has been read.
  private mutating func readPosition(
    _ parser: inout JSONParser, isOptional: Bool = false
  ) throws(JSONError) -> Coordinate? {
    guard let first = try readNumber(&parser) else {
      // `[]` as the coordinates of a Point is an empty geometry, a name for none.
      if isOptional, problem?.kind == .positionTooShort { problem = nil }
      return nil
    }
    guard let second = try readNumber(&parser) else { return nil }
    var event = try parser.next()
    if event == .number {
      droppedOrdinates += 1
      while event == .number { event = try parser.next() }
    }
    guard event == .endArray else {
      note(event == .beginArray ? .wrongNesting : .nonNumericPosition, parser)
      return nil
    }
    return Coordinate(x: first, y: second)
  }

  private mutating func readNumber(_ parser: inout JSONParser) throws(JSONError) -> Double? {
    switch try parser.next() {
    case .number: return parser.number
    case .endArray: note(.positionTooShort, parser)
    case .beginArray: note(.wrongNesting, parser)
    default: note(.nonNumericPosition, parser)
    }
    return nil
  }
}
