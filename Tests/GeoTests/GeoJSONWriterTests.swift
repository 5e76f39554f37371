import Geo
import JSON
import Testing

@Suite struct GeoJSONWriterTests {
  private func written(_ multiPolygon: MultiPolygon, decimals: Int = 0) -> String {
    var writer = JSONWriter()
    GeoJSON.write(multiPolygon, into: &writer, decimals: decimals)
    return writer.text
  }

  @Test func `one polygon is a Polygon, several are a MultiPolygon`() {
    #expect(
      written(MultiPolygon([[Shapes.square(0, 0, 1)]]))
        == #"{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1],[0,0]]]}"#)
    #expect(
      written(MultiPolygon([[Shapes.square(0, 0, 1)], [Shapes.square(2, 2, 1)]]))
        == #"{"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[1,1],[0,1],[0,0]]],"#
        + #"[[[2,2],[3,2],[3,3],[2,3],[2,2]]]]}"#)
    #expect(written(MultiPolygon()) == #"{"type":"MultiPolygon","coordinates":[]}"#)
  }

  @Test func `shells are wound counter-clockwise and holes clockwise`() {
    let (shell, hole) = (Shapes.square(0, 0, 9), Shapes.square(2, 2, 2))
    let expected = written(MultiPolygon([[shell, hole.reversed()]]))
    #expect(expected.contains("[[0,0],[9,0],"))
    #expect(expected.contains("[[2,2],[2,4],"))
    #expect(written(MultiPolygon([[shell, hole]])) == expected)
    #expect(written(MultiPolygon([[shell.reversed(), hole]])) == expected)
  }

  @Test func `positions have nine decimals`() {
    let ring = Shapes.square(108.7923, 15.1205, 0.0001)
    #expect(
      written(MultiPolygon([[ring]]), decimals: 9).hasPrefix(
        #"{"type":"Polygon","coordinates":[[[108.792300000,15.120500000],[108.792400000,15.120500000],"#))
    var writer = JSONWriter()
    GeoJSON.write(Coordinate(x: 108.7923, y: 15.1205), into: &writer)
    #expect(writer.text == #"{"type":"Point","coordinates":[108.792300000,15.120500000]}"#)
  }

  @Test(arguments: [1, 2] as [UInt64]) func `what is written reads back within its rounding`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<100 {
      let polygons = MultiPolygon(
        (0..<Int.random(in: 1...3, using: &generator)).map { index in
          [Shapes.star(vertices: 9, radius: 10, center: Coordinate(x: 40 * Double(index), y: 15), &generator)]
        })
      var writer = JSONWriter()
      GeoJSON.write(polygons, into: &writer, decimals: 9)
      var reader = GeoJSONFeatureReader()
      reader.feed(writer.bytes)
      reader.finish()
      let read = try #require(try reader.next()?.geometry.multiPolygon)
      #expect(read.ringEnds == polygons.ringEnds && read.polygonEnds == polygons.polygonEnds, "seed \(seed)")
      #expect(abs(read.area - polygons.area) < 1e-6, "seed \(seed)")
      let envelope = read.envelope
      #expect(polygons.envelope.expanded(by: 1e-9).contains(envelope), "seed \(seed)")
    }
  }
}
