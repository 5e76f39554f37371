internal import Geo

/// Geometries in well-known text: `POINT(108.79 15.12)`, `SRID=4326;POINT(…)`, x first by definition (ISO 19125-1 §7).
enum WellKnownText {
  private static let names = [
    "POINT", "POLYGON", "LINESTRING", "MULTIPOINT", "MULTIPOLYGON", "MULTILINESTRING", "GEOMETRYCOLLECTION",
  ]

  /// Reads a text that is well-known text; `nil` for any other.
  ///
  /// - Throws: ``CadastreError`` of code `geometryKind` for one that cannot be read here.
  static func read(_ text: String, mostPositions: Int) throws(CadastreError) -> GeometryShape? {
    var rest = Substring(text).drop(while: isSpace)
    // Only the beginning decides, so that a long text of another kind costs nothing.
    let head = rest.prefix(48).uppercased()
    var shape = GeometryShape(kind: .other)
    if head.hasPrefix("SRID=") {
      let digits = rest.dropFirst(5).prefix { $0.isASCII && $0.isNumber }
      rest = rest.dropFirst(5 + digits.count).drop(while: isSpace)
      guard rest.first == ";" else { return nil }
      rest = rest.dropFirst().drop(while: isSpace)
      guard names.contains(where: { rest.prefix(20).uppercased().hasPrefix($0) }) else { return nil }
      guard let crs = CRS(digits) else { throw CadastreError(.badEPSG) }
      shape.crs = crs
    }
    let name = rest.prefix { $0.isASCII && $0.isLetter }.uppercased()
    guard let known = names.first(where: { name.hasPrefix($0) }),
      ["", "Z", "M", "ZM"].contains(name.dropFirst(known.count))
    else { return nil }
    rest = rest.dropFirst(name.count).drop(while: isSpace)
    for dimension in ["ZM", "Z", "M"] where rest.prefix(3).uppercased().hasPrefix(dimension) {
      rest = rest.dropFirst(dimension.count).drop(while: isSpace)
      break
    }
    guard rest.first == "(" else {
      // `POINT EMPTY` is well-known text, `Point 108.79 15.12` a sentence.
      guard rest.uppercased() == "EMPTY" else { return nil }
      throw CadastreError(.geometryKind)
    }
    switch known {
    case "POINT": shape.kind = .point
    case "POLYGON": shape.kind = .polygon
    default: throw CadastreError(.geometryKind)
    }
    let depth = shape.kind == .point ? 1 : 2
    try readPositions(rest, depth: depth, into: &shape, mostPositions)
    return shape
  }

  private static func isSpace(_ character: Character) -> Bool { character.isWhitespace || character == "\u{FEFF}" }

  private static func readPositions(
    _ text: Substring, depth demanded: Int, into shape: inout GeometryShape, _ mostPositions: Int
  ) throws(CadastreError) {
    var (depth, line) = (0, 1)
    var word: [UInt8] = []
    var numbers: [PlainNumber] = []
    func closeWord() throws(CadastreError) {
      guard !word.isEmpty else { return }
      guard numbers.count < 4, word.count <= 40, let number = PlainNumber(String(decoding: word, as: UTF8.self)) else {
        throw CadastreError(.notUnderstood)
      }
      numbers.append(number)
      word = []
    }
    func closePosition() throws(CadastreError) {
      try closeWord()
      guard numbers.count >= 2 else { throw CadastreError(.notUnderstood) }
      guard shape.positions.count < mostPositions else { throw CadastreError(.tooManyCorners) }
      if numbers.count > 2 { shape.hasHeights = true }
      shape.positions.append(
        .init(
          first: numbers[0].value, second: numbers[1].value, decimals: max(numbers[0].decimals, numbers[1].decimals),
          line: line))
      numbers = []
    }
    var isClosed = false
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "("):
        depth += 1
        guard depth <= demanded, word.isEmpty, numbers.isEmpty, !isClosed else { throw CadastreError(.notUnderstood) }
        if depth == demanded { shape.rings += 1 }
      case UInt8(ascii: ")"):
        if depth == demanded { try closePosition() }
        depth -= 1
        isClosed = depth == 0
        guard depth >= 0 else { throw CadastreError(.notUnderstood) }
      case UInt8(ascii: ","):
        if depth == demanded { try closePosition() }
      case 0x20, 0x09, 0x0A, 0x0D:
        if byte == 0x0A { line += 1 }
        try closeWord()
      case UInt8(ascii: ";") where isClosed: break
      default:
        guard depth == demanded else { throw CadastreError(.notUnderstood) }
        word.append(byte)
        guard word.count <= 40 else { throw CadastreError(.notUnderstood) }
      }
    }
    guard isClosed else { throw CadastreError(.notUnderstood) }
  }
}
