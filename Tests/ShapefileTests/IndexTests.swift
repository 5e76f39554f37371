import Shapefile
import Testing

@Suite struct IndexTests {
  private let squares = RawShapes(contents: [RawShapes.square, RawShapes.null, RawShapes.square, RawShapes.square])

  @Test func `takes an index that agrees`() throws {
    let index = try RecordIndex(shp: MemoryBytes(squares.shp), shx: MemoryBytes(squares.shx))
    #expect(index.findings.isEmpty && index.rebuilt == nil && index.shx.count == 4)
  }

  @Test func `makes a missing index anew, byte for byte`() throws {
    let index = try RecordIndex(shp: MemoryBytes(squares.shp), shx: nil)
    #expect(index.rebuilt == squares.shx)
    #expect(index.findings.map(\.kind) == [.indexMissing])
  }

  @Test func `finds the index of another file out`() throws {
    let other = RawShapes(contents: [RawShapes.null, RawShapes.square, RawShapes.square, RawShapes.square])
    let index = try RecordIndex(shp: MemoryBytes(squares.shp), shx: MemoryBytes(other.shx))
    #expect(index.findings == [StructuralFinding(.shx, .indexForeign, record: 1)])
    #expect(index.rebuilt == squares.shx)
  }

  @Test func `finds the index of a longer file out, unless the shp was cut`() throws {
    let longer = RawShapes(contents: [RawShapes.square, RawShapes.null] + Array(repeating: RawShapes.square, count: 9))
    let index = try RecordIndex(shp: MemoryBytes(squares.shp), shx: MemoryBytes(longer.shx))
    #expect(index.findings == [StructuralFinding(.shx, .indexForeign, record: 5)])
    #expect(index.rebuilt == squares.shx)
    let cut = Array(longer.shp.prefix(squares.shp.count))
    #expect(
      throws: ShapefileError(.shp, .truncated(needed: 136, remaining: 0), record: 5, offset: squares.shp.count)
    ) {
      try RecordIndex(shp: MemoryBytes(cut), shx: MemoryBytes(longer.shx))
    }
  }

  @Test(arguments: [0, 50, 99, 101, 104])
  func `makes a broken index anew`(_ length: Int) throws {
    let broken = Array(squares.shx.prefix(length))
    let index = try RecordIndex(shp: MemoryBytes(squares.shp), shx: MemoryBytes(broken))
    #expect(index.rebuilt == squares.shx)
    #expect(index.findings.count == 1)
  }

  @Test func `reads by the index alone where an editor left dead records`() throws {
    // Rows 1 and 2, the second one rewritten at the end of the file.
    let shapes = RawShapes(contents: [RawShapes.square, RawShapes.null, RawShapes.square], numbers: [2: 2])
    var shx = Array(shapes.shx.prefix(108))
    shx += shapes.shx[116..<124]
    shx.replaceSubrange(24..<28, with: Pack.big(Int32(shx.count / 2)))
    let read = try records(shapes.shp, shx)
    #expect(read.map(\.number) == [1, 2])
    #expect(read.map(\.coordinates.count) == [5, 5])
    let index = try RecordIndex(shp: MemoryBytes(shapes.shp), shx: MemoryBytes(shx))
    #expect(index.findings.map(\.kind) == [.unindexedBytes(12)] && index.rebuilt == nil)
  }

  @Test func `finds out an index that is older than the shp`() throws {
    let none = try RecordIndex(shp: MemoryBytes(squares.shp), shx: MemoryBytes(RawShapes().shx))
    #expect(none.rebuilt == squares.shx)
    let older = RawShapes(contents: Array(squares.contents.prefix(3)))
    let index = try RecordIndex(shp: MemoryBytes(squares.shp), shx: MemoryBytes(older.shx))
    #expect(index.findings == [StructuralFinding(.shx, .indexForeign, record: 4)])
    #expect(index.rebuilt == squares.shx)
  }

  @Test func `finds out an index that lost its last entries`() throws {
    for length in stride(from: 100, to: squares.shx.count, by: 1) {
      let index = try RecordIndex(shp: MemoryBytes(squares.shp), shx: MemoryBytes(Array(squares.shx.prefix(length))))
      #expect(index.rebuilt == squares.shx, "cut at \(length)")
    }
  }

  @Test func `believes an index that fits the file more than the length in a record`() throws {
    for wrong in [0, 4, 44, 1000] {
      var shapes = squares
      shapes.lengths = [2: wrong]
      let index = try RecordIndex(shp: MemoryBytes(shapes.shp), shx: MemoryBytes(squares.shx))
      let kind = StructuralFinding.Kind.recordLength(declared: wrong, actual: RawShapes.square.count)
      #expect(index.rebuilt == nil && index.findings.map(\.kind) == [kind])
      #expect(try records(shapes.shp, squares.shx)[2].flags == .lengthDisagrees)
    }
  }

  @Test func `refuses a shp cut anywhere, and says where`() throws {
    for length in 0..<squares.shp.count {
      let cut = Array(squares.shp.prefix(length))
      for shx in [squares.shx, nil] {
        let error = #expect(throws: ShapefileError.self, "cut at \(length)") { try records(cut, shx) }
        guard let error else { continue }
        #expect(error.part == .shp, "cut at \(length)")
        if length >= 100 { #expect(error.record != nil && error.offset != nil, "cut at \(length)") }
        if case .truncated(let needed, let remaining) = error.kind {
          #expect(remaining < needed, "cut at \(length)")
        } else {
          Issue.record("cut at \(length): \(error)")
        }
      }
    }
  }

  @Test func `gets over a wrong file length in the header`() throws {
    for declared in [0, 100, 200, 1_000_000] {
      var shapes = squares
      shapes.declaredLength = declared
      let index = try RecordIndex(shp: MemoryBytes(shapes.shp), shx: MemoryBytes(squares.shx))
      #expect(index.findings.map(\.kind) == [.fileLength(declared: declared, actual: squares.shp.count)])
      #expect(try records(shapes.shp, squares.shx).count == 4)
    }
    // Without an index, a header that says less is no reason to stop where records go on.
    var shorter = squares
    shorter.declaredLength = 192
    #expect(try records(shorter.shp, nil).count == 4)
    // One that counts bytes for words is a known mistake.
    var doubled = squares
    doubled.declaredLength = squares.shp.count * 2
    #expect(try records(doubled.shp, nil).count == 4)
  }

  @Test func `leaves bytes after the end alone`() throws {
    for tail in [[0x42, 0x42, 0x42], [UInt8](repeating: 0x42, count: 200), [UInt8](repeating: 0, count: 5000)] {
      var shapes = squares
      shapes.declaredLength = squares.shp.count
      let index = try RecordIndex(shp: MemoryBytes(shapes.shp + tail), shx: nil)
      #expect(index.shx.count == 4)
      #expect(index.findings.map(\.kind).contains(.trailingBytes(tail.count)))
    }
  }

  @Test func `gets over a wrong record length where the content tells the right one`() throws {
    for wrong in [44, 80, 88, 4, 1000, 60] {
      var shapes = squares
      shapes.lengths = [0: wrong]
      let index = try RecordIndex(shp: MemoryBytes(shapes.shp), shx: nil)
      #expect(index.shx.count == 4, "length \(wrong)")
      #expect(
        index.findings.map(\.kind).contains(.recordLength(declared: wrong, actual: RawShapes.square.count)),
        "length \(wrong)")
      #expect(index.rebuilt?.suffix(32) == squares.shx.suffix(32))
    }
  }

  @Test func `refuses what is no shp`() throws {
    #expect(throws: ShapefileError(.shp, .truncated(needed: 100, remaining: 0), offset: 0)) { try records([], nil) }
    var foreign = squares.shp
    foreign[0] = 1
    #expect(throws: ShapefileError.self) { try records(foreign, nil) }
    var strange = squares
    strange.type = 6
    #expect(throws: ShapefileError(.shp, .shapeType(6), offset: 32)) { try records(strange.shp, squares.shx) }
    let text = Array(String(repeating: "<html>", count: 50).utf8)
    #expect(throws: ShapefileError.self) { try records(text, nil) }
  }

  @Test func `reads a shp without records`() throws {
    let empty = RawShapes()
    #expect(try records(empty.shp, empty.shx).isEmpty)
    #expect(try records(empty.shp, nil).isEmpty)
  }

  @Test func `passes on what a source throws`() throws {
    let source = BrokenBytes(bytes: squares.shp, limit: 120)
    #expect(throws: ShapefileError.self) { try RecordIndex(shp: source, shx: MemoryBytes(squares.shx)) }
  }
}
