internal import Geo

/// The rows of a vertex table, before it is judged as a whole.
struct VertexRows {
  private(set) var rows: [TableRow] = []
  /// The edge behind each row, stated in the row or on a line of its own.
  private var edges: [Double?] = []
  private var skippedLines: [Int] = []
  private var heading = TableHeading()
  private var order: Bool?
  /// Whether the order is that of a format, not of a heading.
  private var isOrderOfFormat = false
  private var crs: CRS?
  private var isClosedByFormat = false

  /// So many lines without a row may stand in a table: headings, page breaks, signatures.
  private static let mostSkipped = 1000
  /// The longest line.
  private static let longestLine = 4096

  /// How many rows there are, the closing one included.
  var count: Int { rows.count }

  /// Reads a table in any of its forms.
  static func read(_ text: String) throws(CadastreError) -> VertexRows {
    if GeometryShape.isJSON(text) {
      return try VertexRows(try JSONGeometry.read(text, mostPositions: VertexTable.mostCorners + 1))
    }
    if let shape = try WellKnownText.read(text, mostPositions: VertexTable.mostCorners + 1) {
      return try VertexRows(shape)
    }
    let bytes = TableText.bytes(of: text)
    let labelled = try VertexRows(bytes, .labelled)
    // `1 956 123,50 …`: a point number, unless every row has the same one; then it is the million of X.
    let cut = labelled.rows.filter(\.isCutByLabel)
    guard cut.count > 1, Set(cut.map(\.label)).count == 1 else { return labelled }
    return try VertexRows(bytes, .unlabelled)
  }

  // MARK: Lines

  private init(_ bytes: [UInt8], _ grouping: TableLine.Grouping) throws(CadastreError) {
    var (start, line) = (0, 0)
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      line += 1
      try take(bytes[start..<end], grouping, line)
      start = end + 1
    }
    order = heading.eastFirst
    crs = heading.crs
    guard !rows.isEmpty else { throw CadastreError(.noCorners) }
  }

  private mutating func take(
    _ line: ArraySlice<UInt8>, _ grouping: TableLine.Grouping, _ number: Int
  ) throws(CadastreError) {
    guard line.contains(where: { $0 > 0x20 }) else {
      guard !line.contains(where: { $0 < 0x20 && $0 != 0x09 }) else {
        throw CadastreError(.controlCharacter, line: number)
      }
      return
    }
    guard line.count <= Self.longestLine else { throw CadastreError(.tableRow, line: number) }
    guard !line.contains(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F }) else {
      throw CadastreError(.controlCharacter, line: number)
    }
    guard let words = TableLine.cells(of: line, .words) else { return try skip(line, [], number) }
    if let row = try row(of: words, number) { return try add(row) }
    for choice in [grouping, .unlabelled] {
      guard let cells = TableLine.cells(of: line, choice), cells.count < words.count,
        var row = try row(of: cells, number)
      else { continue }
      row.isCutByLabel = choice == .labelled
      return try add(row)
    }
    if try takeEdge(words, number) { return }
    try skip(line, words, number)
  }

  private func row(of cells: [ArraySlice<UInt8>], _ number: Int) throws(CadastreError) -> TableRow? {
    do {
      return try TableRow(cells, hasHeight: heading.hasHeight, line: number)
    } catch {
      if case .fault(let code) = error { throw CadastreError(code, line: number) }
      return nil
    }
  }

  private mutating func add(_ row: TableRow) throws(CadastreError) {
    guard rows.count <= VertexTable.mostCorners else { throw CadastreError(.tooManyCorners) }
    rows.append(row)
    edges.append(row.edge)
  }

  /// Takes a line that holds the length of an edge alone, or with the name of the edge, `1-2 12,50`.
  private mutating func takeEdge(_ cells: [ArraySlice<UInt8>], _ number: Int) throws(CadastreError) -> Bool {
    guard let last = rows.indices.last, cells.count <= 3 else { return false }
    let numbers = cells.compactMap { TableNumber($0) }
    let others = cells.filter { TableNumber($0) == nil }
    guard numbers.count == 1,
      others.allSatisfy({ cell in
        !cell.contains { LetterFolding.isLetter($0) || $0 >= 0x80 } || cell == [UInt8(ascii: "m")]
      }), case let length = numbers[0].first.value, length > 0, length < 100_000
    else { return false }
    guard edges[last] == nil else { throw CadastreError(.tableRow, line: number) }
    edges[last] = length
    if numbers[0].first.hasComma { rows[last].hasComma = true }
    return true
  }

  /// Passes over a heading or a footing; what looks like a corner with a mistake in it is refused.
  private mutating func skip(
    _ line: ArraySlice<UInt8>, _ cells: [ArraySlice<UInt8>], _ number: Int
  ) throws(CadastreError) {
    let values = cells.compactMap { TableNumber($0) }.filter { $0.first.value.magnitude >= 10_000 || $0.second != nil }
    if values.count >= 2 { throw CadastreError(.cornerRange, line: number) }
    // A number as long as a coordinate, with its decimals, stands in no heading.
    let isCorner = cells.contains { cell in
      cell.filter(LetterFolding.isDigit).count >= 8 && cell.contains { $0 == 0x2E || $0 == 0x2C }
    }
    let hasLetters = line.contains { LetterFolding.isLetter($0) || $0 >= 0x80 }
    let hasDigits = line.contains(where: LetterFolding.isDigit)
    guard !isCorner, hasLetters || !hasDigits else { throw CadastreError(.tableRow, line: number) }
    // A rule of dashes is no text.
    guard hasLetters else { return }
    guard skippedLines.count < Self.mostSkipped else { throw CadastreError(.noCorners) }
    skippedLines.append(number)
    heading.take(line)
  }

  // MARK: Geometries

  private init(_ shape: GeometryShape) throws(CadastreError) {
    guard shape.kind == .polygon || shape.kind == .bare else { throw CadastreError(.geometryKind) }
    guard shape.rings <= 1 else { throw CadastreError(.severalRings) }
    for position in shape.positions {
      rows.append(try TableRow(position))
      edges.append(nil)
    }
    if shape.hasHeights { rows[0].hasHeight = true }
    switch shape.order {
    case .eastFirst: order = true
    case .northFirst: order = false
    case .unknown: break
    }
    isOrderOfFormat = shape.order == .eastFirst
    crs = shape.crs ?? (shape.isGeoJSON && rows[0].areDegrees ? .wgs84 : nil)
  }

  // MARK: The whole

  /// The one row as a position, if it is in metres and nothing but a row.
  var reading: CoordinateReading? {
    guard rows.count == 1, let row = rows.first, !row.areDegrees, !row.hasWords,
      skippedLines.isEmpty || skippedLines == [1] && heading.eastFirst != nil,
      let (eastFirst, isAgainst) = try? eastFirst()
    else { return nil }
    let (x, y) = eastFirst ? (row.second, row.first) : (row.first, row.second)
    let plausibility = CoordinateRanges.plausibility(x: x, y: y)
    var remarks: [CoordinateRemark] = [.tableRow]
    if row.hasComma { remarks.append(.decimalComma) }
    if row.isGrouped { remarks.append(.thousandsMarks) }
    if isAgainst {
      remarks.append(.labelsSwapped)
    } else if eastFirst, row.namedEastFirst == nil, order == nil {
      remarks.append(.eastingFirst)
    }
    return CoordinateReading(
      position: .grid(
        x: x, y: y, rounding: Numeral.rounding(decimals: min(row.decimals.0, row.decimals.1)),
        labelled: row.namedEastFirst != nil || order != nil,
        swapped: isAgainst || eastFirst && row.namedEastFirst == nil && order == nil), form: .grid,
      eastFirst: eastFirst,
      evidence: .ranges, plausibility: plausibility, remarks: remarks)
  }

  /// Whether the easting stands first in all rows, and whether that goes against what the text says.
  private func eastFirst() throws(CadastreError) -> (value: Bool, isAgainst: Bool) {
    let stated = order ?? rows.first?.namedEastFirst
    if let row = rows.first(where: { $0.areDegrees != rows[0].areDegrees }) {
      throw CadastreError(.mixedOrder, line: row.line)
    }
    func worst(_ eastFirst: Bool) -> CoordinateReading.Plausibility {
      rows.lazy.map { $0.plausibility(eastFirst: eastFirst) }.max() ?? .outside
    }
    let usual = stated ?? false
    let (asUsual, reversed) = (worst(usual), worst(!usual))
    if min(asUsual, reversed) == .outside {
      let isFirst = rows[0].plausibility(eastFirst: usual) < .outside ? usual : !usual
      let row = rows.first { $0.plausibility(eastFirst: isFirst) == .outside }
      throw CadastreError(.mixedOrder, line: row?.line)
    }
    return asUsual <= reversed ? (usual, false) : (!usual, stated != nil)
  }

  /// The table.
  func table() throws(CadastreError) -> VertexTable {
    let (eastFirst, isAgainst) = try eastFirst()
    var remarks: [VertexTable.Remark] = []
    if rows.contains(where: \.hasComma) { remarks.append(.decimalComma) }
    if rows.contains(where: \.isGrouped) { remarks.append(.thousandsMarks) }
    if isAgainst {
      remarks.append(isOrderOfFormat ? .againstFormat : .labelsSwapped)
    } else if eastFirst, order == nil, rows[0].namedEastFirst == nil {
      remarks.append(.eastingFirst)
    }
    if rows.contains(where: { $0.plausibility(eastFirst: eastFirst) > .mainland }) { remarks.append(.unusualRange) }
    if rows.contains(where: \.hasHeight) { remarks.append(.heightDropped) }
    if !skippedLines.isEmpty || rows.contains(where: \.hasWords) { remarks.append(.textSkipped) }
    var corners = rows.indices.map { index in
      let row = rows[index]
      return VertexTable.Corner(
        label: row.label ?? String(index + 1), x: eastFirst ? row.second : row.first,
        y: eastFirst ? row.first : row.second, line: row.line)
    }
    let isClosed = corners.count > 1 && corners[0].isAt(corners[corners.count - 1])
    assignEdges(to: &corners)
    if isClosed { corners.removeLast() }
    guard corners.count <= VertexTable.mostCorners else { throw CadastreError(.tooManyCorners) }
    guard corners.hasThreePlaces else { throw CadastreError(.tooFewCorners) }
    remarks += corners.remarksOnNumbers(areLabelled: rows.contains { $0.label != nil })
    return VertexTable(
      corners: corners, isClosed: isClosed, unit: rows[0].areDegrees ? .degrees : .metres,
      rounding: Numeral.rounding(decimals: commonDecimals), statedCRS: crs, skippedLines: skippedLines,
      remarks: remarks)
  }

  /// Gives each corner the edge to the next: that of its row, or of the next row where only the first row has none.
  private func assignEdges(to corners: inout [VertexTable.Corner]) {
    let isOfPrevious = rows.count > 2 && edges[0] == nil && edges.dropFirst().allSatisfy { $0 != nil }
    for index in corners.indices {
      corners[index].statedEdge = isOfPrevious ? (index + 1 < edges.count ? edges[index + 1] : nil) : edges[index]
    }
  }

  /// The number of decimals that most of the numbers have: spreadsheets drop zeros at the end.
  private var commonDecimals: Int {
    var counts = [Int](repeating: 0, count: Numeral.powers.count)
    for row in rows {
      counts[min(row.decimals.0, counts.count - 1)] += 1
      counts[min(row.decimals.1, counts.count - 1)] += 1
    }
    let most = counts.max() ?? 0
    return counts.firstIndex(of: most) ?? 0
  }
}

extension TableRow {
  /// A row from a position of a geometry.
  init(_ position: GeometryShape.Position) throws(CadastreError) {
    first = position.first
    second = position.second
    decimals = (position.decimals, position.decimals)
    line = position.line
    label = position.label
    areDegrees = first.magnitude <= 180 && second.magnitude <= 180
    if plausibility(eastFirst: true) == .outside, plausibility(eastFirst: false) == .outside {
      let prefix =
        CoordinateRanges.zonePrefix(first, beside: second) ?? CoordinateRanges.zonePrefix(second, beside: first)
      throw CadastreError(prefix ?? .cornerRange, line: line)
    }
  }

  func plausibility(eastFirst: Bool) -> CoordinateReading.Plausibility {
    let (north, east) = eastFirst ? (second, first) : (first, second)
    return areDegrees
      ? CoordinateRanges.plausibility(longitude: east, latitude: north)
      : CoordinateRanges.plausibility(x: north, y: east)
  }
}

extension VertexTable.Corner {
  /// Whether another corner has the same position, to the last digit.
  func isAt(_ other: Self) -> Bool { x == other.x && y == other.y }
}

extension [VertexTable.Corner] {
  /// Whether there are at least three different positions.
  var hasThreePlaces: Bool {
    guard count >= 3 else { return false }
    guard let second = first(where: { !$0.isAt(self[0]) }) else { return false }
    return contains { !$0.isAt(self[0]) && !$0.isAt(second) }
  }

  /// What is to be said of the point numbers and of repeated corners.
  func remarksOnNumbers(areLabelled: Bool) -> [VertexTable.Remark] {
    var remarks: [VertexTable.Remark] = []
    if areLabelled {
      let numbers = map { Int($0.label) }
      if numbers.allSatisfy({ $0 != nil }),
        zip(numbers, numbers.dropFirst()).contains(where: { $0.0.map { $0 + 1 } != $0.1 })
      {
        remarks.append(.numbersNotInOrder)
      }
      if Set(map(\.label)).count < count {
        remarks.append(self[0].label == self[count - 1].label ? .closureDiffers : .numberRepeated)
      }
    }
    if zip(self, dropFirst()).contains(where: { $0.0.isAt($0.1) }) { remarks.append(.cornerRepeated) }
    return remarks
  }
}
