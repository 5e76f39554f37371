import Geo
import Testing

@Suite struct WKBTests {
  private func bytes(_ hexadecimal: String) -> [UInt8] {
    let digits = hexadecimal.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
  }

  private let polygons = MultiPolygon([
    [Shapes.square(0, 0, 4), [(1.0, 1.0), (2, 1), (2, 2), (1, 1)].map { Coordinate(x: $0, y: $1) }],
    [[(5.0, 5.0), (6, 5), (6, 6), (5, 5)].map { Coordinate(x: $0, y: $1) }],
  ])

  /// What SpatiaLite's AsBinary gives for
  /// MULTIPOLYGON(((0 0,4 0,4 4,0 4,0 0),(1 1,2 1,2 2,1 1)),((5 5,6 5,6 6,5 5))).
  private let reference =
    "0106000000020000000103000000020000000500000000000000000000000000000000000000000000000000104000000000"
    + "0000000000000000000010400000000000001040000000000000000000000000000010400000000000000000000000000000"
    + "000004000000000000000000F03F000000000000F03F0000000000000040000000000000F03F000000000000004000000000"
    + "00000040000000000000F03F000000000000F03F010300000001000000040000000000000000001440000000000000144000"
    + "0000000000184000000000000014400000000000001840000000000000184000000000000014400000000000001440"

  @Test func `writes and reads what SpatiaLite does`() throws {
    #expect(WKB.encode(polygons) == bytes(reference))
    let reading = try WKB.read(bytes(reference))
    #expect(reading.multiPolygon == polygons)
    #expect(reading.isMulti && !reading.hasZ && !reading.hasM && reading.srid == nil)
  }

  @Test func `appends to what is there`() {
    var buffer: [UInt8] = [7]
    WKB.encode(polygons, into: &buffer)
    #expect(buffer == [7] + WKB.encode(polygons))
  }

  private let triangle = MultiPolygon([[[(0.0, 0.0), (4, 0), (4, 4), (0, 0)].map { Coordinate(x: $0, y: $1) }]])

  @Test(
    arguments: [
      (
        "01EB0300000100000004000000000000000000000000000000000000000000000000001C4000000000000010400000000000"
          + "0000000000000000001C40000000000000104000000000000010400000000000001C40000000000000000000000000000000"
          + "000000000000001C40",
        true, false, nil
      ),
      (
        "01D3070000010000000400000000000000000000000000000000000000000000000000204000000000000010400000000000"
          + "0000000000000000002040000000000000104000000000000010400000000000002040000000000000000000000000000000"
          + "000000000000002040",
        false, true, nil
      ),
      (
        "01BB0B00000100000004000000000000000000000000000000000000000000000000001C4000000000000020400000000000"
          + "00104000000000000000000000000000001C400000000000002040000000000000104000000000000010400000000000001C"
          + "400000000000002040000000000000000000000000000000000000000000001C400000000000002040",
        true, true, nil
      ),
      (
        "0103000020E61000000100000004000000000000000000000000000000000000000000000000001040000000000000000000"
          + "00000000001040000000000000104000000000000000000000000000000000",
        false, false, 4326
      ),
      (
        "01060000A00A1700000100000001030000800100000004000000000000000000000000000000000000000000000000001C40"
          + "000000000000104000000000000000000000000000001C40000000000000104000000000000010400000000000001C400000"
          + "00000000000000000000000000000000000000001C40",
        true, false, 5898
      ),
    ] as [(String, Bool, Bool, Int32?)])
  func `drops heights and measures, ISO and extended, and tells`(
    text: String, hasZ: Bool, hasM: Bool, srid: Int32?
  ) throws {
    let reading = try WKB.read(bytes(text))
    #expect(reading.multiPolygon == triangle)
    #expect(reading.hasZ == hasZ && reading.hasM == hasM && reading.srid == srid)
  }

  /// A big-endian copy, for there is no writer of it.
  private func bigEndian(_ multiPolygon: MultiPolygon) -> [UInt8] {
    func word(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) } }
    func number(_ value: Double) -> [UInt8] {
      (0..<8).map { UInt8(truncatingIfNeeded: value.bitPattern >> UInt64(56 - 8 * $0)) }
    }
    var bytes: [UInt8] = [0] + word(6) + word(multiPolygon.polygonCount)
    for polygon in 0..<multiPolygon.polygonCount {
      let rings = multiPolygon.rings(ofPolygon: polygon)
      bytes += [0] + word(3) + word(rings.count)
      for ring in rings {
        bytes += word(multiPolygon.positions(ofRing: ring).count)
        for coordinate in multiPolygon.ring(ring) { bytes += number(coordinate.x) + number(coordinate.y) }
      }
    }
    return bytes
  }

  @Test func `reads both byte orders, mixed too`() throws {
    #expect(try WKB.decode(bigEndian(polygons)) == polygons)
    var mixed = Array(bigEndian(polygons).prefix(9))
    mixed += WKB.encode(polygons).dropFirst(9)
    #expect(try WKB.decode(mixed) == polygons)
  }

  @Test(
    arguments: [
      ("", .truncated, 0), ("01", .truncated, 1), ("0103000000", .truncated, 5),
      ("0203000000", .unknownByteOrder, 0), ("0103000020E610", .truncated, 7),
      ("0107000000010000000101000000000000000000F03F0000000000000040", .unsupportedType("GeometryCollection"), 0),
      ("0101000000000000000000F03F0000000000000040", .unsupportedType("Point"), 0),
      ("010A00000000000000", .unsupportedType("CurvePolygon"), 0),
      ("01FFFF000000000000", .unsupportedType("number 65535"), 0),
      ("0106000000010000000101000000000000000000F03F0000000000000040", .unsupportedType("Point"), 9),
      ("0103000000FFFFFFFF", .countTooLarge, 5), ("0106000000FFFFFFFF", .countTooLarge, 5),
      ("010300000001000000FFFFFFFF00000000", .countTooLarge, 9), ("01030000000000000000", .trailingBytes, 9),
      ("01030000000100000001000000000000000000F87F0000000000000000", .notFinite, 13),
      ("010300000001000000010000000000000000000000000000000000F07F", .notFinite, 13),
    ] as [(String, GeoError.Kind, Int)])
  func `refuses what it does not read, with its place`(text: String, kind: GeoError.Kind, offset: Int) {
    let error = #expect(throws: GeoError.self) { try WKB.decode(bytes(text)) }
    #expect(error?.kind == kind)
    #expect(error?.offset == offset)
  }

  @Test func `counts of four billion in a hundred bytes allocate nothing`() {
    var header = bytes("0106000000050000000103000000")
    header += [0xFF, 0xFF, 0xFF, 0xFF]
    header += [UInt8](repeating: 0, count: 100 - header.count)
    let error = #expect(throws: GeoError.self) { try WKB.decode(header) }
    #expect(error?.kind == .countTooLarge)
  }

  @Test func `empty polygons are read`() throws {
    #expect(try WKB.decode(bytes("010600000000000000")) == MultiPolygon())
    #expect(try WKB.decode(bytes("010300000000000000")) == MultiPolygon(polygonEnds: [0]))
    #expect(WKB.encode(MultiPolygon()) == bytes("010600000000000000"))
  }

  @Test(arguments: [1, 2, 3] as [UInt64]) func `mutated bytes are read or refused`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let originals = [bytes(reference), bigEndian(polygons), WKB.encode(triangle)]
    var refused = 0
    for round in 0..<5_000 {
      var mutated = originals[round % 3]
      for _ in 0...Int.random(in: 0...2, using: &generator) {
        let index = Int.random(in: 0..<mutated.count, using: &generator)
        switch Int.random(in: 0...3, using: &generator) {
        case 0: mutated[index] = UInt8.random(in: 0...255, using: &generator)
        case 1: mutated[index] ^= 1 << UInt8.random(in: 0...7, using: &generator)
        case 2: mutated.insert(0xFF, at: index)
        default: mutated.removeSubrange(max(index, 1)...)
        }
      }
      do {
        let decoded = try WKB.decode(mutated)
        // What is read can be written, and reads back the same.
        guard try WKB.decode(WKB.encode(decoded)) == decoded else {
          Issue.record("seed \(seed): \(mutated)")
          return
        }
      } catch {
        refused += 1
      }
    }
    #expect(refused > 1000)
  }
}
