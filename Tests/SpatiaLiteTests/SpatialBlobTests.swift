import Foundation
import Geo
import SpatiaLite
import Testing

@Suite struct SpatialBlobTests {
  private let twoWithHole = MultiPolygon([
    [[.init(x: 0, y: 0), .init(x: 1, y: 0), .init(x: 1, y: 1), .init(x: 0, y: 1), .init(x: 0, y: 0)]],
    [
      [.init(x: 5, y: 5), .init(x: 6, y: 5), .init(x: 6, y: 6), .init(x: 5, y: 6), .init(x: 5, y: 5)],
      [.init(x: 5.2, y: 5.2), .init(x: 5.4, y: 5.2), .init(x: 5.4, y: 5.4), .init(x: 5.2, y: 5.2)],
    ],
  ])

  @Test func `writes the bytes that SpatiaLite writes`() throws {
    let connection = try Connection(path: ":memory:", access: .readWrite, spatial: true)
    let text = """
      MULTIPOLYGON(((0 0,1 0,1 1,0 1,0 0)),((5 5,6 5,6 6,5 6,5 5),(5.2 5.2,5.4 5.2,5.4 5.4,5.2 5.2)))
      """
    let statement = try connection.prepare("SELECT GeomFromText(?, 4326)")
    statement.bind(1, text)
    #expect(try statement.step())
    #expect(statement.blob(0) == SpatialBlob.encode(twoWithHole, srid: 4326))
  }

  @Test func `reads what it wrote, bit for bit`() throws {
    let blob = SpatialBlob.encode(twoWithHole, srid: 4326)
    #expect(try SpatialBlob.decode(blob) == twoWithHole)
    let (envelope, srid) = try blob.withRawSpan { bytes throws(SpatiaLiteError) in
      (try SpatialBlob.envelope(bytes), try SpatialBlob.srid(bytes))
    }
    #expect(envelope == twoWithHole.envelope && srid == 4326)
  }

  @Test func `reads the big-endian form too`() throws {
    let connection = try Connection(path: ":memory:", access: .readWrite, spatial: true)
    let little = SpatialBlob.encode(twoWithHole, srid: 4326)
    var big: [UInt8] = [0, 0]
    func swapped(_ range: Range<Int>) -> [UInt8] { little[range].reversed() }
    big += swapped(2..<6)
    for edge in 0..<4 { big += swapped((6 + edge * 8)..<(14 + edge * 8)) }
    big.append(0x7C)
    big += swapped(39..<43) + swapped(43..<47)
    var offset = 47
    for _ in 0..<2 {
      big.append(little[offset])
      big += swapped((offset + 1)..<(offset + 5)) + swapped((offset + 5)..<(offset + 9))
      let rings = Int(little[offset + 5])
      offset += 9
      for _ in 0..<rings {
        let count = Int(little[offset])
        big += swapped(offset..<(offset + 4))
        offset += 4
        for _ in 0..<(count * 2) {
          big += swapped(offset..<(offset + 8))
          offset += 8
        }
      }
    }
    big.append(0xFE)
    #expect(try SpatialBlob.decode(big) == twoWithHole)
    let statement = try connection.prepare("SELECT AsText(?) = AsText(?)")
    statement.bind(1, big)
    statement.bind(2, little)
    #expect(try statement.step() && statement.integer(0) == 1)
  }

  @Test func `refuses a blob cut at any byte`() throws {
    let blob = SpatialBlob.encode(twoWithHole, srid: 4326)
    for count in 0..<blob.count {
      #expect(throws: SpatiaLiteError.self) { try SpatialBlob.decode(Array(blob[..<count])) }
    }
    #expect(throws: SpatiaLiteError.self) { try SpatialBlob.decode(blob + [0]) }
  }

  @Test(arguments: 1...20) func `reads or refuses a blob with damaged bytes`(seed: Int) {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for _ in 0..<200 {
      var blob = SpatialBlob.encode(twoWithHole, srid: 4326)
      for _ in 0..<(1 + random(4)) { blob[random(blob.count)] = UInt8(random(256)) }
      _ = try? SpatialBlob.decode(blob)
    }
  }
}
