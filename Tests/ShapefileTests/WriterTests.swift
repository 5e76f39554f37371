import Geo
import Shapefile
import Testing

@Suite struct WriterTests {
  private let day = DBFDate(year: 2025, month: 7, day: 1)

  @Test func `gives back random shapes`() throws {
    for seed in UInt64(0)..<100 {
      var generator = Seeded(seed)
      let shapes: [MultiPolygon?] = (0..<Int.random(in: 0...20, using: &generator)).map { _ in
        guard Int.random(in: 0..<5, using: &generator) > 0 else { return nil }
        return MultiPolygon(
          (0..<Int.random(in: 1...3, using: &generator)).map { _ in
            (0..<Int.random(in: 1...3, using: &generator)).map { _ in
              let ring = (0..<Int.random(in: 3...8, using: &generator)).map { _ in
                Coordinate(
                  x: .random(in: -1e6...1e6, using: &generator), y: .random(in: -1e6...1e6, using: &generator))
              }
              return ring + ring.prefix(1)
            }
          })
      }
      let (shp, shx) = try SHPWriter.files(shapes)
      #expect(try SHPWriter.files(shapes).shp == shp, "seed \(seed)")
      let read = try records(shp, shx)
      #expect(read.count == shapes.count, "seed \(seed)")
      for (record, shape) in zip(read, shapes) {
        #expect(record.ringEnds == shape?.ringEnds ?? [], "seed \(seed)")
        #expect(record.flags == [] && record.fault == nil, "seed \(seed)")
        var ring = 0
        for polygon in 0..<(shape?.polygonCount ?? 0) {
          for (place, source) in (shape?.rings(ofPolygon: polygon) ?? 0..<0).enumerated() {
            #expect(record.declaresShell(ring: ring) == (place == 0), "seed \(seed)")
            let written = Array(record.coordinates[record.positions(ofRing: ring)])
            let original = shape.map { Array($0.ring(source)) } ?? []
            #expect(written == original || written == original.reversed(), "seed \(seed)")
            ring += 1
          }
        }
      }
    }
  }

  @Test func `rounds numbers to the decimals of their column`() throws {
    let cases: [(Double, Int, String)] = [
      (0, 0, "0"), (-0.0, 2, "0.00"), (2.5, 0, "2"), (3.5, 0, "4"), (-2.5, 0, "-2"), (0.5, 0, "0"), (1.5, 0, "2"),
      (1.005, 2, "1.00"), (0.125, 2, "0.12"), (0.375, 2, "0.38"), (-0.001, 2, "0.00"), (99.999, 2, "100.00"),
      (0.1, 15, "0.100000000000000"), (123_456_789_012_345_680, 0, "123456789012345680"), (12.3, 1, "12.3"),
      (1e17 + 16, 0, "100000000000000016"), (9.995, 2, "9.99"), (0.05, 1, "0.1"), (0.25, 1, "0.2"),
    ]
    for (value, decimals, text) in cases {
      let dbf = try DBFWriter.file(
        columns: [.init(name: [0x4E], kind: .number(length: 20, decimals: decimals))], day: day,
        rows: [[.number(value)]])
      let (header, read) = try rows(dbf)
      #expect(read[0].text(header.fields[0]) { String(decoding: $0, as: UTF8.self) } == text, "\(value)")
    }
  }

  @Test func `tells text that it cut, between letters`() throws {
    var writer = try DBFWriter(columns: [.init(name: [0x41], kind: .text(length: 4))], day: day)
    #expect(try writer.append([.text(Array("abcd".utf8))]) == [])
    #expect(try writer.append([.text(Array("abcễ".utf8))]) == [0])
    #expect(try writer.append([.text(Array("aễbc".utf8))]) == [0])
    #expect(writer.count == 3)
    var bytes = writer.takeBytes()
    let (tail, start) = writer.finish()
    bytes.replaceSubrange(0..<start.count, with: start)
    let read = try values(bytes + tail)
    #expect(read == [[.text("abcd")], [.text("abc")], [.text("aễ")]])
  }

  @Test func `refuses what does not fit, and appends nothing`() throws {
    var writer = try DBFWriter(columns: [.init(name: [0x4E], kind: .number(length: 4, decimals: 1))], day: day)
    let before = writer.pendingCount
    for value in [
      DBFWriter.Value.number(1000), .number(.nan), .number(.infinity), .integer(100), .text([0x31]), .number(-10),
    ] {
      #expect(throws: ShapefileError.self) { try writer.append([value]) }
    }
    #expect(throws: ShapefileError.self) { try writer.append([]) }
    #expect(writer.pendingCount == before && writer.count == 0)
    try writer.append([.number(-9.94)])
    #expect(writer.count == 1)
    let column = DBFWriter.Column(name: [0x41], kind: .text(length: 254))
    for columns in [
      [], [DBFWriter.Column(name: [], kind: .text(length: 1))],
      [.init(name: [UInt8](repeating: 0x41, count: 11), kind: .text(length: 1))],
      [.init(name: [0x41], kind: .text(length: 255))], [.init(name: [0x41], kind: .number(length: 2, decimals: 1))],
      Array(repeating: column, count: 300), Array(repeating: column, count: 2047),
    ] {
      #expect(throws: ShapefileError.self) { try DBFWriter(columns: columns, day: day) }
    }
    #expect(throws: ShapefileError.self) {
      try DBFWriter(columns: [column], day: DBFDate(year: 2025, month: 2, day: 29))
    }
  }
}
