import Geo
import Harness

/// Any bytes are polygons or none; what is read can be written and read.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzWellKnownBinary(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let input = unsafe bytes(start, count)
  do throws(GeoError) {
    let reading = try WKB.read(input)
    let polygons = reading.multiPolygon
    demand(polygons.coordinates.count * 16 <= input.count, "more positions than bytes")
    demand(polygons.polygonEnds.last ?? 0 == polygons.ringEnds.count, "rings outside of polygons")
    demand(polygons.ringEnds.last ?? 0 == polygons.coordinates.count, "positions outside of rings")
    let written = WKB.encode(polygons)
    demand(WKB.encode(try WKB.decode(written)) == written, "polygons do not come back")
    for ring in polygons.ringEnds.indices { _ = polygons.signedArea(ofRing: ring) }
    _ = polygons.area
    _ = polygons.centroid
    if let inside = polygons.pointInside { _ = polygons.locate(inside) }
    _ = polygons.distanceToBoundary(from: Coordinate(x: 1, y: 2))
  } catch {
    demand(!error.description.isEmpty, "an error without words")
  }
  return 0
}
