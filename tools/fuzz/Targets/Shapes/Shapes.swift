import Geo
import Harness
import Shapefile

/// Two bytes with the length of the .shp, the .shp, and the .shx: any bytes are read or refused, and never give more
/// than there is.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzShapes(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let input = unsafe bytes(start, count)
  guard input.count >= 2 else { return 0 }
  let length = min(Int(input[0]) << 8 | Int(input[1]), input.count - 2)
  let shp = MemoryBytes(Array(input[2..<(2 + length)]))
  let shx = MemoryBytes(Array(input[(2 + length)...]))
  for index in [shx, nil] {
    do throws(ShapefileError) {
      let records = try RecordIndex(shp: shp, shx: index)
      _ = records.findings.map(\.description)
      var reader = try SHPReader(shp, index: records.shx)
      var record = ShapeRecord()
      var rows = 0
      while try reader.next(into: &record) {
        rows += 1
        look(&record, size: shp.count)
      }
      demand(rows == records.shx.count, "rows are missing")
    } catch {
      demand(!error.description.isEmpty, "an error without words")
    }
  }
  do throws(ShapefileError) {
    var reader = try SHPReader(shp, index: try SHXReader(shx))
    var record = ShapeRecord()
    for row in 0..<min(reader.count, 100) {
      do throws(ShapefileError) {
        try reader.read(row, into: &record)
        look(&record, size: shp.count)
      } catch {
        demand(!error.description.isEmpty, "an error without words")
      }
    }
  } catch {
    demand(!error.description.isEmpty, "an error without words")
  }
  return 0
}

private func look(_ record: inout ShapeRecord, size: Int) {
  demand(record.coordinates.count * 16 <= size, "more positions than bytes")
  demand(record.ringEnds.isEmpty || record.ringEnds.last == record.coordinates.count, "positions outside of rings")
  demand(zip(record.ringEnds, record.ringEnds.dropFirst()).allSatisfy { $0 < $1 }, "rings out of order")
  for ring in record.ringEnds.indices { _ = record.declaresShell(ring: ring) }
  guard record.type?.family == .polygon else { return }
  let shape = record.takeShape()
  let assembly = PolygonAssembly.assemble(coordinates: shape.coordinates, ringEnds: shape.ringEnds)
  let polygons = assembly.multiPolygon
  demand(polygons.polygonEnds.last ?? 0 == polygons.ringEnds.count, "rings outside of polygons")
  demand(polygons.ringEnds.last ?? 0 == polygons.coordinates.count, "positions outside of rings")
  _ = polygons.area
  _ = polygons.centroid
  if let inside = polygons.pointInside { _ = polygons.locate(inside) }
}
