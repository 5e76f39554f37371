/// One row of a vertex table: a label, two numbers whose order is not judged yet, and what stands behind them.
struct TableRow {
  var label: String?
  var first: Double
  var second: Double
  /// The decimals of each.
  var decimals: (Int, Int)
  var line: Int
  /// The edge that the row itself states.
  var edge: Double?
  var areDegrees = false
  /// Whether the text names the axes, and then whether easting comes first.
  var namedEastFirst: Bool?
  var hasComma = false
  var isGrouped = false
  var hasHeight = false
  /// Whether words behind the numbers were passed over.
  var hasWords = false
  /// Whether it was cut as ``TableLine/Grouping/labelled``.
  var isCutByLabel = false

  /// What a line of cells is, if not a row.
  enum Failure: Error {
    /// Not a row: a heading, an edge or nothing.
    case other
    /// A row with a fault.
    case fault(CadastreError.Code)
  }

  /// Reads the cells of a row.
  ///
  /// - Parameters:
  ///   - cells: the cells.
  ///   - hasHeight: whether the heading has a column of heights behind the coordinates.
  init(_ cells: [ArraySlice<UInt8>], hasHeight: Bool, line: Int) throws(Failure) {
    var numbers: [(number: TableNumber, axis: UInt8)?] = []
    var texts: [ArraySlice<UInt8>] = []
    var axis: UInt8 = 0
    for cell in cells {
      if Self.axisName(cell) != 0, cell.count <= 2 {
        axis = Self.axisName(cell)
        continue
      }
      let (name, body) = Self.withoutName(cell)
      if name != 0 { axis = name }
      numbers.append(TableNumber(body).map { ($0, axis) })
      texts.append(cell)
      axis = 0
    }
    self.line = line
    var best: (index: Int, pair: Pair, plausibility: CoordinateReading.Plausibility)?
    for index in 0..<max(0, min(4, numbers.count - 1)) {
      guard let one = numbers[index], let other = numbers[index + 1] else { continue }
      guard let (pair, plausibility) = Self.pair(one.number, other.number) else {
        if best == nil, let code = Self.prefix(one.number, other.number) { throw .fault(code) }
        continue
      }
      // A point number of six digits beside a northing may be an easting too, but a less likely one.
      if best.map({ plausibility < $0.plausibility }) ?? true { best = (index, pair, plausibility) }
    }
    guard let (index, pair, _) = best, let one = numbers[index], let other = numbers[index + 1],
      let label = Self.label(texts[..<index])
    else { throw .other }
    self.label = label.isEmpty ? nil : label
    (first, second) = (pair.one.value, pair.other.value)
    decimals = (pair.one.decimals, pair.other.decimals)
    areDegrees = pair.areDegrees
    hasComma = pair.one.hasComma || pair.other.hasComma
    isGrouped = pair.one.isGrouped || pair.other.isGrouped
    if one.axis != 0 || other.axis != 0 {
      guard one.axis != other.axis else { throw .fault(.sameAxis) }
      namedEastFirst = one.axis == UInt8(ascii: "Y") || other.axis == UInt8(ascii: "X")
    }
    try takeTail(numbers[(index + 2)...], texts[(index + 2)...], hasHeight)
  }

  private mutating func takeTail(
    _ numbers: ArraySlice<(number: TableNumber, axis: UInt8)?>, _ texts: ArraySlice<ArraySlice<UInt8>>,
    _ hasHeight: Bool
  ) throws(Failure) {
    var values = numbers.compactMap { $0?.number.first }
    guard numbers.allSatisfy({ $0?.axis ?? 0 == 0 }) else { throw .fault(.tooManyNumbers) }
    if hasHeight, !values.isEmpty {
      self.hasHeight = true
      values.removeFirst()
    }
    guard values.count <= 1 else { throw .fault(.tooManyNumbers) }
    if let value = values.first {
      // A height below the sea is no edge either, but a mistake.
      guard value.value >= 0, value.value < 1_000_000 else { throw .fault(.tableRow) }
      edge = value.value > 0 ? value.value : nil
      if value.hasComma { hasComma = true }
    }
    // `1-2` names the edge, a dash fills an empty cell.
    hasWords = zip(numbers, texts).contains { number, text in
      number == nil && text.contains(where: { LetterFolding.isLetter($0) || $0 >= 0x80 })
    }
  }

  /// The axis that a cell names, `X`, `Y`, `X=`, `Y:`, as a capital; 0 for none.
  private static func axisName(_ cell: ArraySlice<UInt8>) -> UInt8 {
    guard let first = cell.first.map({ $0 & 0xDF }), first == 0x58 || first == 0x59 else { return 0 }
    let next = cell.dropFirst().first
    return next == nil || next == UInt8(ascii: "=") || next == UInt8(ascii: ":") ? first : 0
  }

  private static func withoutName(_ cell: ArraySlice<UInt8>) -> (UInt8, ArraySlice<UInt8>) {
    let name = axisName(cell)
    return name == 0 ? (0, cell) : (name, cell.dropFirst(2).drop { $0 == 0x20 })
  }

  /// The name of a point from the cells before its numbers; `nil` if they are none.
  private static func label(_ cells: ArraySlice<ArraySlice<UInt8>>) -> String? {
    guard !cells.isEmpty else { return "" }
    var bytes: [UInt8] = []
    for cell in cells {
      if !bytes.isEmpty { bytes.append(0x20) }
      bytes.append(contentsOf: cell)
      guard bytes.count <= 24 else { return nil }
    }
    while let last = bytes.last, [0x2E, 0x3A, 0x29, 0x5D].contains(last) { bytes.removeLast() }
    while let first = bytes.first, [0x28, 0x5B].contains(first) { bytes.removeFirst() }
    // Letters alone are a name if they are few: `A`, `AB`; words need a number with them.
    guard bytes.contains(where: LetterFolding.isDigit) || (1...3).contains(bytes.count) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  private typealias Pair = (one: TableNumber.Reading, other: TableNumber.Reading, areDegrees: Bool)

  /// The way to read two numbers so that they lie in Viet Nam, in one order or the other.
  private static func pair(_ one: TableNumber, _ other: TableNumber) -> (Pair, CoordinateReading.Plausibility)? {
    var best: (Pair, CoordinateReading.Plausibility)?
    for first in one.readings {
      for second in other.readings {
        let metres = min(
          CoordinateRanges.plausibility(x: first.value, y: second.value),
          CoordinateRanges.plausibility(x: second.value, y: first.value))
        if metres < best?.1 ?? .outside { best = ((first, second, false), metres) }
        guard !first.isGrouped, !second.isGrouped else { continue }
        let degrees = min(
          CoordinateRanges.plausibility(longitude: second.value, latitude: first.value),
          CoordinateRanges.plausibility(longitude: first.value, latitude: second.value))
        if degrees < best?.1 ?? .outside { best = ((first, second, true), degrees) }
      }
    }
    return best
  }

  /// The zone prefix of an easting, if that is what keeps two numbers out of Viet Nam.
  private static func prefix(_ one: TableNumber, _ other: TableNumber) -> CadastreError.Code? {
    for first in one.readings {
      for second in other.readings {
        if let code = CoordinateRanges.zonePrefix(first.value, beside: second.value)
          ?? CoordinateRanges.zonePrefix(second.value, beside: first.value)
        {
          return code
        }
      }
    }
    return nil
  }
}
