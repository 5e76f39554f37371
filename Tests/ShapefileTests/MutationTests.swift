import Geo
import Shapefile
import Testing

/// Whatever bytes a file has, a reader answers or throws; it never crashes, and never asks for more than there is.
@Suite struct MutationTests {
  private func mutated(_ bytes: [UInt8], _ generator: inout Seeded) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...6, using: &generator) {
      guard !bytes.isEmpty else { return bytes }
      let place = Int.random(in: 0..<bytes.count, using: &generator)
      switch Int.random(in: 0..<7, using: &generator) {
      case 0: bytes[place] = .random(in: 0...255, using: &generator)
      case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
      case 2: bytes[place] = [0x00, 0xFF, 0x7F, 0x80].randomElement(using: &generator) ?? 0
      case 3: bytes.removeSubrange(place...)
      case 4: bytes.remove(at: place)
      case 5: bytes.insert(.random(in: 0...255, using: &generator), at: place)
      default:
        let numbers: [Int32] = [.max, .min, -1, 0, 1, 0x7FFF_FFF0, 0x0FFF_FFFF, 100]
        let number = numbers.randomElement(using: &generator) ?? 0
        let packed = Bool.random(using: &generator) ? Pack.big(number) : Pack.little(number)
        for (step, byte) in packed.enumerated() where place + step < bytes.count { bytes[place + step] = byte }
      }
    }
    return bytes
  }

  private var seeds: [(shp: [UInt8], shx: [UInt8])] {
    let ring = [[(0.0, 0.0), (0, 1), (1, 1), (0, 0)], [(0.1, 0.1), (0.2, 0.2), (0.1, 0.2), (0.1, 0.1)]]
    let dimension = [UInt8](repeating: 0, count: 16 + 8 * 8)
    let polygons = RawShapes(contents: [RawShapes.square, RawShapes.null, RawShapes.parts(ring)])
    let polygonsZ = RawShapes(
      type: 15,
      contents: [
        RawShapes.parts(ring, type: 15, tail: dimension), RawShapes.parts(ring, type: 15, tail: dimension + dimension),
      ])
    let points = RawShapes(type: 1, contents: [Pack.little(1 as Int32) + Pack.little(3, 4), RawShapes.null])
    let sets = RawShapes(
      type: 8,
      contents: [Pack.little(8 as Int32) + Pack.little(1, 2, 3, 4) + Pack.little(2 as Int32) + Pack.little(1, 2, 3, 4)])
    return [polygons, polygonsZ, points, sets].map { ($0.shp, $0.shx) }
  }

  @Test func `reads or refuses mutated shapes`() {
    let seeds = seeds
    for seed in UInt64(0)..<6000 {
      var generator = Seeded(seed)
      let (shp, shx) = seeds[Int(seed % 4)]
      let badShp = Bool.random(using: &generator) ? mutated(shp, &generator) : shp
      let badShx = Bool.random(using: &generator) ? mutated(shx, &generator) : shx
      let source = MemoryBytes(badShp)
      do throws(ShapefileError) {
        let index = try RecordIndex(shp: source, shx: seed % 3 == 0 ? nil : MemoryBytes(badShx))
        var reader = try SHPReader(source, index: index.shx)
        var record = ShapeRecord()
        var count = 0
        while try reader.next(into: &record) {
          count += 1
          check(record, size: badShp.count, seed)
        }
        #expect(count == index.shx.count, "seed \(seed)")
      } catch {
        #expect(!error.description.isEmpty, "seed \(seed)")
      }
      // An index that was not compared must not lead a reader astray either.
      do throws(ShapefileError) {
        var reader = try SHPReader(source, index: try SHXReader(MemoryBytes(badShx)))
        var record = ShapeRecord()
        for row in 0..<reader.count {
          do throws(ShapefileError) {
            try reader.read(row, into: &record)
            check(record, size: badShp.count, seed)
          } catch { continue }
        }
      } catch { continue }
    }
  }

  private func check(_ record: ShapeRecord, size: Int, _ seed: UInt64) {
    #expect(record.coordinates.count * 16 <= size, "seed \(seed)")
    #expect(
      record.ringEnds == record.ringEnds.sorted() && Set(record.ringEnds).count == record.ringEnds.count, "seed \(seed)"
    )
    #expect(record.ringEnds.isEmpty || record.ringEnds.last == record.coordinates.count, "seed \(seed)")
    if record.fault != nil { #expect(record.isEmpty && record.ringEnds.isEmpty, "seed \(seed)") }
    for ring in record.ringEnds.indices { _ = record.declaresShell(ring: ring) }
  }

  @Test func `reads or refuses mutated tables`() {
    let columns: [(String, Character, Int, Int)] = [
      ("A", "C", 4, 0), ("N", "N", 8, 2), ("D", "D", 8, 0), ("L", "L", 1, 0), ("M", "M", 10, 0), ("I", "I", 4, 0),
      ("B", "B", 8, 0), ("O", "O", 8, 0), ("T", "T", 8, 0), ("+", "+", 4, 0), ("Y", "Y", 8, 0), ("?", "?", 3, 0),
    ]
    let width = 1 + columns.reduce(0) { $0 + $1.2 }
    for seed in UInt64(0)..<6000 {
      var generator = Seeded(seed)
      let version: UInt8 = [0x03, 0x30, 0x04, 0x8B].randomElement(using: &generator) ?? 3
      let rows = (0..<3).map { _ in
        (0..<width).map { _ in
          Bool.random(using: &generator)
            ? UInt8.random(in: 0...255, using: &generator)
            : Array(" 0123456789*,.-eE".utf8).randomElement(using: &generator) ?? 0
        }
      }
      let table = RawTable(version: version, columns: columns, rows: rows)
      let bytes = seed % 5 == 0 ? table.bytes : mutated(table.bytes, &generator)
      do throws(ShapefileError) {
        var reader = try DBFReader(MemoryBytes(bytes))
        _ = reader.header.names { String(decoding: $0, as: UTF8.self) }
        var row = DBFRecord()
        var count = 0
        while try reader.next(into: &row) {
          count += 1
          for field in reader.header.fields {
            #expect(row.range(of: field).upperBound <= row.bytes.count, "seed \(seed)")
            _ = row.value(field) { String(decoding: $0, as: UTF8.self) }
            _ = row.number(field)
          }
        }
        #expect(count == reader.count && count <= bytes.count, "seed \(seed)")
      } catch {
        #expect(error.part == .dbf && !error.description.isEmpty, "seed \(seed)")
      }
    }
  }

  @Test func `reads or refuses any bytes at all`() {
    for seed in UInt64(0)..<2000 {
      var generator = Seeded(seed)
      let bytes = (0..<Int.random(in: 0...300, using: &generator)).map { _ in
        UInt8.random(in: 0...255, using: &generator)
      }
      _ = try? DBFReader(MemoryBytes(bytes))
      _ = try? records(bytes, bytes)
      _ = CodePage.name(cpg: bytes)
    }
  }
}
