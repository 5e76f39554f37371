internal import Geo

/// Reads the coordinates that people type and paste, in notation alone: nothing is projected here.
///
/// What can be read in several ways is given in all of them; nothing is guessed away.
public enum CoordinateNotation {
  /// The longest text that is read, in bytes of UTF-8.
  public static let longestText = 1024

  /// Reads one position.
  ///
  /// - Returns: at least one reading, the most plausible first.
  /// - Throws: ``CadastreError`` with the place in the text.
  public static func parse(_ text: String) throws(CadastreError) -> CoordinateText {
    guard text.utf8.count <= longestText else { throw CadastreError(.tooLong) }
    if let reading = PlainPair.reading(of: text) { return CoordinateText(text: text, readings: [reading]) }
    return try parseAnything(text)
  }

  /// Reads two ASCII numbers with decimal points, as programs write them, without making a text of them.
  ///
  /// - Parameter bytes: both numbers, as `15.1205,108.7923`.
  /// - Returns: the one reading that ``parse(_:)`` gives; `nil` for everything that is not that simple.
  public static func plainReading(of bytes: Span<UInt8>) -> CoordinateReading? { PlainPair.reading(of: bytes) }

  /// Reads two ASCII numbers with decimal points that stand apart, as in two columns of a table.
  ///
  /// - Returns: the one reading that ``parse(_:)`` gives of both with a semicolon between; `nil` for everything that is
  ///   not that simple.
  public static func plainReading(of first: Span<UInt8>, _ second: Span<UInt8>) -> CoordinateReading? {
    PlainPair.reading(of: first, second)
  }

  /// Reads one position without the short cut for plain pairs.
  static func parseAnything(_ text: String) throws(CadastreError) -> CoordinateText {
    if let link = MapLink(in: text) { return try read(link, in: text) }
    if let shape = try geometry(in: text) { return try read(shape, text: text) }
    do {
      return try parseNotation(text)
    } catch {
      guard let rows = try? VertexRows.read(text) else { throw error }
      if rows.count > 1 { throw CadastreError(.vertexTable) }
      guard [.tooManyNumbers, .notUnderstood, .unknownWord].contains(error.code), let reading = rows.reading else {
        throw error
      }
      return CoordinateText(text: text, readings: [reading])
    }
  }

  /// Reads a link, or where it has no position the text around it.
  private static func read(_ link: MapLink, in text: String) throws(CadastreError) -> CoordinateText {
    do {
      return try link.read(text: text)
    } catch {
      // A telephone shares a pin as its coordinate with a short link behind.
      guard MapLink(in: link.rest) == nil, var around = try? parseNotation(link.rest) else { throw error }
      around.text = text
      for index in around.readings.indices { around.readings[index].remarks.append(.linkPassedOver) }
      return around
    }
  }

  /// The geometry that a text in JSON or well-known text gives.
  private static func geometry(in text: String) throws(CadastreError) -> GeometryShape? {
    do {
      if let shape = try WellKnownText.read(text, mostPositions: 1000) { return shape }
      guard GeometryShape.isJSON(text) else { return nil }
      return try JSONGeometry.read(text, mostPositions: 1000)
    } catch {
      throw error.code == .severalRings ? CadastreError(.vertexTable) : error
    }
  }

  private static func read(_ shape: GeometryShape, text: String) throws(CadastreError) -> CoordinateText {
    guard let position = shape.positions.first, shape.positions.count == 1, shape.kind == .point else {
      throw CadastreError(shape.kind == .polygon || shape.kind == .bare ? .vertexTable : .geometryKind)
    }
    var readings = try FormatPair.readings(
      position.first, position.second, decimals: min(position.decimals, Numeral.mostFraction),
      eastFirst: shape.order == .eastFirst)
    for index in readings.indices {
      if shape.hasHeights { readings[index].remarks.append(.heightDropped) }
      if let crs = shape.crs, !suits(crs, readings[index].position) {
        readings[index].remarks.append(.statedSystemMismatch)
      }
    }
    let areDegrees = readings.contains { if case .geographic = $0.position { true } else { false } }
    return CoordinateText(
      text: text, readings: readings, statedCRS: shape.crs,
      statedDatum: shape.crs == nil && shape.isGeoJSON && areDegrees ? .wgs84 : nil)
  }

  /// Reads numbers with their marks and labels, and codes.
  static func parseNotation(_ text: String) throws(CadastreError) -> CoordinateText {
    let raw = try CoordinateLexer.tokens(of: text)
    if let code = try CellCode.read(text) { return code }
    guard raw.contains(where: { $0.digits != nil || $0.word != nil }) else {
      throw CadastreError(raw.isEmpty ? .empty : .noNumber)
    }
    for token in raw {
      guard let digits = token.digits, digits.drop(while: { $0 == 0x30 }).count > Numeral.mostFraction else { continue }
      throw CadastreError(.numberTooLong, at: CoordinateLexer.place(token.offset, in: text))
    }
    let lexicon = try CoordinateLexicon(raw, text: text)
    var grammar = CoordinateGrammar(lexicon.tokens)
    var interpreter = CoordinateInterpreter()
    for (first, second) in grammar.pairs() { interpreter.take(first, second) }
    var readings = interpreter.chosen()
    guard !readings.isEmpty else { throw failure(of: text, lexicon, &grammar, interpreter) }
    if let zone = lexicon.zone { readings = zone.readings(of: readings, crs: lexicon.crs, datum: lexicon.datum) }
    for index in readings.indices {
      if lexicon.hasHeight { readings[index].remarks.append(.heightDropped) }
      if lexicon.isMeridianSexagesimal { readings[index].remarks.append(.meridianSexagesimal) }
      if let crs = lexicon.crs, !suits(crs, readings[index].position),
        !readings[index].remarks.contains(.statedSystemMismatch)
      {
        readings[index].remarks.append(.statedSystemMismatch)
      }
    }
    return CoordinateText(text: text, readings: readings, statedCRS: lexicon.crs, statedDatum: lexicon.datum)
  }

  /// Whether a system is of the kind of a position, as far as this floor knows.
  private static func suits(_ crs: CRS, _ position: CoordinateReading.Position) -> Bool {
    let isGeographic: Bool
    switch crs.code {
    case 4326, 4756, 4979: isGeographic = true
    case 3405, 3406, 32648, 32649: isGeographic = false
    default:
      guard Meridians.meridian(of: crs) != nil else { return true }
      isGeographic = false
    }
    if case .geographic = position { return isGeographic }
    return !isGeographic
  }
}
