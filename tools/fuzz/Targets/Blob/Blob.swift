import Geo
import Harness
import SpatiaLite

/// Any bytes are a SpatiaLite geometry or none; what is read can be written and read.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzBlob(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let input = unsafe bytes(start, count)
  do throws(SpatiaLiteError) {
    _ = unsafe try SpatialBlob.envelope(input.span.bytes)
    let srid = unsafe try SpatialBlob.srid(input.span.bytes)
    let polygons = try SpatialBlob.decode(input)
    demand(polygons.coordinates.count * 16 <= input.count, "more positions than bytes")
    demand(polygons.polygonEnds.last ?? 0 == polygons.ringEnds.count, "rings outside of polygons")
    demand(polygons.ringEnds.last ?? 0 == polygons.coordinates.count, "positions outside of rings")
    let written = SpatialBlob.encode(polygons, srid: srid)
    demand(SpatialBlob.encode(try SpatialBlob.decode(written), srid: srid) == written, "polygons do not come back")
  } catch {
    demand(!error.description.isEmpty, "an error without words")
  }
  return 0
}
