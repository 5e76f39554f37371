import Geo
import Shapefile
import Testing

@Suite struct ShapeTests {
  @Test func `reads polygons, null shapes and their flags`() throws {
    let shapes = RawShapes(contents: [
      RawShapes.square,
      RawShapes.null,
      RawShapes.parts([[(0, 0), (0, 9), (9, 9), (0, 0)], [(1, 2), (2, 3), (1, 3), (1, 2)]]),
      RawShapes.parts([[(0, 0), (0, 1), (1, 1), (1, 0)]]),
      RawShapes.parts([[(0, 0), (0, 1)]]),
      RawShapes.parts([[(0, 0), (0, 1), (.nan, 1), (0, 0)]]),
      RawShapes.parts([[(0, 0), (0, 1), (.infinity, 1), (0, 0)]]),
      RawShapes.parts([]),
    ])
    let read = try records(shapes.shp, shapes.shx)
    #expect(read.map(\.row) == Array(0..<8))
    #expect(read.map(\.number) == Array(1...8))
    #expect(read.allSatisfy { $0.fault == nil })
    #expect(read[0].coordinates.count == 5 && read[0].ringEnds == [5] && read[0].flags == [])
    #expect(read[0].envelope == Envelope(minX: 0, minY: 0, maxX: 1, maxY: 1))
    #expect(read[1].type == .null && read[1].isEmpty)
    #expect(read[2].ringEnds == [4, 8])
    #expect(read[2].declaresShell(ring: 0) && !read[2].declaresShell(ring: 1))
    #expect(read[3].flags == .unclosedRing && read[3].coordinates.count == 4)
    #expect(read[4].flags == [.unclosedRing, .shortRing])
    #expect(read[5].flags == .nonFinite && read[5].coordinates[2].x.isNaN)
    #expect(read[6].flags == .nonFinite)
    #expect(read[7].type == .polygon && read[7].isEmpty && read[7].flags == [])
  }

  @Test func `tells heights and measures, and their absence`() throws {
    let ring = [[(0.0, 0.0), (0, 1), (1, 1), (0, 0)]]
    let dimension = Pack.little(0, 5) + Pack.little(1, 2, 3, 4)
    let z = RawShapes(
      type: 15,
      contents: [
        RawShapes.parts(ring, type: 15, tail: dimension + dimension), RawShapes.parts(ring, type: 15, tail: dimension),
        RawShapes.parts(ring, type: 15),
      ])
    let read = try records(z.shp, z.shx)
    #expect(read.map(\.hasZ) == [true, true, false])
    #expect(read.map(\.hasM) == [true, false, false])
    #expect(read.map(\.flags) == [[], [], .missingZ])
    #expect(read.allSatisfy { $0.coordinates.count == 4 && $0.fault == nil })
    let m = RawShapes(
      type: 25, contents: [RawShapes.parts(ring, type: 25, tail: dimension), RawShapes.parts(ring, type: 25)])
    #expect(try records(m.shp, m.shx).map(\.hasM) == [true, false])
    #expect(try records(m.shp, m.shx).map(\.hasZ) == [false, false])
  }

  @Test func `reads points, lines and sets of points, and names surfaces`() throws {
    let point = RawShapes(type: 1, contents: [Pack.little(1 as Int32) + Pack.little(3, 4)])
    #expect(try records(point.shp, point.shx)[0].coordinates == [Coordinate(x: 3, y: 4)])
    let pointZ = RawShapes(
      type: 11,
      contents: [Pack.little(11 as Int32) + Pack.little(3, 4, 5, 6), Pack.little(11 as Int32) + Pack.little(3, 4, 5)])
    #expect(try records(pointZ.shp, pointZ.shx).map(\.hasM) == [true, false])
    let line = RawShapes(type: 3, contents: [RawShapes.parts([[(0, 0), (1, 1)], [(2, 2), (3, 3), (4, 4)]], type: 3)])
    #expect(try records(line.shp, line.shx)[0].ringEnds == [2, 5])
    #expect(try records(line.shp, line.shx)[0].flags == [])
    let set = RawShapes(
      type: 8,
      contents: [Pack.little(8 as Int32) + Pack.little(1, 2, 3, 4) + Pack.little(2 as Int32) + Pack.little(1, 2, 3, 4)])
    let record = try records(set.shp, set.shx)[0]
    #expect(record.coordinates == [Coordinate(x: 1, y: 2), Coordinate(x: 3, y: 4)] && record.ringEnds.isEmpty)
    let surface = RawShapes(type: 31, contents: [Pack.little(31 as Int32) + [UInt8](repeating: 1, count: 100)])
    #expect(try records(surface.shp, surface.shx)[0].type == .multiPatch)
  }

  @Test func `tells the fault of a record and reads the next ones`() throws {
    let short = RawShapes.parts([[(0, 0), (0, 1), (1, 1), (0, 0)]])
    var negative = short
    negative.replaceSubrange(40..<44, with: Pack.little(-1 as Int32))
    var huge = short
    huge.replaceSubrange(36..<44, with: Pack.little(Int32.max) + Pack.little(Int32.max))
    let shapes = RawShapes(contents: [
      Array(short.dropLast(16)),
      negative,
      huge,
      RawShapes.parts([[(0, 0), (0, 1), (1, 1), (0, 0)]], starts: [2, 1]),
      RawShapes.parts([[(0, 0), (0, 1), (1, 1), (0, 0)]], starts: [0, 5]),
      RawShapes.parts([[(0, 0), (0, 1), (1, 1), (0, 0)]], starts: [-1]),
      Pack.little(77 as Int32) + [0, 0, 0, 0],
      Pack.little(5 as Int32) + [0, 0, 0, 0],
      RawShapes.square,
    ])
    let read = try records(shapes.shp, shapes.shx)
    #expect(
      read.map(\.fault) == [
        .tooShort(needed: 112, actual: 96), .negativeCount, .tooShort(needed: 42_949_672_984, actual: 112),
        .partOrder, .partOrder, .partOrder, .unknownType(77), .tooShort(needed: 44, actual: 8), nil,
      ])
    #expect(read.dropLast().allSatisfy { $0.isEmpty && $0.ringEnds.isEmpty })
    #expect(read[6].type == nil)
  }

  @Test func `leaves out empty parts and stray positions, and tells it`() throws {
    let ring = [(0.0, 0.0), (0, 1), (1, 1), (0, 0)]
    let shapes = RawShapes(contents: [
      RawShapes.parts([ring, ring], starts: [0, 4, 4]), RawShapes.parts([[(7, 7)], ring], starts: [1]),
      RawShapes.parts([ring], starts: []), RawShapes.parts([ring], starts: [4]),
    ])
    let read = try records(shapes.shp, shapes.shx)
    #expect(read.map(\.ringEnds) == [[4, 8], [4], [], []])
    #expect(read.map(\.flags) == [.emptyPart, .strayPositions, .strayPositions, [.emptyPart, .strayPositions]])
    #expect(read[1].coordinates == ring.map { Coordinate(x: $0.0, y: $0.1) })
    #expect(read.allSatisfy { $0.fault == nil })
  }

  @Test func `tells a type, a number and a length that differ`() throws {
    let shapes = RawShapes(
      contents: [RawShapes.parts([[(0, 0), (1, 1)]], type: 3), RawShapes.square, RawShapes.square], numbers: [1: 7])
    let read = try records(shapes.shp, shapes.shx)
    #expect(read.map(\.flags) == [.typeDiffers, .numberOutOfOrder, []])
    var index = try SHXReader(MemoryBytes(shapes.shx))
    var wrong = shapes
    wrong.lengths = [2: 4]
    var reader = try SHPReader(MemoryBytes(wrong.shp), index: index)
    var record = ShapeRecord()
    try reader.read(2, into: &record)
    #expect(record.flags == .lengthDisagrees && record.coordinates.count == 5)
    #expect(try index.entry(0) == SHXReader.Entry(offset: 100, length: 80))
  }

  @Test func `lets a shape be taken out of its record`() throws {
    var record = try records(RawShapes(contents: [RawShapes.square]).shp, nil)[0]
    let shape = record.takeShape()
    #expect(shape.coordinates.count == 5 && shape.ringEnds == [5])
    #expect(record.isEmpty && record.ringEnds.isEmpty && record.type == .polygon)
  }

  @Test func `reads rows in any order through a small window`() throws {
    let shapes = RawShapes(
      contents: (0..<3000).map { index in
        RawShapes.parts([[(Double(index), 0), (0, 1), (1, 1), (Double(index), 0)]])
      })
    let source = MemoryBytes(shapes.shp)
    var reader = try SHPReader(source, index: RecordIndex(shp: source, shx: MemoryBytes(shapes.shx)).shx)
    var record = ShapeRecord()
    for row in [2999, 0, 1500, 1499, 1498, 2999, 1] {
      try reader.read(row, into: &record)
      #expect(record.row == row && record.coordinates[0].x == Double(row))
    }
    #expect(throws: ShapefileError(.shx, .noSuchRow, record: 3001)) { try reader.read(3000, into: &record) }
    #expect(throws: ShapefileError.self) { try reader.read(-1, into: &record) }
  }
}
