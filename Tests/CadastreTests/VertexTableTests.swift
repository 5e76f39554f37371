import Cadastre
import Geo
import Testing

@Suite struct VertexTableTests {
  /// Four corners, northing and easting.
  private static let square: [(x: String, y: String)] = [
    ("1672422.43", "584963.15"), ("1672430.10", "584970.22"), ("1672425.00", "584978.90"), ("1672417.35", "584971.80"),
  ]

  private func rows(_ separator: String, isClosed: Bool = true, order: (Int) -> [String]) -> String {
    let indices = Array(Self.square.indices) + (isClosed ? [0] : [])
    return indices.map { order($0).joined(separator: separator) }.joined(separator: "\n")
  }

  private func expectSquare(_ table: VertexTable, _ text: String) {
    #expect(table.corners.map(\.x) == Self.square.compactMap { Double($0.x) }, "\(text)")
    #expect(table.corners.map(\.y) == Self.square.compactMap { Double($0.y) }, "\(text)")
    #expect(table.unit == .metres)
  }

  @Test(arguments: [" ", "\t", ";", "|", " | ", "; ", ",", ", ", "\u{A0}", "│", "   "])
  func `reads rows with any separator, with and without headings`(separator: String) throws {
    let body = rows(separator) { ["\($0 + 1)", Self.square[$0].x, Self.square[$0].y] }
    let heading = ["Số hiệu điểm", "X (m)", "Y (m)", "Cạnh"].joined(separator: separator)
    for text in [
      body, body + "\n", heading + "\n" + body, "\u{FEFF}" + body, "\n\n" + body,
      body.split(separator: "\n").joined(separator: "\r\n"),
    ] {
      let table = try VertexTable.parse(text)
      expectSquare(table, text)
      #expect(table.isClosed)
      #expect(table.corners.map(\.label) == ["1", "2", "3", "4"])
      #expect(table.rounding == 0.005)
      #expect(table.remarks == (text.hasPrefix(heading) ? [.textSkipped] : []), "\(text)")
    }
  }

  @Test func `reads the Vietnamese marks of numbers`() throws {
    let texts = [
      "1;1672422,43;584963,15\n2;1672430,10;584970,22\n3;1672425,00;584978,90\n4;1672417,35;584971,80",
      "1;1.672.422,43;584.963,15\n2;1.672.430,10;584.970,22\n3;1.672.425,00;584.978,90\n4;1.672.417,35;584.971,80",
      "1|1 672 422,43|584 963,15\n2|1 672 430,10|584 970,22\n3|1 672 425,00|584 978,90\n4|1 672 417,35|584 971,80",
      "1 1 672 422,43 584 963,15\n2 1 672 430,10 584 970,22\n3 1 672 425,00 584 978,90\n4 1 672 417,35 584 971,80",
      "1 672 422,43 584 963,15\n1 672 430,10 584 970,22\n1 672 425,00 584 978,90\n1 672 417,35 584 971,80",
      "1, 1672422,43, 584963,15\n2, 1672430,10, 584970,22\n3, 1672425,00, 584978,90\n4, 1672417,35, 584971,80",
      "\"1\";\"1672422,43\";\"584963,15\"\n2;1672430,10;584970,22\n3;1672425,00;584978,90\n4;1672417,35;584971,80",
    ]
    for text in texts {
      let table = try VertexTable.parse(text)
      expectSquare(table, text)
      #expect(!table.isClosed)
      #expect(table.remarks.contains(.decimalComma))
      #expect(table.remarks.contains(.thousandsMarks) == (text.contains("1.672") || text.contains("1 672")), "\(text)")
      #expect(table.corners.map(\.label) == ["1", "2", "3", "4"])
    }
  }

  @Test func `keeps a point number apart from a northing of nine hundred thousand`() throws {
    let table = try VertexTable.parse(
      "1 956 123,50 512 345,20\n2 956 130,00 512 350,00\n3 956 120,00 512 355,00\n1 956 123,50 512 345,20")
    #expect(table.corners.map(\.x) == [956_123.5, 956_130, 956_120])
    #expect(table.corners.map(\.label) == ["1", "2", "3"])
    let unnumbered = try VertexTable.parse(
      "1 956 123,50 512 345,20\n1 956 130,00 512 350,00\n1 956 120,00 512 355,00")
    #expect(unnumbered.corners.map(\.x) == [1_956_123.5, 1_956_130, 1_956_120])
  }

  @Test func `takes edges from the row, from a line between, and from the row they lead to`() throws {
    let inRow = try VertexTable.parse(
      "1 1672422.43 584963.15 10,43\n2 1672430.10 584970.22 10.07\n3 1672425.00 584978.90 10,44\n4 1672417.35 584971.80 10,03\n1 1672422.43 584963.15"
    )
    #expect(inRow.corners.map(\.statedEdge) == [10.43, 10.07, 10.44, 10.03])
    #expect(inRow.isClosed)
    let between = try VertexTable.parse(
      "1 1672422.43 584963.15\n   10,43\n2 1672430.10 584970.22\n2-3 10.07 m\n3 1672425.00 584978.90\n|  |  | 10,44 |\n4 1672417.35 584971.80\n10,03\n1 1672422.43 584963.15"
    )
    #expect(between.corners.map(\.statedEdge) == [10.43, 10.07, 10.44, 10.03])
    #expect(between.corners.map(\.line) == [1, 3, 5, 7])
    let ofPrevious = try VertexTable.parse(
      "1 1672422.43 584963.15\n2 1672430.10 584970.22 10,43\n3 1672425.00 584978.90 10.07\n4 1672417.35 584971.80 10,44\n1 1672422.43 584963.15 10,03"
    )
    #expect(ofPrevious.corners.map(\.statedEdge) == [10.43, 10.07, 10.44, 10.03])
    let named = try VertexTable.parse(
      "1 1672422.43 584963.15 1-2 10,43\n2 1672430.10 584970.22 2-3 10.07\n3 1672425.00 584978.90 3-1 8")
    #expect(named.corners.map(\.statedEdge) == [10.43, 10.07, 8])
    #expect(!named.remarks.contains(.textSkipped))
  }

  @Test func `tells the order of the columns by ranges, headings and labels`() throws {
    let eastFirst = rows(" ") { ["\($0 + 1)", Self.square[$0].y, Self.square[$0].x] }
    let bare = try VertexTable.parse(eastFirst)
    expectSquare(bare, eastFirst)
    #expect(bare.remarks == [.eastingFirst])
    let stated = try VertexTable.parse("Điểm Y X\n" + eastFirst)
    expectSquare(stated, eastFirst)
    #expect(stated.remarks == [.textSkipped])
    let exchanged = try VertexTable.parse("Số hiệu điểm | X (m) | Y (m) | Cạnh\n" + eastFirst)
    expectSquare(exchanged, eastFirst)
    #expect(exchanged.remarks == [.labelsSwapped, .textSkipped])
    let labelled = rows(" ") { ["M\($0 + 1):", "X=\(Self.square[$0].x)", "Y=\(Self.square[$0].y)"] }
    let named = try VertexTable.parse(labelled)
    expectSquare(named, labelled)
    #expect(named.corners.map(\.label) == ["M1", "M2", "M3", "M4"])
    #expect(named.remarks == [])
  }

  @Test func `reads headings, page breaks and signatures around the rows`() throws {
    let text = """
      BẢNG LIỆT KÊ TỌA ĐỘ GÓC RANH
      Thửa đất số 345, tờ bản đồ số 12, GCN số AA 123456
      Hệ tọa độ VN-2000, KTT 108°00', múi chiếu 3°
      -----------------------------------
      Số hiệu điểm | Tọa độ | | Chiều dài
       | X (m) | Y (m) | (m)
      1 | 1672422.43 | 584963.15 | 10,43
      2 | 1672430.10 | 584970.22 | 10,07
      Trang 2
      Số hiệu điểm | X (m) | Y (m) | Cạnh
      3 | 1672425.00 | 584978.90 | 10,44
      4 | 1672417.35 | 584971.80 | 10,03
      1 | 1672422.43 | 584963.15 |
      Diện tích: 104,7 m2
      Người lập: Nguyễn Văn A
      """
    let table = try VertexTable.parse(text)
    expectSquare(table, text)
    #expect(table.statedCRS == CRS(epsg: 5898))
    #expect(table.isClosed)
    #expect(table.corners.map(\.line) == [7, 8, 11, 12])
    #expect(table.corners.map(\.statedEdge) == [10.43, 10.07, 10.44, 10.03])
    #expect(table.skippedLines == [1, 2, 3, 5, 6, 9, 10, 14, 15])
  }

  @Test func `leaves out heights where the heading has them`() throws {
    let table = try VertexTable.parse(
      "STT;X;Y;H;Cạnh\n1;1672422.43;584963.15;5.2;10.43\n2;1672430.10;584970.22;5.1;10.07\n3;1672425;584978.9;5;9")
    #expect(table.corners.map(\.statedEdge) == [10.43, 10.07, 9])
    #expect(table.remarks == [.heightDropped, .textSkipped])
  }

  @Test func `notes numbers out of order, repeated corners and a closure that differs`() throws {
    let first = "1672422.43 584963.15"
    let (second, third) = ("1672430.10 584970.22", "1672425.00 584978.90")
    #expect(try VertexTable.parse("3 \(first)\n1 \(second)\n2 \(third)").remarks == [.numbersNotInOrder])
    #expect(
      try VertexTable.parse("1 \(first)\n2 \(second)\n2 \(third)").remarks == [.numbersNotInOrder, .numberRepeated])
    #expect(
      try VertexTable.parse("1 \(first)\n2 \(second)\n3 \(third)\n1 1672422.44 584963.15").remarks
        == [.numbersNotInOrder, .closureDiffers])
    #expect(try VertexTable.parse("1 \(first)\n2 \(first)\n3 \(second)\n4 \(third)").remarks == [.cornerRepeated])
    #expect(try VertexTable.parse("A \(first)\nB \(second)\nC \(third)").remarks == [])
  }

  @Test func `reads polygons in JSON, GeoJSON and well-known text`() throws {
    let positions = Self.square.map { "[\($0.y),\($0.x)]" }.joined(separator: ",\n")
    let ring = "[\(positions),[584963.15,1672422.43]]"
    for text in [
      ring, "[\(positions)]", "[\(ring)]", #"{"type":"Polygon","coordinates":[\#(ring)]}"#,
      #"{"coordinates":[\#(ring)],"type":"Polygon"}"#, #"{"type":"MultiPolygon","coordinates":[[\#(ring)]]}"#,
      #"{"type":"Feature","properties":{"a":[[1,2]]},"geometry":{"type":"Polygon","coordinates":[\#(ring)]}}"#,
      "POLYGON((" + Self.square.map { "\($0.y) \($0.x)" }.joined(separator: ", ") + "))",
    ] {
      let table = try VertexTable.parse(text)
      expectSquare(table, text)
      #expect(table.isClosed == (text.contains(ring)), "\(text)")
      #expect(table.rounding == 0.005)
      if text.hasPrefix("[[") { #expect(table.corners.map(\.line) == [1, 2, 3, 4]) }
    }
    let named = try VertexTable.parse(
      #"[{"x":1672422.43,"y":584963.15,"label":"7"},{"x":1672430.10,"y":584970.22,"label":8},{"x":1672425,"y":584978.9}]"#
    )
    #expect(named.corners.map(\.label) == ["7", "8", "3"])
    #expect(named.corners[0].x == 1_672_422.43)
    let degrees = try VertexTable.parse(
      #"{"type":"Polygon","coordinates":[[[108.79,15.12],[108.8,15.12],[108.8,15.13],[108.79,15.12]]]}"#)
    #expect(degrees.unit == .degrees && degrees.isClosed && degrees.statedCRS == .wgs84)
    #expect(degrees.corners.map(\.x) == [15.12, 15.12, 15.13])
    let reversed = try VertexTable.parse("[[15.12,108.79],[15.12,108.8],[15.13,108.8]]")
    #expect(reversed.corners.map(\.y) == [108.79, 108.8, 108.8])
    #expect(
      try VertexTable.parse(
        #"{"type":"Polygon","coordinates":[[[15.12,108.79],[15.12,108.8],[15.13,108.8],[15.12,108.79]]]}"#
      )
      .remarks == [.againstFormat])
  }

  @Test(
    arguments: [
      ("", .noCorners, nil), ("xin chào", .noCorners, nil), ("1 2 3\n4 5 6", .tableRow, 1), ("12,5", .tableRow, 1),
      ("1 1672422.43 584963.15", .tooFewCorners, nil),
      ("1 1672422.43 584963.15\n2 1672430.10 584970.22", .tooFewCorners, nil),
      ("1 1672422.43 584963.15\n2 1672430.10 584970.22\n1 1672422.43 584963.15", .tooFewCorners, nil),
      ("1 1672422.43 584963.15\n2 16724301.0 584970.22", .cornerRange, 2),
      ("1 1672422.43 584963.15\n2 16724x0.10 584970.22", .tableRow, 2),
      ("1 1672422.43 584963.15\n\n2 1672430.10", .tableRow, 3),
      ("1 1672422.43 584963.15\n2 584970.22 1672430.10\n3 1672425.00 584978.90", .mixedOrder, 2),
      ("1 1672422.43 584963.15\n2 15.12 108.79\n3 1672425.00 584978.90", .mixedOrder, 2),
      ("1 2326802.32 18587082.25\n2 2326803.32 18587083.25", .zonePrefixHN72, 1),
      ("1 1672422.43 584963.15 12,5 8,4", .tooManyNumbers, 1),
      ("1 1672422.43 584963.15\n12,5\n8,4", .tableRow, 3),
      ("1 1672422.43 584963.15\n2 1672430.10\u{0} 584970.22", .controlCharacter, 2),
      ("X=1672422.43 X=584963.15", .sameAxis, 1),
      (
        #"{"type":"Polygon","coordinates":[[[108.79,15.12],[108.8,15.12],[108.8,15.13],[108.79,15.12]],[[108.79,15.12],[108.8,15.12],[108.8,15.13],[108.79,15.12]]]}"#,
        .severalRings, nil
      ),
      (#"{"type":"Point","coordinates":[108.79,15.12]}"#, .geometryKind, nil),
      (#"{"type":"LineString","coordinates":[[108.79,15.12],[108.8,15.12],[108.8,15.13]]}"#, .geometryKind, nil),
      ("[[108.79,15.12],\n[108.8,15.12],\n[10.8,15.13]]", .cornerRange, 3),
      ("[[108.79,15.12],[108.8,15.12]", .json, 1),
      ("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", .json, 1),
    ] as [(String, CadastreError.Code, Int?)])
  func `refuses what is no table with a code and the line`(text: String, code: CadastreError.Code, line: Int?) {
    do {
      let table = try VertexTable.parse(text)
      Issue.record("‹\(text)› was read as \(table)")
    } catch {
      #expect(error.code == code, "‹\(text)›: \(error)")
      #expect(error.line == line, "‹\(text)›: \(error)")
    }
  }

  @Test func `takes 100,000 corners and refuses one more`() throws {
    var rows = ""
    for index in 0..<100_000 {
      rows += "\(index + 1) \(1_600_000 + index / 400).\(index % 400 + 100) \(500_000 + index % 400).5\n"
    }
    let table = try VertexTable.parse(rows)
    #expect(table.corners.count == 100_000)
    #expect(table.corners[99_999].line == 100_000)
    let closed = try VertexTable.parse(rows + "1 1600000.100 500000.5\n")
    #expect(closed.isClosed && closed.corners.count == 100_000)
    #expect(throws: CadastreError(.tooManyCorners)) { try VertexTable.parse(rows + "100001 1600000.5 500000.5\n") }
    let json = "[" + table.corners.map { "[\($0.y),\($0.x)]" }.joined(separator: ",\n") + "]"
    #expect(try VertexTable.parse(json).corners.map(\.x) == table.corners.map(\.x))
  }

  @Test(arguments: [
    "1 ", "a ", "1;", "|", "\n", "1\n", "[", "[[", "[1,2],", "{\"a\":", "1672422.43 584963.15 ", "1 672 ", ",", "1.",
    "1,1",
    "1 1672422.43 584963.15 12,5 8,4\n", "😀", "Đ", "\u{A0}", "\"", "POINT(", "POLYGON((", "POLYGON((108.79 15.12,",
    " \r",
    "a\n", "KTT 108\n", "(1",
  ]) func `refuses a megabyte of anything quickly`(piece: String) {
    let text = String(repeating: piece, count: (1 << 20) / piece.utf8.count)
    #expect(throws: CadastreError.self) { try VertexTable.parse(text) }
    #expect(throws: CadastreError.self) { try VertexTable.parse("[" + text) }
    #expect(throws: CadastreError(.tooLong)) { try CoordinateNotation.parse(text) }
  }

  @Test func `refuses more than eight megabytes`() {
    let text = String(repeating: "1 1672422.43 584963.15\n", count: 1 << 19)
    #expect(throws: CadastreError(.tableTooLong)) { try VertexTable.parse(text) }
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64]) func `reads any table back from any way of writing it`(seed: UInt64) throws
  {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<60 {
      let count = Int.random(in: 3...12, using: &random)
      let corners = (0..<count).map { index in
        (
          Double(160_000_000 + Int.random(in: 0..<9_999_999, using: &random) + index) / 100,
          Double(50_000_000 + Int.random(in: 0..<9_999_999, using: &random)) / 100
        )
      }
      let (hasLabels, isClosed) = (Bool.random(using: &random), Bool.random(using: &random))
      let (hasEdges, isEastFirst) = (Bool.random(using: &random), Bool.random(using: &random))
      let mark = [".", ","].randomElement(using: &random) ?? "."
      let groups = ["", " ", mark == "." ? "," : "."].randomElement(using: &random) ?? ""
      let separator = [" ", "\t", ";", " | "].randomElement(using: &random) ?? " "
      func text(_ value: Double) -> String {
        let units = Int((value * 100).rounded())
        var whole = ""
        for (index, digit) in String(units / 100).reversed().enumerated() {
          if index > 0, index.isMultiple(of: 3) { whole = groups + whole }
          whole = String(digit) + whole
        }
        return whole + mark + (units % 100 < 10 ? "0" : "") + String(units % 100)
      }
      let lines = (isClosed ? corners + [corners[0]] : corners).enumerated().map { index, corner in
        var cells = hasLabels ? [String(index % count + 1)] : []
        cells += isEastFirst ? [text(corner.1), text(corner.0)] : [text(corner.0), text(corner.1)]
        if hasEdges, index < count { cells.append("\(index + 1)\(mark)25") }
        return cells.joined(separator: separator)
      }
      let written = lines.joined(separator: "\n")
      let table = try VertexTable.parse(written)
      #expect(table.corners.map(\.x) == corners.map(\.0), "seed \(seed): \(written)")
      #expect(table.corners.map(\.y) == corners.map(\.1), "seed \(seed): \(written)")
      #expect(table.isClosed == isClosed)
      #expect(table.remarks.contains(.eastingFirst) == isEastFirst)
      if hasEdges { #expect(table.corners.map(\.statedEdge) == (0..<count).map { Double($0 + 1) + 0.25 }) }
    }
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64]) func `survives any change of a table`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let samples = [
      "Số hiệu điểm | X (m) | Y (m) | Cạnh\n1 | 1672422.43 | 584963.15 | 12,5\n2 | 1672430.10 | 584970.22 | 8\n3 | 1672425 | 584978.9 |\n",
      "1 1 672 422,43 584 963,15\n2 1 672 430,10 584 970,22\n12,5\n3 1 672 425,00 584 978,90\n",
      "[[584963.15,1672422.43],[584970.22,1672430.1],[584978.9,1672425]]",
      #"{"type":"Polygon","coordinates":[[[108.79,15.12],[108.8,15.12],[108.8,15.13],[108.79,15.12]]]}"#,
      "SRID=5898;POLYGON((584963.15 1672422.43, 584970.22 1672430.1, 584978.9 1672425))",
    ]
    let pool = Array("0123456789.,;| \t\n\r-+XYx=:m\"'[]{}()eĐ\u{A0}８│\u{0}😀".unicodeScalars)
    for round in 0..<600 {
      guard var scalars = samples.randomElement(using: &random).map({ Array($0.unicodeScalars) }) else { return }
      for _ in 0..<Int.random(in: 1...5, using: &random) {
        let place = Int.random(in: 0...scalars.count, using: &random)
        guard let scalar = pool.randomElement(using: &random) else { return }
        switch Int.random(in: 0..<4, using: &random) {
        case 0: scalars.insert(scalar, at: place)
        case 1 where place < scalars.count: scalars.remove(at: place)
        case 2 where place < scalars.count: scalars[place] = scalar
        default: scalars.insert(contentsOf: scalars.prefix(place), at: place)
        }
      }
      var text = ""
      text.unicodeScalars.append(contentsOf: scalars)
      guard let table = try? VertexTable.parse(text) else { continue }
      #expect(table.corners.count >= 3, "seed \(seed), round \(round): \(text)")
      #expect(
        table.corners.allSatisfy { $0.x.isFinite && $0.y.isFinite && ($0.statedEdge ?? 1) > 0 && $0.line > 0 },
        "seed \(seed), round \(round): \(text)")
    }
  }
}
